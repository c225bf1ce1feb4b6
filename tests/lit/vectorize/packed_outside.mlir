// Panels are made before the loops that do not move their operand: those of A once for all blocks of columns, those of B
// once a block. What a loop writes is packed inside of it, and no loop that threads share is left.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-vectorize)' | FileCheck %s

#a = affine_map<(i, j, k) -> (i, k)>
#b = affine_map<(i, j, k) -> (k, j)>
#c = affine_map<(i, j, k) -> (i, j)>

// CHECK-LABEL: func.func @read_only
// CHECK: %[[A:.*]] = memref.alloc() {{.*}} : memref<4x64x8xf32>
// CHECK: %[[TO:.*]] = memref.subview %[[A]]
// CHECK: vector.store {{.*}} %[[TO]]
// CHECK: memref.subview %arg1[0, %{{.*}}] [64, 32]
// CHECK: %[[B:.*]] = memref.alloc() {{.*}} : memref<2x64x16xf32>
// CHECK: %[[TOO:.*]] = memref.subview %[[B]]
// CHECK: vector.store {{.*}} %[[TOO]]
// CHECK-NOT: memref.alloc()
func.func @read_only(%x: memref<32x64xf32>, %y: memref<64x96xf32>, %z: memref<32x96xf32>) {
  %zero = arith.constant 0 : index
  %end = arith.constant 96 : index
  %step = arith.constant 32 : index
  scf.for %j = %zero to %end step %step {
    %rows = memref.subview %x[0, 0] [32, 64] [1, 1] : memref<32x64xf32> to memref<32x64xf32, strided<[64, 1]>>
    %columns = memref.subview %y[0, %j] [64, 32] [1, 1] : memref<64x96xf32> to memref<64x32xf32, strided<[96, 1], offset: ?>>
    %part = memref.subview %z[0, %j] [32, 32] [1, 1] : memref<32x96xf32> to memref<32x32xf32, strided<[96, 1], offset: ?>>
    linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%rows, %columns : memref<32x64xf32, strided<[64, 1]>>, memref<64x32xf32, strided<[96, 1], offset: ?>>)
      outs(%part : memref<32x32xf32, strided<[96, 1], offset: ?>>)
      attrs = {mlir_rl.vectorize = array<i64: 8, 16, 1>, mlir_rl.lanes = 1, mlir_rl.pack = array<i64: 0, 1>} {
    ^bb0(%u: f32, %v: f32, %o: f32):
      %m = arith.mulf %u, %v : f32
      %s = arith.addf %o, %m : f32
      linalg.yield %s : f32
    }
  }
  return
}

// CHECK-LABEL: func.func @written
// CHECK-NOT: memref.alloc() {{.*}} : memref<4x64x8xf32>
// CHECK: scf.for
// CHECK: memref.alloc() {{.*}} : memref<4x64x8xf32>
func.func @written(%x: memref<32x64xf32>, %y: memref<64x96xf32>, %z: memref<32x96xf32>) {
  %zero = arith.constant 0 : index
  %end = arith.constant 96 : index
  %step = arith.constant 32 : index
  %one = arith.constant 1.0 : f32
  scf.for %j = %zero to %end step %step {
    %columns = memref.subview %y[0, %j] [64, 32] [1, 1] : memref<64x96xf32> to memref<64x32xf32, strided<[96, 1], offset: ?>>
    %part = memref.subview %z[0, %j] [32, 32] [1, 1] : memref<32x96xf32> to memref<32x32xf32, strided<[96, 1], offset: ?>>
    linalg.fill ins(%one : f32) outs(%x : memref<32x64xf32>)
    linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %columns : memref<32x64xf32>, memref<64x32xf32, strided<[96, 1], offset: ?>>)
      outs(%part : memref<32x32xf32, strided<[96, 1], offset: ?>>)
      attrs = {mlir_rl.vectorize = array<i64: 8, 16, 1>, mlir_rl.lanes = 1, mlir_rl.pack = array<i64: 0>} {
    ^bb0(%u: f32, %v: f32, %o: f32):
      %m = arith.mulf %u, %v : f32
      %s = arith.addf %o, %m : f32
      linalg.yield %s : f32
    }
  }
  return
}

// CHECK-LABEL: func.func @shared
// CHECK: scf.parallel
// CHECK: memref.alloc() {{.*}} : memref<4x64x8xf32>
func.func @shared(%x: memref<32x64xf32>, %y: memref<64x96xf32>, %z: memref<32x96xf32>) {
  %zero = arith.constant 0 : index
  %end = arith.constant 96 : index
  %step = arith.constant 32 : index
  scf.parallel (%j) = (%zero) to (%end) step (%step) {
    %columns = memref.subview %y[0, %j] [64, 32] [1, 1] : memref<64x96xf32> to memref<64x32xf32, strided<[96, 1], offset: ?>>
    %part = memref.subview %z[0, %j] [32, 32] [1, 1] : memref<32x96xf32> to memref<32x32xf32, strided<[96, 1], offset: ?>>
    linalg.generic {indexing_maps = [#a, #b, #c], iterator_types = ["parallel", "parallel", "reduction"]}
      ins(%x, %columns : memref<32x64xf32>, memref<64x32xf32, strided<[96, 1], offset: ?>>)
      outs(%part : memref<32x32xf32, strided<[96, 1], offset: ?>>)
      attrs = {mlir_rl.vectorize = array<i64: 8, 16, 1>, mlir_rl.lanes = 1, mlir_rl.pack = array<i64: 0>} {
    ^bb0(%u: f32, %v: f32, %o: f32):
      %m = arith.mulf %u, %v : f32
      %s = arith.addf %o, %m : f32
      linalg.yield %s : f32
    }
    scf.reduce
  }
  return
}
