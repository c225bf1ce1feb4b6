// Parses, but fails the verifier: the shapes of a product do not fit.
// RUN: %exits 2 %mlir_rl optimize %s -o %t.dir 2> %t.err
// RUN: FileCheck %s < %t.err
// CHECK: mlir-rl: {{[^ ]*}}not_verified.mlir:[[@LINE+7]]:{{[0-9]+}}: 'linalg.matmul' op
// RUN: test ! -e %t.dir

func.func @main(%a: tensor<4x8xf32>, %b: tensor<16x4xf32>) -> tensor<4x4xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<4x4xf32>
  %fill = linalg.fill ins(%zero : f32) outs(%empty : tensor<4x4xf32>) -> tensor<4x4xf32>
  %product = linalg.matmul ins(%a, %b : tensor<4x8xf32>, tensor<16x4xf32>) outs(%fill : tensor<4x4xf32>) -> tensor<4x4xf32>
  return %product : tensor<4x4xf32>
}
