// Under scf.parallel each thread has a slice: base + thread * slice.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-workspace{threads=4})' | FileCheck %s

// CHECK-LABEL: func.func @main
// CHECK-SAME: %[[WS:[a-z0-9]+]]: memref<?xi8> {llvm.noalias}) attributes {mlir_rl.workspace_bytes = 65536 : i64}
// CHECK: scf.parallel
// CHECK: %[[T:.*]] = func.call @omp_get_thread_num() : () -> i32
// CHECK: %[[I:.*]] = arith.index_cast %[[T]] : i32 to index
// CHECK: %[[SLICE:.*]] = arith.constant 16384 : index
// CHECK: arith.muli %[[I]], %[[SLICE]]
// CHECK: %[[OWN:.*]] = memref.view %[[WS]]
// CHECK: memref.view %[[OWN]][%{{.*}}][] : memref<?xi8> to memref<4096xf32>
// CHECK: func.func private @omp_get_thread_num() -> i32
func.func @main(%a: memref<4096xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c64 = arith.constant 64 : index
  scf.parallel (%i) = (%c0) to (%c64) step (%c1) {
    %x = memref.alloc() : memref<4096xf32>
    linalg.copy ins(%a : memref<4096xf32>) outs(%x : memref<4096xf32>)
    scf.reduce
  }
  return
}
