// Scopes that allocate nothing go, one that does stays.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-flatten-scopes)' | FileCheck %s
// CHECK-COUNT-1: memref.alloca_scope
// CHECK-NOT: memref.alloca_scope
func.func @main(%a: memref<4xf32>, %i: index, %v: f32) {
  memref.alloca_scope {
    memref.store %v, %a[%i] : memref<4xf32>
  }
  memref.alloca_scope {
    %x = memref.alloca() : memref<4xf32>
    memref.store %v, %x[%i] : memref<4xf32>
    %w = memref.load %x[%i] : memref<4xf32>
    memref.store %w, %a[%i] : memref<4xf32>
  }
  return
}
