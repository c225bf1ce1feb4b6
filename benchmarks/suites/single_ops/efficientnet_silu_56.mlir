// PyTorch:
//   def main(arg0):
//       v1 = F.silu(arg0)
//       return v1.contiguous()
#map = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2, d3)>
module {
  func.func @main(%arg0: tensor<1x144x56x56xf32>) -> tensor<1x144x56x56xf32> {
    %cst = arith.constant 1.000000e+00 : f32
    %0 = tensor.empty() : tensor<1x144x56x56xf32>
    %1 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel", "parallel", "parallel"]} ins(%arg0 : tensor<1x144x56x56xf32>) outs(%0 : tensor<1x144x56x56xf32>) {
    ^bb0(%in: f32, %out: f32):
      %2 = arith.negf %in : f32
      %3 = math.exp %2 : f32
      %4 = arith.addf %3, %cst : f32
      %5 = arith.divf %cst, %4 : f32
      %6 = arith.mulf %5, %in : f32
      linalg.yield %6 : f32
    } -> tensor<1x144x56x56xf32>
    return %1 : tensor<1x144x56x56xf32>
  }
}
