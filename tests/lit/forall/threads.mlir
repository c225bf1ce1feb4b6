// With threads the outermost marked loop is parallel; without, every loop is serial.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-forall{threads=2})' | FileCheck %s --check-prefix=TWO
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-forall)' | FileCheck %s --check-prefix=ONE

// TWO-LABEL: func.func @marked
// TWO: scf.parallel
// TWO-NOT: scf.parallel
// TWO: scf.for
// ONE-LABEL: func.func @marked
// ONE-NOT: scf.parallel
// ONE-COUNT-2: scf.for
func.func @marked(%a: memref<4x4xf32>, %v: f32) {
  scf.forall (%i) in (4) {
    scf.forall (%j) in (4) {
      memref.store %v, %a[%i, %j] : memref<4x4xf32>
    } {mlir_rl.parallel}
  } {mlir_rl.parallel}
  return
}

// TWO-LABEL: func.func @unmarked
// TWO-NOT: scf.parallel
// TWO-COUNT-2: scf.for
func.func @unmarked(%a: memref<4x4xf32>, %v: f32) {
  scf.forall (%i, %j) in (4, 4) {
    memref.store %v, %a[%i, %j] : memref<4x4xf32>
  }
  return
}
