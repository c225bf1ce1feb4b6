// A convolution with its padding, bias and activation is one task, numbered consumers first.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-prepare{entry=main})' | FileCheck %s

// CHECK-LABEL: func.func @main
// CHECK-COUNT-1: call @task_
// CHECK-NEXT: return
// CHECK: func.func private @task_
// CHECK: tensor.pad
// CHECK: mlir_rl.op = 3 : i64
// CHECK: linalg.fill {mlir_rl.op = 2 : i64}
// CHECK: linalg.generic {{.*}}mlir_rl.op = 1 : i64
// CHECK: arith.mulf
// CHECK: linalg.generic {{.*}}mlir_rl.op = 0 : i64
// CHECK: arith.addf
// CHECK-NEXT: arith.maximumf
// CHECK: bufferization.materialize_in_destination
// CHECK-NOT: func.func
#all = affine_map<(n, f, i, j) -> (n, f, i, j)>
#channel = affine_map<(n, f, i, j) -> (f)>
func.func @main(%x: tensor<1x2x6x6xf32>, %w: tensor<3x2x3x3xf32>, %b: tensor<3xf32>) -> tensor<1x3x6x6xf32> {
  %zero = arith.constant 0.0 : f32
  %p = tensor.pad %x low[0, 0, 1, 1] high[0, 0, 1, 1] {
  ^bb0(%n: index, %f: index, %i: index, %j: index):
    tensor.yield %zero : f32
  } : tensor<1x2x6x6xf32> to tensor<1x2x8x8xf32>
  %e = tensor.empty() : tensor<1x3x6x6xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<1x3x6x6xf32>) -> tensor<1x3x6x6xf32>
  %c = linalg.conv_2d_nchw_fchw ins(%p, %w : tensor<1x2x8x8xf32>, tensor<3x2x3x3xf32>) outs(%f : tensor<1x3x6x6xf32>) -> tensor<1x3x6x6xf32>
  %r = linalg.generic {indexing_maps = [#all, #channel, #all], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
    ins(%c, %b : tensor<1x3x6x6xf32>, tensor<3xf32>) outs(%e : tensor<1x3x6x6xf32>) {
  ^bb0(%v: f32, %d: f32, %o: f32):
    %s = arith.addf %v, %d : f32
    %m = arith.maximumf %s, %zero : f32
    linalg.yield %m : f32
  } -> tensor<1x3x6x6xf32>
  return %r : tensor<1x3x6x6xf32>
}
