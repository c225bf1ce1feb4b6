// Lanes along the reduction: a vector of partial sums from the neutral element, summed once after the loop. The rest of
// the row is masked out of the sum, not added as something read.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-vectorize)' | FileCheck %s

// CHECK: %[[ZERO:.*]] = arith.constant dense<0.000000e+00> : vector<8xf32>
// CHECK: %[[SUM:.*]] = scf.for {{.*}} iter_args(%[[ACC:.*]] = %[[ZERO]]) -> (vector<8xf32>)
// CHECK-NOT: vector.reduction
// CHECK: scf.yield
// CHECK: %[[MASK:.*]] = arith.constant dense<[true, true, true, true, false, false, false, false]>
// CHECK: %[[REST:.*]] = vector.maskedload %arg0
// CHECK: %[[ADDED:.*]] = arith.addf %[[SUM]], %[[REST]]
// CHECK: %[[KEPT:.*]] = arith.select %{{.*}}, %[[ADDED]], %[[SUM]]
// CHECK: %[[ROW:.*]] = vector.reduction <add>, %[[KEPT]] fastmath<reassoc,nsz,contract>
// CHECK: %[[OLD:.*]] = memref.load %arg1
// CHECK: %[[NEW:.*]] = arith.addf %[[ROW]], %[[OLD]]
// CHECK: memref.store %[[NEW]], %arg1
func.func @main(%a: memref<4x60xf32>, %c: memref<4xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]}
    ins(%a : memref<4x60xf32>) outs(%c : memref<4xf32>)
    attrs = {mlir_rl.vectorize = array<i64: 1, 8>, mlir_rl.lanes = 1} {
  ^bb0(%x: f32, %o: f32):
    %s = arith.addf %o, %x : f32
    linalg.yield %s : f32
  }
  return
}
