#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
module {
  func.func @main(%arg0: tensor<16x102x32x16xf32>, %arg1: tensor<16x102x32x16xf32>, %arg2: tensor<16x102x32x16xf32>) -> tensor<16x102x32x16xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 6.000000e+00 : f32
    %0 = tensor.empty() : tensor<16x102x32x16xf32>
    %1 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0, %arg1 : tensor<16x102x32x16xf32>, tensor<16x102x32x16xf32>) outs(%0 : tensor<16x102x32x16xf32>) {
    ^bb0(%in: f32, %in_1: f32, %out: f32):
      %12 = arith.cmpf ogt, %in, %in_1 : f32
      %13 = arith.select %12, %in, %in_1 : f32
      linalg.yield %13 : f32
    } -> tensor<16x102x32x16xf32>
    %2 = tensor.empty() : tensor<16x102x32x16xf32>
    %3 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%1, %arg2 : tensor<16x102x32x16xf32>, tensor<16x102x32x16xf32>) outs(%2 : tensor<16x102x32x16xf32>) {
    ^bb0(%in: f32, %in_1: f32, %out: f32):
      %12 = arith.minimumf %in, %in_1 : f32
      linalg.yield %12 : f32
    } -> tensor<16x102x32x16xf32>
    %4 = tensor.empty() : tensor<16x102x32x16xf32>
    %5 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%3 : tensor<16x102x32x16xf32>) outs(%4 : tensor<16x102x32x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %12 = math.absf %in : f32
      linalg.yield %12 : f32
    } -> tensor<16x102x32x16xf32>
    %6 = tensor.empty() : tensor<16x102x32x16xf32>
    %7 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%5, %1 : tensor<16x102x32x16xf32>, tensor<16x102x32x16xf32>) outs(%6 : tensor<16x102x32x16xf32>) {
    ^bb0(%in: f32, %in_1: f32, %out: f32):
      %12 = arith.mulf %in, %in_1 : f32
      linalg.yield %12 : f32
    } -> tensor<16x102x32x16xf32>
    %8 = tensor.empty() : tensor<16x102x32x16xf32>
    %9 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%7 : tensor<16x102x32x16xf32>) outs(%8 : tensor<16x102x32x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %12 = arith.maximumf %in, %cst : f32
      %13 = arith.minimumf %12, %cst_0 : f32
      linalg.yield %13 : f32
    } -> tensor<16x102x32x16xf32>
    %10 = tensor.empty() : tensor<16x102x32x16xf32>
    %11 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%9 : tensor<16x102x32x16xf32>) outs(%10 : tensor<16x102x32x16xf32>) {
    ^bb0(%in: f32, %out: f32):
      %12 = arith.maximumf %in, %cst : f32
      %13 = arith.minimumf %12, %cst_0 : f32
      linalg.yield %13 : f32
    } -> tensor<16x102x32x16xf32>
    return %11 : tensor<16x102x32x16xf32>
  }
}
