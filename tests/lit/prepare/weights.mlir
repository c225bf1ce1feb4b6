// Constants are computed with when the program is prepared. A weight that is transposed is a transposed weight: dense
// elements and resources alike. The fill stays a fill; the named op becomes a generic that remembers its name.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-simplify)' | FileCheck %s

// CHECK-LABEL: func.func @dense
// CHECK: arith.constant dense<{{\[}}[1.000000e+00, 3.000000e+00, 5.000000e+00], [2.000000e+00, 4.000000e+00, 6.000000e+00]]>
// CHECK: linalg.fill
// CHECK: linalg.generic {{.*}}["parallel", "parallel", "reduction"]{{.*}}mlir_rl.name = "linalg.matmul"
// CHECK-NOT: linalg.{{generic|transpose}}
// CHECK: return
func.func @dense(%a: tensor<4x2xf32>, %o: tensor<4x3xf32>) -> tensor<4x3xf32> {
  %zero = arith.constant 0.0 : f32
  %w = arith.constant dense<[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]> : tensor<3x2xf32>
  %e = tensor.empty() : tensor<2x3xf32>
  %t = linalg.transpose ins(%w : tensor<3x2xf32>) outs(%e : tensor<2x3xf32>) permutation = [1, 0]
  %f = linalg.fill ins(%zero : f32) outs(%o : tensor<4x3xf32>) -> tensor<4x3xf32>
  %r = linalg.matmul ins(%a, %t : tensor<4x2xf32>, tensor<2x3xf32>) outs(%f : tensor<4x3xf32>) -> tensor<4x3xf32>
  return %r : tensor<4x3xf32>
}

// CHECK-LABEL: func.func @resource
// CHECK: arith.constant dense<{{\[}}[1.000000e+00, 3.000000e+00, 5.000000e+00], [2.000000e+00, 4.000000e+00, 6.000000e+00]]>
// CHECK-NOT: linalg.transpose
// CHECK: return
func.func @resource(%a: tensor<4x2xf32>, %o: tensor<4x3xf32>) -> tensor<4x3xf32> {
  %w = arith.constant dense_resource<weight> : tensor<3x2xf32>
  %e = tensor.empty() : tensor<2x3xf32>
  %t = linalg.transpose ins(%w : tensor<3x2xf32>) outs(%e : tensor<2x3xf32>) permutation = [1, 0]
  %r = linalg.matmul ins(%a, %t : tensor<4x2xf32>, tensor<2x3xf32>) outs(%o : tensor<4x3xf32>) -> tensor<4x3xf32>
  return %r : tensor<4x3xf32>
}

// Dimensions of one element do not keep a weight from being transposed.
// CHECK-LABEL: func.func @reshaped
// CHECK: arith.constant dense<{{\[}}[1.000000e+00, 3.000000e+00, 5.000000e+00], [2.000000e+00, 4.000000e+00, 6.000000e+00]]>
// CHECK-NOT: tensor.collapse_shape
// CHECK: return
func.func @reshaped(%a: tensor<4x2xf32>, %o: tensor<4x3xf32>) -> tensor<4x3xf32> {
  %w = arith.constant dense_resource<reshaped_weight> : tensor<3x1x2xf32>
  %e = tensor.empty() : tensor<2x3xf32>
  %c = tensor.collapse_shape %w [[0, 1], [2]] : tensor<3x1x2xf32> into tensor<3x2xf32>
  %t = linalg.transpose ins(%c : tensor<3x2xf32>) outs(%e : tensor<2x3xf32>) permutation = [1, 0]
  %r = linalg.matmul ins(%a, %t : tensor<4x2xf32>, tensor<2x3xf32>) outs(%o : tensor<4x3xf32>) -> tensor<4x3xf32>
  return %r : tensor<4x3xf32>
}

// What is computed of constants alone is computed once: batch norm's 1 / sqrt(variance + epsilon). A broadcast is not.
// CHECK-LABEL: func.func @statistics
// CHECK: arith.constant dense<[1.000000e+00, 5.000000e-01]> : tensor<2xf32>
// CHECK-NOT: math.rsqrt
// CHECK: linalg.generic
// CHECK-NOT: linalg.generic
// CHECK: return
func.func @statistics(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %variance = arith.constant dense_resource<variance> : tensor<2xf32>
  %epsilon = arith.constant 2.50000000001e-01 : f64
  %e = tensor.empty() : tensor<2xf32>
  %moved = linalg.generic {indexing_maps = [affine_map<(c) -> (c)>, affine_map<(c) -> (c)>], iterator_types = ["parallel"]}
    ins(%variance : tensor<2xf32>) outs(%e : tensor<2xf32>) {
  ^bb0(%in: f32, %out: f32):
    %narrow = arith.truncf %epsilon : f64 to f32
    %sum = arith.addf %in, %narrow : f32
    linalg.yield %sum : f32
  } -> tensor<2xf32>
  %root = linalg.generic {indexing_maps = [affine_map<(c) -> (c)>, affine_map<(c) -> (c)>], iterator_types = ["parallel"]}
    ins(%moved : tensor<2xf32>) outs(%e : tensor<2xf32>) {
  ^bb0(%in: f32, %out: f32):
    %inverse = math.rsqrt %in : f32
    linalg.yield %inverse : f32
  } -> tensor<2xf32>
  %to = tensor.empty() : tensor<2x3xf32>
  %r = linalg.generic {indexing_maps = [affine_map<(c, i) -> (c, i)>, affine_map<(c, i) -> (c)>, affine_map<(c, i) -> (c, i)>],
                       iterator_types = ["parallel", "parallel"]}
    ins(%x, %root : tensor<2x3xf32>, tensor<2xf32>) outs(%to : tensor<2x3xf32>) {
  ^bb0(%in: f32, %scale: f32, %out: f32):
    %product = arith.mulf %in, %scale : f32
    linalg.yield %product : f32
  } -> tensor<2x3xf32>
  return %r : tensor<2x3xf32>
}

{-#
  dialect_resources: {
    builtin: {
      variance: "0x040000000000403F00007040",
      weight: "0x040000000000803F0000004000004040000080400000A0400000C040",
      reshaped_weight: "0x040000000000803F0000004000004040000080400000A0400000C040"
    }
  }
#-}
