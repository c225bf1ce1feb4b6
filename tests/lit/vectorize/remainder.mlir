// A contraction whose columns are no multiple of the tile: full vectors, then a masked vector of the rest. Accumulators
// are carried by the reduction loop and stored after it.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-vectorize)' | FileCheck %s

// CHECK: scf.for %[[I:.*]] = %{{.*}} to %{{.*}} step
// CHECK-COUNT-2: vector.load %arg2
// CHECK: scf.for {{.*}} iter_args({{.*}}) -> (vector<8xf32>, vector<8xf32>)
// CHECK-NOT: store
// CHECK: %[[B:.*]] = vector.load %arg1{{.*}}, vector<8xf32>
// CHECK-NOT: store
// CHECK: arith.mulf %{{.*}}, %[[B]]
// CHECK-NOT: {{store|load %arg1}}
// CHECK: arith.mulf %{{.*}}, %[[B]]
// CHECK-NOT: store
// CHECK: scf.yield
// CHECK-COUNT-2: vector.store %{{.*}}, %arg2
// CHECK: dense<[true, true, true, false]> : vector<4xi1>
// CHECK-COUNT-2: vector.maskedload %arg2
// CHECK: scf.for {{.*}} iter_args({{.*}}) -> (vector<4xf32>, vector<4xf32>)
// CHECK-NOT: vector.load %arg1
// CHECK: vector.maskedload %arg1
// CHECK: scf.yield
// CHECK-COUNT-2: vector.maskedstore %arg2
// CHECK-NOT: linalg
func.func @main(%a: memref<4x16xf32>, %b: memref<16x11xf32>, %c: memref<4x11xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, k)>, affine_map<(i, j, k) -> (k, j)>, affine_map<(i, j, k) -> (i, j)>], iterator_types = ["parallel", "parallel", "reduction"]}
    ins(%a, %b : memref<4x16xf32>, memref<16x11xf32>) outs(%c : memref<4x11xf32>)
    attrs = {mlir_rl.vectorize = array<i64: 2, 8, 1>, mlir_rl.lanes = 1} {
  ^bb0(%x: f32, %y: f32, %o: f32):
    %m = arith.mulf %x, %y : f32
    %s = arith.addf %o, %m : f32
    linalg.yield %s : f32
  }
  return
}
