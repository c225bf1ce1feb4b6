// Every second element is one wide load and a shuffle; the element after the last one wanted is never read.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-vectorize)' | FileCheck %s

// CHECK: %[[MASK:.*]] = arith.constant dense<[true, {{(true, )*}}false]> : vector<16xi1>
// CHECK: %[[WIDE:.*]] = vector.maskedload %arg0[%{{.*}}], %[[MASK]]
// CHECK: vector.shuffle %[[WIDE]], %[[WIDE]] [0, 2, 4, 6, 8, 10, 12, 14]
// CHECK-NOT: memref.load
// CHECK: vector.store
func.func @main(%a: memref<63xf32>, %c: memref<32xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i) -> (i * 2)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
    ins(%a : memref<63xf32>) outs(%c : memref<32xf32>)
    attrs = {mlir_rl.vectorize = array<i64: 8>, mlir_rl.lanes = 0} {
  ^bb0(%x: f32, %o: f32):
    %s = arith.addf %x, %x : f32
    linalg.yield %s : f32
  }
  return
}
