module {
  func.func @main(%arg0: tensor<9x5x16x16xf32>, %arg1: tensor<24x5x5x5xf32>) -> tensor<9x24x16x16xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %0 = tensor.empty() : tensor<9x24x16x16xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<9x24x16x16xf32>) -> tensor<9x24x16x16xf32>
    %padded = tensor.pad %arg0 low[0, 0, 2, 2] high[0, 0, 2, 2] {
    ^bb0(%arg2: index, %arg3: index, %arg4: index, %arg5: index):
      tensor.yield %cst : f32
    } : tensor<9x5x16x16xf32> to tensor<9x5x20x20xf32>
    %2 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded, %arg1 : tensor<9x5x20x20xf32>, tensor<24x5x5x5xf32>) outs(%1 : tensor<9x24x16x16xf32>) -> tensor<9x24x16x16xf32>
    return %2 : tensor<9x24x16x16xf32>
  }
}
