// An operand that is contiguous along another loop than the lanes is transposed in registers: rows loaded, two rounds
// of shuffles for four by four, rows stored.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-vectorize)' | FileCheck %s

// CHECK-NOT: memref.load
// CHECK: %[[R0:.*]] = vector.load %arg0
// CHECK: %[[R1:.*]] = vector.load %arg0
// CHECK: %[[R2:.*]] = vector.load %arg0
// CHECK: %[[R3:.*]] = vector.load %arg0
// CHECK: %[[A:.*]] = vector.shuffle %[[R0]], %[[R1]] [0, 4, 2, 6]
// CHECK: vector.shuffle %[[R0]], %[[R1]] [1, 5, 3, 7]
// CHECK: %[[B:.*]] = vector.shuffle %[[R2]], %[[R3]] [0, 4, 2, 6]
// CHECK: vector.shuffle %[[R2]], %[[R3]] [1, 5, 3, 7]
// CHECK: %[[ROW:.*]] = vector.shuffle %[[A]], %[[B]] [0, 1, 4, 5]
// CHECK: vector.store %[[ROW]], %arg1
// CHECK-COUNT-3: vector.store %{{.*}}, %arg1
// CHECK-NOT: {{store|shuffle}}
func.func @main(%a: memref<32x32xf32>, %c: memref<32x32xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (j, i)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
    ins(%a : memref<32x32xf32>) outs(%c : memref<32x32xf32>)
    attrs = {mlir_rl.vectorize = array<i64: 4, 4>, mlir_rl.lanes = 1} {
  ^bb0(%x: f32, %o: f32):
    linalg.yield %x : f32
  }
  return
}
