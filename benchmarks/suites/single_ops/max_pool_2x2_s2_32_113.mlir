// PyTorch:
//   def main(arg0):
//       v3 = F.max_pool2d(arg0, 2, stride=2)
//       return v3.contiguous()
module {
  func.func @main(%arg0: tensor<1x32x113x113xf32>) -> tensor<1x32x56x56xf32> {
    %cst = arith.constant 0xFF800000 : f32
    %0 = tensor.empty() : tensor<1x32x56x56xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<1x32x56x56xf32>) -> tensor<1x32x56x56xf32>
    %2 = tensor.empty() : tensor<2x2xf32>
    %3 = linalg.pooling_nchw_max {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>} ins(%arg0, %2 : tensor<1x32x113x113xf32>, tensor<2x2xf32>) outs(%1 : tensor<1x32x56x56xf32>) -> tensor<1x32x56x56xf32>
    return %3 : tensor<1x32x56x56xf32>
  }
}
