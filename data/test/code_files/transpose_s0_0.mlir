module {
  func.func @main(%arg0: tensor<16x234x336xf32>) -> tensor<16x336x234xf32> {
    %0 = tensor.empty() : tensor<16x336x234xf32>
    %transposed = linalg.transpose ins(%arg0 : tensor<16x234x336xf32>) outs(%0 : tensor<16x336x234xf32>) permutation = [0, 2, 1] 
    return %transposed : tensor<16x336x234xf32>
  }
}
