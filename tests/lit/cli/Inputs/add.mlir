func.func @main(%a: tensor<128x256xf32>, %b: tensor<128x256xf32>) -> tensor<128x256xf32> {
  %empty = tensor.empty() : tensor<128x256xf32>
  %sum = linalg.add ins(%a, %b : tensor<128x256xf32>, tensor<128x256xf32>) outs(%empty : tensor<128x256xf32>) -> tensor<128x256xf32>
  return %sum : tensor<128x256xf32>
}
