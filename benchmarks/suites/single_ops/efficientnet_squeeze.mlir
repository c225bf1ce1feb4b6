// PyTorch:
//   def main(arg0):
//       v4 = torch.mean(arg0, dim=[2, 3])
//       return v4.contiguous()
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
#map1 = affine_map<(d0, d1, d2, d3) -> (d0, d1)>
#map2 = affine_map<(d0, d1) -> (d0, d1)>
module {
  func.func @main(%arg0: tensor<1x672x14x14xf32>) -> tensor<1x672xf32> {
    %cst = arith.constant 0.000000e+00 : f32
    %cst_0 = arith.constant 0.00510204071 : f32
    %0 = tensor.empty() : tensor<1x672xf32>
    %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<1x672xf32>) -> tensor<1x672xf32>
    %2 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel", "reduction", "reduction"]} ins(%arg0 : tensor<1x672x14x14xf32>) outs(%1 : tensor<1x672xf32>) {
    ^bb0(%in: f32, %out: f32):
      %5 = arith.addf %in, %out : f32
      linalg.yield %5 : f32
    } -> tensor<1x672xf32>
    %3 = tensor.empty() : tensor<1x672xf32>
    %4 = linalg.generic {indexing_maps = [#map2, #map2], iterator_types = ["parallel", "parallel"]} ins(%2 : tensor<1x672xf32>) outs(%3 : tensor<1x672xf32>) {
    ^bb0(%in: f32, %out: f32):
      %5 = arith.mulf %in, %cst_0 : f32
      linalg.yield %5 : f32
    } -> tensor<1x672xf32>
    return %4 : tensor<1x672xf32>
  }
}
