// A strided memref.copy becomes loops, not a call of memrefCopy.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-strided-copies,convert-linalg-to-loops)' | FileCheck %s
// CHECK-NOT: memref.copy
// CHECK-COUNT-2: scf.for
func.func @main(%a: memref<4x4xf32>, %b: memref<8x8xf32>) {
  %s = memref.subview %b[0, 0] [4, 4] [1, 1] : memref<8x8xf32> to memref<4x4xf32, strided<[8, 1]>>
  memref.copy %a, %s : memref<4x4xf32> to memref<4x4xf32, strided<[8, 1]>>
  return
}
