// Shapes must be static, of arguments and inside.
// RUN: split-file %s %t
// RUN: %exits 2 %mlir_rl optimize %t/argument.mlir -o %t.dir 2>&1 | FileCheck %s --check-prefix=ARGUMENT
// ARGUMENT: argument.mlir: argument arg0 has a dynamic shape, tensor<?x8xf32>: export the model with fixed shapes
// RUN: %exits 2 %mlir_rl inspect %t/inside.mlir 2>&1 | FileCheck %s --check-prefix=INSIDE
// INSIDE: inside.mlir:2:{{[0-9]+}}: {{.*}}'tensor.cast' has a dynamic shape, tensor<?xf32>: only static shapes are supported
// RUN: test ! -e %t.dir

//--- argument.mlir
func.func @main(%a: tensor<?x8xf32>) -> tensor<?x8xf32> {
  return %a : tensor<?x8xf32>
}
//--- inside.mlir
func.func @main(%a: tensor<8xf32>) -> tensor<8xf32> {
  %0 = tensor.cast %a : tensor<8xf32> to tensor<?xf32>
  %1 = tensor.cast %0 : tensor<?xf32> to tensor<8xf32>
  return %1 : tensor<8xf32>
}
