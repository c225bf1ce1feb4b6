// Two contractions are two tasks. The first two are equal: one function, called twice. The third has its own operands'
// shapes and its own function.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-prepare{entry=main})' | FileCheck %s

// CHECK-LABEL: func.func @main
// CHECK: %[[T0:.*]] = memref.alloc() {alignment = 64 : i64} : memref<4x4xf32>
// CHECK: call @[[SQUARE:task_[0-9a-f]+]](%arg0, %arg1, %[[T0]])
// CHECK: %[[T1:.*]] = memref.alloc() {alignment = 64 : i64} : memref<4x4xf32>
// CHECK: call @[[SQUARE]](%[[T0]], %arg1, %[[T1]])
// CHECK: call @[[WIDE:task_[0-9a-f]+]](%[[T1]], %arg2, %arg3)
// CHECK-NEXT: return
// CHECK: func.func private @[[SQUARE]](
// CHECK: func.func private @[[WIDE]](
// CHECK-NOT: func.func
func.func @main(%a: tensor<4x4xf32>, %b: tensor<4x4xf32>, %c: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4x4xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<4x4xf32>) -> tensor<4x4xf32>
  %x = linalg.matmul ins(%a, %b : tensor<4x4xf32>, tensor<4x4xf32>) outs(%f : tensor<4x4xf32>) -> tensor<4x4xf32>
  %y = linalg.matmul ins(%x, %b : tensor<4x4xf32>, tensor<4x4xf32>) outs(%f : tensor<4x4xf32>) -> tensor<4x4xf32>
  %w = tensor.empty() : tensor<4x8xf32>
  %g = linalg.fill ins(%zero : f32) outs(%w : tensor<4x8xf32>) -> tensor<4x8xf32>
  %z = linalg.matmul ins(%y, %c : tensor<4x4xf32>, tensor<4x8xf32>) outs(%g : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %z : tensor<4x8xf32>
}
