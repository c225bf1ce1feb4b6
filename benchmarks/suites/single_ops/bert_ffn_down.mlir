// PyTorch:
//   def main(arg0, arg1):
//       v2 = torch.mm(arg0, arg1)
//       return v2.contiguous()
module {
  func.func @main(%arg0: tensor<128x3072xf32>, %arg1: tensor<3072x768xf32>) -> tensor<128x768xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %0 = tensor.empty() : tensor<128x768xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<128x768xf32>) -> tensor<128x768xf32>
    %2 = linalg.matmul ins(%arg0, %arg1 : tensor<128x3072xf32>, tensor<3072x768xf32>) outs(%1 : tensor<128x768xf32>) -> tensor<128x768xf32>
    return %2 : tensor<128x768xf32>
  }
}
