// A fill right before the op becomes what the accumulators start from. A fill whose memory is read in between stays.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-vectorize)' --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @taken
// CHECK: %[[TWO:.*]] = arith.constant 2.0
// CHECK-NOT: {{store|load %arg1}}
// CHECK: %[[FIRST:.*]] = vector.broadcast %[[TWO]] : f32 to vector<8xf32>
// CHECK-NOT: {{store|load %arg1}}
// CHECK: scf.for {{.*}} iter_args(%{{.*}} = %[[FIRST]])
// CHECK: scf.yield
// CHECK: vector.store
#in = affine_map<(k, i) -> (k, i)>
#out = affine_map<(k, i) -> (i)>
func.func @taken(%a: memref<4x8xf32>, %c: memref<8xf32>) {
  %two = arith.constant 2.0 : f32
  linalg.fill ins(%two : f32) outs(%c : memref<8xf32>)
  linalg.generic {indexing_maps = [#in, #out], iterator_types = ["reduction", "parallel"]}
    ins(%a : memref<4x8xf32>) outs(%c : memref<8xf32>)
    attrs = {mlir_rl.vectorize = array<i64: 1, 8>, mlir_rl.lanes = 1} {
  ^bb0(%x: f32, %o: f32):
    %s = arith.addf %o, %x : f32
    linalg.yield %s : f32
  }
  return
}

// -----
// CHECK-LABEL: func.func @read_between
// CHECK: vector.store %{{.*}}, %arg1
// CHECK: %[[READ:.*]] = memref.load %arg1
// CHECK: memref.store %[[READ]], %arg2
// CHECK: %[[OLD:.*]] = vector.load %arg1
// CHECK: scf.for {{.*}} iter_args(%{{.*}} = %[[OLD]])
#in = affine_map<(k, i) -> (k, i)>
#out = affine_map<(k, i) -> (i)>
func.func @read_between(%a: memref<4x8xf32>, %c: memref<8xf32>, %d: memref<8xf32>) {
  %two = arith.constant 2.0 : f32
  %at = arith.constant 0 : index
  linalg.fill ins(%two : f32) outs(%c : memref<8xf32>)
  %v = memref.load %c[%at] : memref<8xf32>
  memref.store %v, %d[%at] : memref<8xf32>
  linalg.generic {indexing_maps = [#in, #out], iterator_types = ["reduction", "parallel"]}
    ins(%a : memref<4x8xf32>) outs(%c : memref<8xf32>)
    attrs = {mlir_rl.vectorize = array<i64: 1, 8>, mlir_rl.lanes = 1} {
  ^bb0(%x: f32, %o: f32):
    %s = arith.addf %o, %x : f32
    linalg.yield %s : f32
  }
  return
}
