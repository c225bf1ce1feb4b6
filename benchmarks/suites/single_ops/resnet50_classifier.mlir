// PyTorch:
//   def main(arg0, arg1):
//       v2 = torch.mv(arg0, arg1)
//       return v2.contiguous()
module {
  func.func @main(%arg0: tensor<1000x2048xf32>, %arg1: tensor<2048xf32>) -> tensor<1000xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %0 = tensor.empty() : tensor<1000xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<1000xf32>) -> tensor<1000xf32>
    %2 = linalg.matvec ins(%arg0, %arg1 : tensor<1000x2048xf32>, tensor<2048xf32>) outs(%1 : tensor<1000xf32>) -> tensor<1000xf32>
    return %2 : tensor<1000xf32>
  }
}
