// The product may be contracted; only the sum may be reassociated. Seen in the loops, as named ops print no body.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-float-rules,convert-linalg-to-loops)' | FileCheck %s
// CHECK: arith.mulf {{.*}} fastmath<nsz,contract>
// CHECK: arith.addf {{.*}} fastmath<reassoc,nsz,contract>
func.func @main(%a: memref<4x4xf32>, %b: memref<4x4xf32>, %c: memref<4x4xf32>) {
  linalg.matmul ins(%a, %b : memref<4x4xf32>, memref<4x4xf32>) outs(%c : memref<4x4xf32>)
  return
}
