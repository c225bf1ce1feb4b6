// Small buffers lie on the stack, at the entry: a loop does not grow it. stack-bytes=0 puts them into the workspace.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-workspace)' | FileCheck %s
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-workspace{stack-bytes=0})' | FileCheck %s --check-prefix=NONE

// CHECK-LABEL: func.func @main(
// CHECK-SAME: memref<16xf32>) {
// CHECK-NEXT: memref.alloca() {alignment = 64 : i64} : memref<16xf32>
// CHECK: scf.for
// NONE: mlir_rl.workspace_bytes = 64
// NONE-NOT: memref.alloca
func.func @main(%a: memref<16xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %n = arith.constant 100000 : index
  scf.for %i = %c0 to %n step %c1 {
    %x = memref.alloc() : memref<16xf32>
    linalg.copy ins(%a : memref<16xf32>) outs(%x : memref<16xf32>)
    linalg.copy ins(%x : memref<16xf32>) outs(%a : memref<16xf32>)
  }
  return
}

// Buffers that the function begins with move, too.
// CHECK-LABEL: func.func @begins(
// CHECK-NEXT: %[[X:.*]] = memref.alloca() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT: %[[Y:.*]] = memref.alloca() {alignment = 64 : i64} : memref<16xf32>
// CHECK-NEXT: linalg.copy ins(%{{.*}} : memref<8xf32>) outs(%[[X]]
// CHECK-NOT: memref.alloc()
func.func @begins(%a: memref<8xf32>, %b: memref<16xf32>) {
  %x = memref.alloc() : memref<8xf32>
  %y = memref.alloc() : memref<16xf32>
  linalg.copy ins(%a : memref<8xf32>) outs(%x : memref<8xf32>)
  linalg.copy ins(%b : memref<16xf32>) outs(%y : memref<16xf32>)
  linalg.copy ins(%x : memref<8xf32>) outs(%a : memref<8xf32>)
  linalg.copy ins(%y : memref<16xf32>) outs(%b : memref<16xf32>)
  return
}
