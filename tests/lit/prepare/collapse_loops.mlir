// Loops that every operand walks together become one; a transpose keeps two, a bias keeps its own.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(func.func(mlir-rl-collapse-loops))' --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @flat
// CHECK: tensor.empty() : tensor<8192xf32>
// CHECK: linalg.generic {{.*}}iterator_types = ["parallel"]
// CHECK: tensor.expand_shape {{.*}} into tensor<64x16x8xf32>
#id = affine_map<(i, j, k) -> (i, j, k)>
func.func @flat(%a: tensor<64x16x8xf32>) -> tensor<64x16x8xf32> {
  %e = tensor.empty() : tensor<64x16x8xf32>
  %r = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel", "parallel"]}
    ins(%a : tensor<64x16x8xf32>) outs(%e : tensor<64x16x8xf32>) {
  ^bb0(%x: f32, %o: f32):
    %y = math.exp %x : f32
    linalg.yield %y : f32
  } -> tensor<64x16x8xf32>
  return %r : tensor<64x16x8xf32>
}

// -----
// CHECK-LABEL: func.func @transposed_in_pairs
// CHECK: tensor.collapse_shape %arg0 {{\[}}[0, 1], [2, 3]] : tensor<2x3x4x5xf32> into tensor<6x20xf32>
// CHECK: linalg.generic {{.*}}iterator_types = ["parallel", "parallel"]} ins({{.*}}tensor<6x20xf32>) outs({{.*}}tensor<20x6xf32>)
#from = affine_map<(i, j, k, l) -> (k, l, i, j)>
#to = affine_map<(i, j, k, l) -> (i, j, k, l)>
func.func @transposed_in_pairs(%a: tensor<2x3x4x5xf32>) -> tensor<4x5x2x3xf32> {
  %e = tensor.empty() : tensor<4x5x2x3xf32>
  %r = linalg.generic {indexing_maps = [#from, #to], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
    ins(%a : tensor<2x3x4x5xf32>) outs(%e : tensor<4x5x2x3xf32>) {
  ^bb0(%x: f32, %o: f32):
    linalg.yield %x : f32
  } -> tensor<4x5x2x3xf32>
  return %r : tensor<4x5x2x3xf32>
}

// -----
// CHECK-LABEL: func.func @bias
// CHECK-NOT: collapse_shape
// CHECK: linalg.generic {{.*}}iterator_types = ["parallel", "parallel", "parallel"]
#all = affine_map<(i, j, k) -> (i, j, k)>
#channel = affine_map<(i, j, k) -> (j)>
func.func @bias(%a: tensor<2x3x4xf32>, %b: tensor<3xf32>) -> tensor<2x3x4xf32> {
  %e = tensor.empty() : tensor<2x3x4xf32>
  %r = linalg.generic {indexing_maps = [#all, #channel, #all], iterator_types = ["parallel", "parallel", "parallel"]}
    ins(%a, %b : tensor<2x3x4xf32>, tensor<3xf32>) outs(%e : tensor<2x3x4xf32>) {
  ^bb0(%x: f32, %y: f32, %o: f32):
    %z = arith.addf %x, %y : f32
    linalg.yield %z : f32
  } -> tensor<2x3x4xf32>
  return %r : tensor<2x3x4xf32>
}
