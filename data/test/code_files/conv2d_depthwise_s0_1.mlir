module {
  func.func @main(%arg0: tensor<1x34x8x8xf32>, %arg1: tensor<34x3x3xf32>) -> tensor<1x34x6x6xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %0 = tensor.empty() : tensor<1x34x6x6xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<1x34x6x6xf32>) -> tensor<1x34x6x6xf32>
    %2 = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%arg0, %arg1 : tensor<1x34x8x8xf32>, tensor<34x3x3xf32>) outs(%1 : tensor<1x34x6x6xf32>) -> tensor<1x34x6x6xf32>
    return %2 : tensor<1x34x6x6xf32>
  }
}
