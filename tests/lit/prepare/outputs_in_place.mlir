// Results are written where the caller wants them; one that is an argument, a constant or returned twice is copied.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-outputs-in-place{entry=computed},one-shot-bufferize)' | FileCheck %s --check-prefix=COMPUTED
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-outputs-in-place{entry=argument},one-shot-bufferize)' | FileCheck %s --check-prefix=ARGUMENT
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-outputs-in-place{entry=constant},one-shot-bufferize)' | FileCheck %s --check-prefix=CONSTANT
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-outputs-in-place{entry=twice},one-shot-bufferize)' | FileCheck %s --check-prefix=TWICE
// RUN: not %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-outputs-in-place{entry=missing})' 2>&1 | FileCheck %s --check-prefix=MISSING
// MISSING: there is no function @missing

// COMPUTED: func.func @computed(%arg0: memref<4xf32> {llvm.noalias}, %arg1: memref<4xf32> {llvm.noalias, mlir_rl.output}) attributes {llvm.emit_c_interface}
// COMPUTED-NOT: memref.alloc
// COMPUTED: linalg.exp ins(%arg0 : {{.*}}) outs(%arg1 :
// COMPUTED-NOT: memref.copy %arg0
// COMPUTED: return
func.func @computed(%a: tensor<4xf32>) -> tensor<4xf32> {
  %e = tensor.empty() : tensor<4xf32>
  %r = linalg.exp ins(%a : tensor<4xf32>) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  return %r : tensor<4xf32>
}

// ARGUMENT: func.func @argument(%arg0: {{.*}}, %arg1: {{.*}}mlir_rl.output})
// ARGUMENT-NEXT: memref.copy %arg0, %arg1
// ARGUMENT-NEXT: return
func.func @argument(%a: tensor<4xf32>) -> tensor<4xf32> {
  return %a : tensor<4xf32>
}

// CONSTANT: func.func @constant(%arg0: {{.*}}mlir_rl.output})
// CONSTANT: %[[C:.*]] = memref.get_global
// CONSTANT: memref.copy %[[C]], %arg0
func.func @constant() -> tensor<4xf32> {
  %c = arith.constant dense<[1.0, 2.0, 3.0, 4.0]> : tensor<4xf32>
  return %c : tensor<4xf32>
}

// TWICE: func.func @twice(%arg0: {{.*}}, %arg1: {{.*}}, %arg2: {{.*}}mlir_rl.output})
// TWICE: linalg.exp ins(%arg0 : {{.*}}) outs(%arg1 :
// TWICE: memref.copy %arg1, %arg2
// TWICE: return
func.func @twice(%a: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %e = tensor.empty() : tensor<4xf32>
  %r = linalg.exp ins(%a : tensor<4xf32>) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  return %r, %r : tensor<4xf32>, tensor<4xf32>
}
