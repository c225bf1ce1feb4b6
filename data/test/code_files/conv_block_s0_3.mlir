#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d1)>
module {
  func.func @main(%arg0: tensor<2x3x32x31xf32>, %arg1: tensor<8x3x5x5xf32>, %arg2: tensor<8xf32>, %arg3: tensor<8xf32>) -> tensor<2x8x32x31xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 1.41421354 : f32
    %cst_1 = arith.constant 1.000000e+00 : f32
    %cst_2 = arith.constant 5.000000e-01 : f32
    %0 = tensor.empty() : tensor<2x8x32x31xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<2x8x32x31xf32>) -> tensor<2x8x32x31xf32>
    %padded = tensor.pad %arg0 low[0, 0, 2, 2] high[0, 0, 2, 2] {
    ^bb0(%arg4: index, %arg5: index, %arg6: index, %arg7: index):
      tensor.yield %cst : f32
    } : tensor<2x3x32x31xf32> to tensor<2x3x36x35xf32>
    %2 = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded, %arg1 : tensor<2x3x36x35xf32>, tensor<8x3x5x5xf32>) outs(%1 : tensor<2x8x32x31xf32>) -> tensor<2x8x32x31xf32>
    %3 = tensor.empty() : tensor<2x8x32x31xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%2, %arg2 : tensor<2x8x32x31xf32>, tensor<8xf32>) outs(%3 : tensor<2x8x32x31xf32>) {
    ^bb0(%in: f32, %in_3: f32, %out: f32):
      %9 = arith.mulf %in, %in_3 : f32
      linalg.yield %9 : f32
    } -> tensor<2x8x32x31xf32>
    %5 = tensor.empty() : tensor<2x8x32x31xf32>
    %6 = linalg.generic {indexing_maps = [#map, #map1, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%4, %arg3 : tensor<2x8x32x31xf32>, tensor<8xf32>) outs(%5 : tensor<2x8x32x31xf32>) {
    ^bb0(%in: f32, %in_3: f32, %out: f32):
      %9 = arith.addf %in, %in_3 : f32
      linalg.yield %9 : f32
    } -> tensor<2x8x32x31xf32>
    %7 = tensor.empty() : tensor<2x8x32x31xf32>
    %8 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%6 : tensor<2x8x32x31xf32>) outs(%7 : tensor<2x8x32x31xf32>) {
    ^bb0(%in: f32, %out: f32):
      %9 = arith.divf %in, %cst_0 : f32
      %10 = math.erf %9 : f32
      %11 = arith.addf %10, %cst_1 : f32
      %12 = arith.mulf %11, %cst_2 : f32
      %13 = arith.mulf %in, %12 : f32
      linalg.yield %13 : f32
    } -> tensor<2x8x32x31xf32>
    return %8 : tensor<2x8x32x31xf32>
  }
}
