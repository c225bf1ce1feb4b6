// A packed operand is copied once, in the order the tiles read it: 4 panels of 16 columns. The op then reads the copy.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-vectorize)' | FileCheck %s

// CHECK: %[[PACK:.*]] = memref.alloc() {alignment = 64 : i64} : memref<4x64x16xf32>
// CHECK: %[[FROM:.*]] = memref.subview %arg1
// CHECK: vector.load %[[FROM]]
// CHECK-NOT: %arg1
// CHECK: scf.for {{.*}} iter_args(
// CHECK-NOT: %arg1
// CHECK: vector.load %[[PACK]]
// CHECK-NOT: %arg1
// CHECK: return
func.func @main(%a: memref<8x64xf32>, %b: memref<64x64xf32>, %c: memref<8x64xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (i, k)>, affine_map<(i, j, k) -> (k, j)>, affine_map<(i, j, k) -> (i, j)>], iterator_types = ["parallel", "parallel", "reduction"]}
    ins(%a, %b : memref<8x64xf32>, memref<64x64xf32>) outs(%c : memref<8x64xf32>)
    attrs = {mlir_rl.vectorize = array<i64: 2, 16, 1>, mlir_rl.lanes = 1, mlir_rl.pack = array<i64: 1>} {
  ^bb0(%x: f32, %y: f32, %o: f32):
    %m = arith.mulf %x, %y : f32
    %s = arith.addf %o, %m : f32
    linalg.yield %s : f32
  }
  return
}
