// f32 vectors get polynomials; scalars, f64 and functions we have none for keep libm.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-approximate-math)' | FileCheck %s
// CHECK-LABEL: func.func @vectors
// CHECK-NOT: math.exp
// CHECK-NOT: math.log
// CHECK-NOT: math.tanh
// CHECK-NOT: math.erf
// CHECK: return
func.func @vectors(%x: vector<16xf32>, %y: vector<2x16xf32>) -> (vector<16xf32>, vector<2x16xf32>) {
  %0 = math.exp %x : vector<16xf32>
  %1 = math.log %0 : vector<16xf32>
  %2 = math.tanh %1 : vector<16xf32>
  %3 = math.erf %y : vector<2x16xf32>
  return %2, %3 : vector<16xf32>, vector<2x16xf32>
}

// CHECK-LABEL: func.func @others
// CHECK: math.exp %{{.*}} : f32
// CHECK: math.exp %{{.*}} : vector<8xf64>
// CHECK: math.sin %{{.*}} : vector<16xf32>
func.func @others(%x: f32, %y: vector<8xf64>, %z: vector<16xf32>) -> (f32, vector<8xf64>, vector<16xf32>) {
  %0 = math.exp %x : f32
  %1 = math.exp %y : vector<8xf64>
  %2 = math.sin %z : vector<16xf32>
  return %0, %1, %2 : f32, vector<8xf64>, vector<16xf32>
}
