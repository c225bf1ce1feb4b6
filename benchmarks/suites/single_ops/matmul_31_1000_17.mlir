// PyTorch:
//   def main(arg0, arg1):
//       v2 = torch.mm(arg0, arg1)
//       return v2.contiguous()
module {
  func.func @main(%arg0: tensor<31x1000xf32>, %arg1: tensor<1000x17xf32>) -> tensor<31x17xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %0 = tensor.empty() : tensor<31x17xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<31x17xf32>) -> tensor<31x17xf32>
    %2 = linalg.matmul ins(%arg0, %arg1 : tensor<31x1000xf32>, tensor<1000x17xf32>) outs(%1 : tensor<31x17xf32>) -> tensor<31x17xf32>
    return %2 : tensor<31x17xf32>
  }
}
