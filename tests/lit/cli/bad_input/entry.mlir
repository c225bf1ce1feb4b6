// The entry is main, or the only public function, or what --entry names.
// RUN: split-file %s %t
// RUN: %exits 2 %mlir_rl inspect %t/two.mlir 2>&1 | FileCheck %s --check-prefix=TWO
// TWO: two.mlir: several functions could be the entry (@first, @second): choose one with --entry NAME
// RUN: %mlir_rl inspect %t/two.mlir --entry second | FileCheck %s --check-prefix=SECOND
// SECOND: @second(arg0: 4xf32, result0: 4xf32)
// RUN: %exits 2 %mlir_rl inspect %t/two.mlir --entry third 2>&1 | FileCheck %s --check-prefix=THIRD
// THIRD: two.mlir: there is no function @third with a body; there are @first, @second
// RUN: %exits 2 %mlir_rl optimize %t/none.mlir --no-store 2>&1 | FileCheck %s --check-prefix=NONE
// NONE: none.mlir: there is no public function to optimise

//--- two.mlir
func.func @first(%a: tensor<4xf32>) -> tensor<4xf32> {
  return %a : tensor<4xf32>
}
func.func @second(%a: tensor<4xf32>) -> tensor<4xf32> {
  return %a : tensor<4xf32>
}
//--- none.mlir
module {
}
