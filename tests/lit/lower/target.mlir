// The LLVM dialect says all that LLVM must know, the alignment of a frame among it: spilled vectors then lie in one line.
// Only the C wrapper is seen from outside.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(convert-to-llvm,mlir-rl-target{cpu=skylake-avx512})' | %mlir_translate --mlir-to-llvmir | FileCheck %s
// CHECK: target datalayout
// CHECK: target triple = "x86_64
// CHECK: define internal void @main(ptr noalias %0, ptr noalias %1, i64 %2, i64 %3, i64 %4) #[[OWN:[0-9]+]]
// CHECK: define void @_mlir_ciface_main(ptr noalias %0) #[[WRAPPER:[0-9]+]]
// CHECK: define internal void @helper(ptr %0
// CHECK: attributes #[[OWN]] = { noinline alignstack=64 "prefer-vector-width"="512" "target-cpu"="skylake-avx512" }
// CHECK: attributes #[[WRAPPER]] = { alignstack=64 "prefer-vector-width"="512" "target-cpu"="skylake-avx512" }
func.func @main(%a: memref<4xf32>) attributes {llvm.emit_c_interface} {
  return
}
func.func private @helper(%a: memref<4xf32>) {
  return
}
