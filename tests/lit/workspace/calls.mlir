// The frame of a callee is one item in its caller's; both get one trailing argument.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-workspace)' | FileCheck %s

// CHECK-LABEL: func.func @main
// CHECK-SAME: %[[WS:[a-z0-9]+]]: memref<?xi8> {llvm.noalias}) attributes {mlir_rl.workspace_bytes = 16384 : i64}
// CHECK: memref.view %[[WS]][%{{.*}}][] : memref<?xi8> to memref<2048xf32>
// CHECK: %[[FRAME:.*]] = memref.view %[[WS]][%{{.*}}][%{{.*}}] : memref<?xi8> to memref<?xi8>
// CHECK: call @callee(%{{.*}}, %[[FRAME]])
func.func @main(%a: memref<2048xf32>) {
  %t = memref.alloc() : memref<2048xf32>
  linalg.copy ins(%a : memref<2048xf32>) outs(%t : memref<2048xf32>)
  call @callee(%t) : (memref<2048xf32>) -> ()
  linalg.copy ins(%t : memref<2048xf32>) outs(%a : memref<2048xf32>)
  return
}

// CHECK-LABEL: func.func private @callee
// CHECK-SAME: mlir_rl.workspace_bytes = 8192 : i64
// CHECK-NOT: memref.alloc
func.func private @callee(%a: memref<2048xf32>) {
  %t = memref.alloc() : memref<2048xf32>
  linalg.copy ins(%a : memref<2048xf32>) outs(%t : memref<2048xf32>)
  linalg.copy ins(%t : memref<2048xf32>) outs(%a : memref<2048xf32>)
  return
}
