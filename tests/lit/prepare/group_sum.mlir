// The sum of two products takes one of them along; a task has one heavy op, so the other is a task of its own.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-prepare{entry=main})' | FileCheck %s

// CHECK-LABEL: func.func @main
// CHECK-COUNT-2: call @task_
// CHECK-NEXT: return
// CHECK: func.func private @task_
// CHECK: arith.mulf
// CHECK-NOT: arith.mulf
// CHECK: func.func private @task_
// CHECK: arith.mulf
// CHECK-NOT: arith.mulf
func.func @main(%a: tensor<4x6xf32>, %b: tensor<6x4xf32>, %c: tensor<4x2xf32>, %d: tensor<2x4xf32>) -> tensor<4x4xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4x4xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<4x4xf32>) -> tensor<4x4xf32>
  %x = linalg.matmul ins(%a, %b : tensor<4x6xf32>, tensor<6x4xf32>) outs(%f : tensor<4x4xf32>) -> tensor<4x4xf32>
  %y = linalg.matmul ins(%c, %d : tensor<4x2xf32>, tensor<2x4xf32>) outs(%f : tensor<4x4xf32>) -> tensor<4x4xf32>
  %s = linalg.add ins(%x, %y : tensor<4x4xf32>, tensor<4x4xf32>) outs(%e : tensor<4x4xf32>) -> tensor<4x4xf32>
  return %s : tensor<4x4xf32>
}
