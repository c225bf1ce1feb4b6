// A softmax is one task: maximum, exponentials, their sum and the division share their rows.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-prepare{entry=main})' | FileCheck %s

// CHECK-LABEL: func.func @main
// CHECK-COUNT-1: call @task_
// CHECK-NEXT: return
// CHECK: func.func private @task_
// CHECK: linalg.fill {mlir_rl.op = 5 : i64}
// CHECK: linalg.generic {{.*}}"reduction"{{.*}}mlir_rl.op = 4 : i64
// CHECK: linalg.generic {{.*}}mlir_rl.op = 3 : i64
// CHECK: math.exp
// CHECK: linalg.fill {mlir_rl.op = 2 : i64}
// CHECK: linalg.generic {{.*}}"reduction"{{.*}}mlir_rl.op = 1 : i64
// CHECK: linalg.generic {{.*}}mlir_rl.op = 0 : i64
// CHECK: arith.divf
// CHECK-NOT: func.func
func.func @main(%a: tensor<4x8xf32>) -> tensor<4x8xf32> {
  %e = tensor.empty() : tensor<4x8xf32>
  %z = linalg.softmax dimension(1) ins(%a : tensor<4x8xf32>) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %z : tensor<4x8xf32>
}
