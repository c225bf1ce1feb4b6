// A dialect we do not know, most often torch's: what is expected instead.
// RUN: %exits 2 %mlir_rl optimize %s 2>&1 | FileCheck %s
// CHECK: mlir-rl: {{[^ ]*}}unknown_dialect.mlir:[[@LINE+4]]:{{[0-9]+}}: Dialect `torch' not found
// CHECK: Expected linalg on tensors, as torch-mlir prints it

func.func @main(%a: tensor<4xf32>) -> tensor<4xf32> {
  %0 = torch.aten.relu %a : tensor<4xf32> -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
