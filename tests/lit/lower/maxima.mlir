// maxnumf and minnumf become comparisons that keep the number where the other operand is NaN.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-plain-maxima)' | FileCheck %s

// CHECK-LABEL: @largest
// CHECK-SAME: %[[A:.*]]: vector<16xf32>, %[[B:.*]]: vector<16xf32>
// CHECK: %[[MORE:.*]] = arith.cmpf ogt, %[[A]], %[[B]]
// CHECK: %[[MAX:.*]] = arith.select %[[MORE]], %[[A]], %[[B]]
// CHECK: %[[NAN:.*]] = arith.cmpf uno, %[[B]], %[[B]]
// CHECK: %[[R:.*]] = arith.select %[[NAN]], %[[A]], %[[MAX]]
// CHECK: return %[[R]]
func.func @largest(%a: vector<16xf32>, %b: vector<16xf32>) -> vector<16xf32> {
  %r = arith.maxnumf %a, %b : vector<16xf32>
  return %r : vector<16xf32>
}

// CHECK-LABEL: @smallest
// CHECK: arith.cmpf olt
// CHECK-NOT: minnumf
func.func @smallest(%a: f64, %b: f64) -> f64 {
  %r = arith.minnumf %a, %b : f64
  return %r : f64
}
