// PyTorch:
//   def main(arg0):
//       v1 = arg0.permute(1, 0)
//       return v1.contiguous()
module {
  func.func @main(%arg0: tensor<1000x777xf32>) -> tensor<777x1000xf32> {
    %0 = tensor.empty() : tensor<777x1000xf32>
    %transposed = linalg.transpose ins(%arg0 : tensor<1000x777xf32>) outs(%0 : tensor<777x1000xf32>) permutation = [1, 0] 
    return %transposed : tensor<777x1000xf32>
  }
}
