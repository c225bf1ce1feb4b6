// A weight that is transposed is a transposed weight: dense elements and resources alike. The fill stays a fill; the
// named op becomes a generic that remembers its name.
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

{-#
  dialect_resources: {
    builtin: {
      weight: "0x040000000000803F0000004000004040000080400000A0400000C040",
      reshaped_weight: "0x040000000000803F0000004000004040000080400000A0400000C040"
    }
  }
#-}
