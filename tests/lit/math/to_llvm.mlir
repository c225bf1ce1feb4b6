// Vectors of two dimensions and of f64 get through the rest of the pipeline too.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-approximate-math,convert-vector-to-scf{full-unroll=true},convert-vector-to-llvm,convert-math-to-llvm,convert-math-to-libm,convert-to-llvm,reconcile-unrealized-casts)' | %mlir_translate --mlir-to-llvmir | FileCheck %s
// CHECK-DAG: call <16 x float> @llvm.fma.v16f32
// CHECK-DAG: call <8 x double> @llvm.exp.v8f64
// CHECK-DAG: call double @erf(double
func.func @main(%a: memref<2x16xf32>, %b: memref<8xf64>) {
  %c0 = arith.constant 0 : index
  %pad = arith.constant 0.0 : f32
  %x = vector.transfer_read %a[%c0, %c0], %pad {in_bounds = [true, true]} : memref<2x16xf32>, vector<2x16xf32>
  %y = vector.load %b[%c0] : memref<8xf64>, vector<8xf64>
  %0 = math.erf %x : vector<2x16xf32>
  %1 = math.exp %y : vector<8xf64>
  %2 = math.erf %1 : vector<8xf64>
  vector.transfer_write %0, %a[%c0, %c0] {in_bounds = [true, true]} : vector<2x16xf32>, memref<2x16xf32>
  vector.store %2, %b[%c0] : memref<8xf64>, vector<8xf64>
  return
}
