// Whole vectors that are surely aligned go past the caches, where the buffer turns out to be aligned; and one fence at the
// end. Rows of 100 elements are not whole vectors apart: theirs are stored as usual.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-vectorize{vector-bits=512})' | FileCheck %s

// CHECK-LABEL: func.func @rows
// CHECK: %[[START:.*]] = memref.extract_aligned_pointer_as_index
// CHECK: %[[LOW:.*]] = arith.andi
// CHECK: %[[ALIGNED:.*]] = arith.cmpi eq, %[[LOW]]
// CHECK: scf.if %[[ALIGNED]]
// CHECK: vector.store {{.*}} {alignment = 64 : i64, nontemporal = true} : memref<8x48xf32>, vector<16xf32>
// CHECK: vector.store {{.*}} {alignment = 64 : i64, nontemporal = true} : memref<8x48xf32>, vector<16xf32>
// CHECK: vector.store {{.*}} {alignment = 64 : i64, nontemporal = true} : memref<8x48xf32>, vector<16xf32>
// CHECK: } else {
// CHECK-NOT: nontemporal
// CHECK-COUNT-3: vector.store
// CHECK-NOT: nontemporal
// CHECK: llvm.fence seq_cst
// CHECK-NEXT: return
func.func @rows(%a: memref<8x48xf32>, %b: memref<8x48xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
    ins(%a : memref<8x48xf32>) outs(%b : memref<8x48xf32>)
    attrs = {mlir_rl.vectorize = array<i64: 1, 48>, mlir_rl.lanes = 1, mlir_rl.stream} {
  ^bb0(%x: f32, %o: f32):
    %r = arith.addf %x, %x : f32
    linalg.yield %r : f32
  }
  return
}

// CHECK-LABEL: func.func @uneven
// CHECK-NOT: nontemporal
// CHECK: llvm.fence seq_cst
// CHECK-NOT: llvm.fence
func.func @uneven(%a: memref<8x100xf32>, %b: memref<8x100xf32>, %c: memref<8x100xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
    ins(%a : memref<8x100xf32>) outs(%b : memref<8x100xf32>)
    attrs = {mlir_rl.vectorize = array<i64: 1, 16>, mlir_rl.lanes = 1, mlir_rl.stream} {
  ^bb0(%x: f32, %o: f32):
    %r = arith.addf %x, %x : f32
    linalg.yield %r : f32
  }
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
    ins(%a : memref<8x100xf32>) outs(%c : memref<8x100xf32>)
    attrs = {mlir_rl.vectorize = array<i64: 1, 16>, mlir_rl.lanes = 1, mlir_rl.stream} {
  ^bb0(%x: f32, %o: f32):
    linalg.yield %x : f32
  }
  return
}
