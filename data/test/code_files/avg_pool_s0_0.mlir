#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
module {
  func.func @main(%arg0: tensor<5x7x9x184xf32>) -> tensor<5x8x10x184xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 2.500000e-01 : f32
    %0 = tensor.empty() : tensor<5x8x10x184xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<5x8x10x184xf32>) -> tensor<5x8x10x184xf32>
    %padded = tensor.pad %arg0 low[0, 1, 1, 0] high[0, 1, 1, 0] {
    ^bb0(%arg1: index, %arg2: index, %arg3: index, %arg4: index):
      tensor.yield %cst : f32
    } : tensor<5x7x9x184xf32> to tensor<5x9x11x184xf32>
    %2 = tensor.empty() : tensor<2x2xf32>
    %3 = linalg.pooling_nhwc_sum {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>} ins(%padded, %2 : tensor<5x9x11x184xf32>, tensor<2x2xf32>) outs(%1 : tensor<5x8x10x184xf32>) -> tensor<5x8x10x184xf32>
    %4 = tensor.empty() : tensor<5x8x10x184xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%3 : tensor<5x8x10x184xf32>) outs(%4 : tensor<5x8x10x184xf32>) {
    ^bb0(%in: f32, %out: f32):
      %6 = arith.mulf %in, %cst_0 : f32
      linalg.yield %6 : f32
    } -> tensor<5x8x10x184xf32>
    return %5 : tensor<5x8x10x184xf32>
  }
}
