// PyTorch:
//   def main(arg0, arg1):
//       v3 = F.conv2d(arg0, arg1, padding=2)
//       return v3.contiguous()
module {
  func.func @main(%arg0: tensor<1x13x29x29xf32>, %arg1: tensor<19x13x5x5xf32>) -> tensor<1x19x29x29xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %0 = tensor.empty() : tensor<1x19x29x29xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<1x19x29x29xf32>) -> tensor<1x19x29x29xf32>
    %padded = tensor.pad %arg0 low[0, 0, 2, 2] high[0, 0, 2, 2] {
    ^bb0(%arg2: index, %arg3: index, %arg4: index, %arg5: index):
      tensor.yield %cst : f32
    } : tensor<1x13x29x29xf32> to tensor<1x13x33x33xf32>
    %2 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded, %arg1 : tensor<1x13x33x33xf32>, tensor<19x13x5x5xf32>) outs(%1 : tensor<1x19x29x29xf32>) -> tensor<1x19x29x29xf32>
    return %2 : tensor<1x19x29x29xf32>
  }
}
