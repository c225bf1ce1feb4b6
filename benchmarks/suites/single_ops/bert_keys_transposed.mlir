// PyTorch:
//   def main(arg0):
//       v1 = arg0.permute(0, 2, 1)
//       return v1.contiguous()
module {
  func.func @main(%arg0: tensor<12x128x64xf32>) -> tensor<12x64x128xf32> {
    %0 = tensor.empty() : tensor<12x64x128xf32>
    %transposed = linalg.transpose ins(%arg0 : tensor<12x128x64xf32>) outs(%0 : tensor<12x64x128xf32>) permutation = [0, 2, 1] 
    return %transposed : tensor<12x64x128xf32>
  }
}
