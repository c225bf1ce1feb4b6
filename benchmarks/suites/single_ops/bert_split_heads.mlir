// PyTorch:
//   def main(arg0):
//       v1 = arg0.permute(1, 0, 2)
//       return v1.contiguous()
module {
  func.func @main(%arg0: tensor<128x12x64xf32>) -> tensor<12x128x64xf32> {
    %0 = tensor.empty() : tensor<12x128x64xf32>
    %transposed = linalg.transpose ins(%arg0 : tensor<128x12x64xf32>) outs(%0 : tensor<12x128x64xf32>) permutation = [1, 0, 2] 
    return %transposed : tensor<12x128x64xf32>
  }
}
