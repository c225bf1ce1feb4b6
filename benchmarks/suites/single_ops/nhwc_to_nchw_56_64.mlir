// PyTorch:
//   def main(arg0):
//       v1 = arg0.permute(0, 3, 1, 2)
//       return v1.contiguous()
module {
  func.func @main(%arg0: tensor<1x56x56x64xf32>) -> tensor<1x64x56x56xf32> {
    %0 = tensor.empty() : tensor<1x64x56x56xf32>
    %transposed = linalg.transpose ins(%arg0 : tensor<1x56x56x64xf32>) outs(%0 : tensor<1x64x56x56xf32>) permutation = [0, 3, 1, 2] 
    return %transposed : tensor<1x64x56x56xf32>
  }
}
