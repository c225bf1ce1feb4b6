#include "tools/mlir-rl/sample_programs.h"

namespace mlir_rl {

namespace {

constexpr SampleProgram kPrograms[] = {
    {"matmul", "A product of two matrices.", R"(
func.func @main(%a: tensor<512x512xf32>, %b: tensor<512x512xf32>) -> tensor<512x512xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<512x512xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<512x512xf32>) -> tensor<512x512xf32>
  %r = linalg.matmul ins(%a, %b : tensor<512x512xf32>, tensor<512x512xf32>) outs(%f : tensor<512x512xf32>)
      -> tensor<512x512xf32>
  return %r : tensor<512x512xf32>
}
)"},
    {"odd", "A product of matrices whose extents hardly divide.", R"(
func.func @main(%a: tensor<127x513xf32>, %b: tensor<513x255xf32>) -> tensor<127x255xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<127x255xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<127x255xf32>) -> tensor<127x255xf32>
  %r = linalg.matmul ins(%a, %b : tensor<127x513xf32>, tensor<513x255xf32>) outs(%f : tensor<127x255xf32>)
      -> tensor<127x255xf32>
  return %r : tensor<127x255xf32>
}
)"},
    {"conv", "A 3 x 3 convolution with padding before it and a maximum with zero after it.", R"(
func.func @main(%x: tensor<1x32x28x28xf32>, %w: tensor<64x32x3x3xf32>) -> tensor<1x64x28x28xf32> {
  %zero = arith.constant 0.0 : f32
  %p = tensor.pad %x low[0, 0, 1, 1] high[0, 0, 1, 1] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<1x32x28x28xf32> to tensor<1x32x30x30xf32>
  %e = tensor.empty() : tensor<1x64x28x28xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<1x64x28x28xf32>) -> tensor<1x64x28x28xf32>
  %c = linalg.conv_2d_nchw_fchw ins(%p, %w : tensor<1x32x30x30xf32>, tensor<64x32x3x3xf32>)
      outs(%f : tensor<1x64x28x28xf32>) -> tensor<1x64x28x28xf32>
  %r = linalg.generic {indexing_maps = [affine_map<(n, f, i, j) -> (n, f, i, j)>,
                                        affine_map<(n, f, i, j) -> (n, f, i, j)>],
                       iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%c : tensor<1x64x28x28xf32>) outs(%e : tensor<1x64x28x28xf32>) {
  ^bb0(%in: f32, %out: f32):
    %m = arith.maximumf %in, %zero : f32
    linalg.yield %m : f32
  } -> tensor<1x64x28x28xf32>
  return %r : tensor<1x64x28x28xf32>
}
)"},
    {"softmax", "A softmax of each row.", R"(
func.func @main(%x: tensor<1536x128xf32>) -> tensor<1536x128xf32> {
  %e = tensor.empty() : tensor<1536x128xf32>
  %r = linalg.softmax dimension(1) ins(%x : tensor<1536x128xf32>) outs(%e : tensor<1536x128xf32>)
      -> tensor<1536x128xf32>
  return %r : tensor<1536x128xf32>
}
)"},
    {"sum", "The sum of all elements.", R"(
func.func @main(%x: tensor<1048576xf32>) -> tensor<f32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<f32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<f32>) -> tensor<f32>
  %r = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> ()>],
                       iterator_types = ["reduction"]} ins(%x : tensor<1048576xf32>) outs(%f : tensor<f32>) {
  ^bb0(%in: f32, %out: f32):
    %s = arith.addf %out, %in : f32
    linalg.yield %s : f32
  } -> tensor<f32>
  return %r : tensor<f32>
}
)"},
    {"exp_sum", "The sum of the exponentials of each row.", R"(
func.func @main(%x: tensor<64x96xf32>) -> tensor<64xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<64xf32>
  %w = tensor.empty() : tensor<64x96xf32>
  %y = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>],
                       iterator_types = ["parallel", "parallel"]} ins(%x : tensor<64x96xf32>)
      outs(%w : tensor<64x96xf32>) {
  ^bb0(%in: f32, %out: f32):
    %v = math.exp %in : f32
    linalg.yield %v : f32
  } -> tensor<64x96xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<64xf32>) -> tensor<64xf32>
  %r = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>],
                       iterator_types = ["parallel", "reduction"]} ins(%y : tensor<64x96xf32>)
      outs(%f : tensor<64xf32>) {
  ^bb0(%in: f32, %out: f32):
    %s = arith.addf %out, %in : f32
    linalg.yield %s : f32
  } -> tensor<64xf32>
  return %r : tensor<64xf32>
}
)"},
    {"dilated", "The sum of every second element of each row.", R"(
func.func @main(%x: tensor<64x191xf32>) -> tensor<64xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<64xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<64xf32>) -> tensor<64xf32>
  %n = tensor.empty() : tensor<96xf32>
  %r = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j * 2)>, affine_map<(i, j) -> (j)>,
                                        affine_map<(i, j) -> (i)>],
                       iterator_types = ["parallel", "reduction"]}
      ins(%x, %n : tensor<64x191xf32>, tensor<96xf32>) outs(%f : tensor<64xf32>) {
  ^bb0(%in: f32, %unused: f32, %out: f32):
    %s = arith.addf %out, %in : f32
    linalg.yield %s : f32
  } -> tensor<64xf32>
  return %r : tensor<64xf32>
}
)"},
    {"arg_max", "The place of the largest element of each row.", R"(
func.func @main(%x: tensor<64x96xf32>) -> (tensor<64xf32>, tensor<64xi64>) {
  %low = arith.constant 0xFF800000 : f32
  %zero = arith.constant 0 : i64
  %e = tensor.empty() : tensor<64xf32>
  %p = tensor.empty() : tensor<64xi64>
  %f = linalg.fill ins(%low : f32) outs(%e : tensor<64xf32>) -> tensor<64xf32>
  %g = linalg.fill ins(%zero : i64) outs(%p : tensor<64xi64>) -> tensor<64xi64>
  %r:2 = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>,
                                          affine_map<(i, j) -> (i)>],
                         iterator_types = ["parallel", "reduction"]}
      ins(%x : tensor<64x96xf32>) outs(%f, %g : tensor<64xf32>, tensor<64xi64>) {
  ^bb0(%in: f32, %out: f32, %place: i64):
    %j = linalg.index 1 : index
    %here = arith.index_cast %j : index to i64
    %m = arith.maximumf %in, %out : f32
    %more = arith.cmpf ogt, %in, %out : f32
    %s = arith.select %more, %here, %place : i64
    linalg.yield %m, %s : f32, i64
  } -> (tensor<64xf32>, tensor<64xi64>)
  return %r#0, %r#1 : tensor<64xf32>, tensor<64xi64>
}
)"},
    {"gather_sum", "Sums of elements picked by indices.", R"(
func.func @main(%x: tensor<4096xf32>, %i: tensor<64x96xindex>) -> tensor<64xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<64xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<64xf32>) -> tensor<64xf32>
  %r = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>],
                       iterator_types = ["parallel", "reduction"]}
      ins(%i : tensor<64x96xindex>) outs(%f : tensor<64xf32>) {
  ^bb0(%at: index, %out: f32):
    %v = tensor.extract %x[%at] : tensor<4096xf32>
    %s = arith.addf %out, %v : f32
    linalg.yield %s : f32
  } -> tensor<64xf32>
  return %r : tensor<64xf32>
}
)"},
    {"halves", "Row sums in half precision.", R"(
func.func @main(%x: tensor<64x96xf16>) -> tensor<64xf16> {
  %zero = arith.constant 0.0 : f16
  %e = tensor.empty() : tensor<64xf16>
  %f = linalg.fill ins(%zero : f16) outs(%e : tensor<64xf16>) -> tensor<64xf16>
  %r = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>],
                       iterator_types = ["parallel", "reduction"]} ins(%x : tensor<64x96xf16>) outs(%f : tensor<64xf16>) {
  ^bb0(%in: f16, %out: f16):
    %s = arith.addf %out, %in : f16
    linalg.yield %s : f16
  } -> tensor<64xf16>
  return %r : tensor<64xf16>
}
)"},
    {"scaled", "Row sums, each element times its row's factor.", R"(
func.func @main(%x: tensor<64x97xf32>, %y: tensor<64xf32>) -> tensor<64xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<64xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<64xf32>) -> tensor<64xf32>
  %r = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>,
                                        affine_map<(i, j) -> (i)>],
                       iterator_types = ["parallel", "reduction"]}
      ins(%x, %y : tensor<64x97xf32>, tensor<64xf32>) outs(%f : tensor<64xf32>) {
  ^bb0(%in: f32, %factor: f32, %out: f32):
    %p = arith.mulf %in, %factor : f32
    %s = arith.addf %out, %p : f32
    linalg.yield %s : f32
  } -> tensor<64xf32>
  return %r : tensor<64xf32>
}
)"},
    {"gather", "Elements picked by indices.", R"(
func.func @main(%x: tensor<4096xf32>, %i: tensor<1024xindex>) -> tensor<1024xf32> {
  %e = tensor.empty() : tensor<1024xf32>
  %r = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>],
                       iterator_types = ["parallel"]} ins(%i : tensor<1024xindex>) outs(%e : tensor<1024xf32>) {
  ^bb0(%at: index, %out: f32):
    %v = tensor.extract %x[%at] : tensor<4096xf32>
    linalg.yield %v : f32
  } -> tensor<1024xf32>
  return %r : tensor<1024xf32>
}
)"},
    {"repeat", "Each element twice.", R"(
func.func @main(%x: tensor<512xf32>) -> tensor<1024xf32> {
  %e = tensor.empty() : tensor<1024xf32>
  %r = linalg.generic {indexing_maps = [affine_map<(i) -> (i floordiv 2)>, affine_map<(i) -> (i)>],
                       iterator_types = ["parallel"]} ins(%x : tensor<512xf32>) outs(%e : tensor<1024xf32>) {
  ^bb0(%in: f32, %out: f32):
    linalg.yield %in : f32
  } -> tensor<1024xf32>
  return %r : tensor<1024xf32>
}
)"},
    {"mask", "Which elements are positive.", R"(
func.func @main(%x: tensor<1024xf32>) -> tensor<1024xi1> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<1024xi1>
  %r = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>],
                       iterator_types = ["parallel"]} ins(%x : tensor<1024xf32>) outs(%e : tensor<1024xi1>) {
  ^bb0(%in: f32, %out: i1):
    %m = arith.cmpf ogt, %in, %zero : f32
    linalg.yield %m : i1
  } -> tensor<1024xi1>
  return %r : tensor<1024xi1>
}
)"},
    {"ten", "A reduction of ten loops, as many as a nest holds.", R"(
#back = affine_map<(a, b, c, d, e, f, g, h, i, j) -> (j, i, h, g, f, e, d, c, b, a)>
#id = affine_map<(a, b, c, d, e, f, g, h, i, j) -> (a, b, c, d, e, f, g, h, i)>
func.func @main(%x: tensor<4x2x2x2x2x2x2x2x2x2xf32>) -> tensor<2x2x2x2x2x2x2x2x2xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<2x2x2x2x2x2x2x2x2xf32>
  %z = linalg.fill ins(%zero : f32) outs(%e : tensor<2x2x2x2x2x2x2x2x2xf32>) -> tensor<2x2x2x2x2x2x2x2x2xf32>
  %r = linalg.generic {indexing_maps = [#back, #id],
                       iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel", "parallel",
                                         "parallel", "parallel", "parallel", "reduction"]}
      ins(%x : tensor<4x2x2x2x2x2x2x2x2x2xf32>) outs(%z : tensor<2x2x2x2x2x2x2x2x2xf32>) {
  ^bb0(%in: f32, %out: f32):
    %s = arith.addf %out, %in : f32
    linalg.yield %s : f32
  } -> tensor<2x2x2x2x2x2x2x2x2xf32>
  return %r : tensor<2x2x2x2x2x2x2x2x2xf32>
}
)"},
    {"deep", "A transposition of eleven loops, one more than a nest holds.", R"(
#id = affine_map<(a, b, c, d, e, f, g, h, i, j, k) -> (a, b, c, d, e, f, g, h, i, j, k)>
#back = affine_map<(a, b, c, d, e, f, g, h, i, j, k) -> (k, j, i, h, g, f, e, d, c, b, a)>
func.func @main(%x: tensor<2x2x2x2x2x2x2x2x2x2x2xf32>) -> tensor<2x2x2x2x2x2x2x2x2x2x2xf32> {
  %e = tensor.empty() : tensor<2x2x2x2x2x2x2x2x2x2x2xf32>
  %r = linalg.generic {indexing_maps = [#back, #id],
                       iterator_types = ["parallel", "parallel", "parallel", "parallel", "parallel", "parallel",
                                         "parallel", "parallel", "parallel", "parallel", "parallel"]}
      ins(%x : tensor<2x2x2x2x2x2x2x2x2x2x2xf32>) outs(%e : tensor<2x2x2x2x2x2x2x2x2x2x2xf32>) {
  ^bb0(%in: f32, %out: f32):
    %n = arith.negf %in : f32
    linalg.yield %n : f32
  } -> tensor<2x2x2x2x2x2x2x2x2x2x2xf32>
  return %r : tensor<2x2x2x2x2x2x2x2x2x2x2xf32>
}
)"},
};

}  // namespace

std::span<const SampleProgram> samplePrograms() { return kPrograms; }

}  // namespace mlir_rl
