// NaN and infinities stay what they are: no nnan, no ninf, and divisions and math functions get nothing.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-float-rules)' | FileCheck %s
// CHECK: arith.maximumf %{{.*}}, %{{.*}} fastmath<nsz> : f32
// CHECK: arith.divf %{{.*}}, %{{.*}} : f32
// CHECK: math.exp %{{.*}} : f32
// CHECK: arith.cmpf ugt, %{{.*}}, %{{.*}} : f32
// CHECK-NOT: nnan
// CHECK-NOT: ninf
func.func @main(%a: f32, %b: f32) -> f32 {
  %0 = arith.maximumf %a, %b : f32
  %1 = arith.divf %0, %b : f32
  %2 = math.exp %1 : f32
  %3 = arith.cmpf ugt, %2, %b : f32
  %4 = arith.select %3, %2, %b : f32
  return %4 : f32
}
