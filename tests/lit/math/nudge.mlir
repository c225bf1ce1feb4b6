// Functions with polynomials and sums are nudged; other ops and reassociable sums are not.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-nudge)' | FileCheck %s
// CHECK-LABEL: func.func @functions
// CHECK: %[[E:.*]] = math.erf %{{.*}} : f32
// CHECK: %[[NEXT:.*]] = arith.bitcast %{{.*}} : i32 to f32
// CHECK: %[[NUDGED:.*]] = arith.select %{{.*}}, %[[NEXT]], %[[E]] : f32
// CHECK: math.exp %[[NUDGED]] : f32
// CHECK: arith.select
// CHECK: %[[S:.*]] = arith.mulf
// CHECK-NEXT: return %[[S]]
func.func @functions(%x: f32) -> f32 {
  %0 = math.erf %x : f32
  %1 = math.exp %0 : f32
  %2 = arith.mulf %1, %1 : f32
  return %2 : f32
}

// CHECK-LABEL: func.func @sums
// CHECK: arith.subf %{{.*}} : vector<4xf64>
// CHECK: arith.bitcast %{{.*}} : vector<4xf64> to vector<4xi64>
// CHECK: %[[D:.*]] = arith.select
// CHECK: %[[T:.*]] = arith.addf %[[D]], %{{.*}} fastmath<reassoc> : vector<4xf64>
// CHECK-NEXT: return %[[T]]
func.func @sums(%x: vector<4xf64>, %y: vector<4xf64>) -> vector<4xf64> {
  %0 = arith.subf %x, %y : vector<4xf64>
  %1 = arith.addf %0, %y fastmath<reassoc> : vector<4xf64>
  return %1 : vector<4xf64>
}
