// PyTorch:
//   def main(arg0):
//       v1 = arg0.permute(0, 2, 3, 1)
//       return v1.contiguous()
module {
  func.func @main(%arg0: tensor<1x64x56x56xf32>) -> tensor<1x56x56x64xf32> {
    %0 = tensor.empty() : tensor<1x56x56x64xf32>
    %transposed = linalg.transpose ins(%arg0 : tensor<1x64x56x56xf32>) outs(%0 : tensor<1x56x56x64xf32>) permutation = [0, 2, 3, 1] 
    return %transposed : tensor<1x56x56x64xf32>
  }
}
