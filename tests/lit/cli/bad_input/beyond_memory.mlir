// Tensors beyond memory are refused from their types, before anything is allocated: at once.
// RUN: %exits 2 timeout 10 %mlir_rl optimize %s --no-store 2>&1 | FileCheck %s
// CHECK: beyond_memory.mlir: its tensors need {{[0-9]+}} MB, more than the {{[0-9]+}} MB allowed

func.func @main(%a: tensor<1048576x1048576xf32>, %b: tensor<1048576x1048576xf32>) -> tensor<1048576x1048576xf32> {
  %empty = tensor.empty() : tensor<1048576x1048576xf32>
  %sum = linalg.add ins(%a, %b : tensor<1048576x1048576xf32>, tensor<1048576x1048576xf32>)
      outs(%empty : tensor<1048576x1048576xf32>) -> tensor<1048576x1048576xf32>
  return %sum : tensor<1048576x1048576xf32>
}
