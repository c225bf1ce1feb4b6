#map = affine_map<(d0, d1) -> (d0, d1)>
module {
  func.func @main(%arg0: tensor<1x111xf32>, %arg1: tensor<111x144xf32>, %arg2: tensor<144x839xf32>) -> tensor<1x839xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 1.000000e+00 : f32
    %0 = tensor.empty() : tensor<1x144xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<1x144xf32>) -> tensor<1x144xf32>
    %2 = linalg.matmul ins(%arg0, %arg1 : tensor<1x111xf32>, tensor<111x144xf32>) outs(%1 : tensor<1x144xf32>) -> tensor<1x144xf32>
    %3 = tensor.empty() : tensor<1x144xf32>
    %4 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%2 : tensor<1x144xf32>) outs(%3 : tensor<1x144xf32>) {
    ^bb0(%in: f32, %out: f32):
      %8 = arith.negf %in : f32
      %9 = math.exp %8 : f32
      %10 = arith.addf %9, %cst_0 : f32
      %11 = arith.divf %cst_0, %10 : f32
      linalg.yield %11 : f32
    } -> tensor<1x144xf32>
    %5 = tensor.empty() : tensor<1x839xf32>
    %6 = linalg.fill ins(%cst : f32) outs(%5 : tensor<1x839xf32>) -> tensor<1x839xf32>
    %7 = linalg.matmul ins(%4, %arg2 : tensor<1x144xf32>, tensor<144x839xf32>) outs(%6 : tensor<1x839xf32>) -> tensor<1x839xf32>
    return %7 : tensor<1x839xf32>
  }
}
