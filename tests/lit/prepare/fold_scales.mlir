// Scales of batch norm, one a feature, become part of the weights, and what is added stays one addition. The scale must go
// with a feature of constant weights, and nobody else may read the sum.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-simplify)' --split-input-file | FileCheck %s

// ((y - [1, 2]) * [2, 0.5]) * [1, 4] + [3, 3] = y * [2, 2] + [1, -1]
// CHECK-LABEL: func.func @batch_norm
// CHECK-DAG: arith.constant dense<{{\[}}[2.000000e+00, 4.000000e+00, 6.000000e+00], [8.000000e+00, 1.000000e+01, 1.200000e+01]]> : tensor<2x3xf32>
// CHECK-DAG: arith.constant dense<[1.000000e+00, -1.000000e+00]> : tensor<2xf32>
// CHECK: linalg.generic {{.*}}["parallel", "parallel", "parallel", "reduction"]
// CHECK: linalg.generic
// CHECK-NOT: arith.{{subf|mulf}}
// CHECK: arith.addf
// CHECK-NOT: linalg.generic
// CHECK: return
#all = affine_map<(n, c, h, w) -> (n, c, h, w)>
#channel = affine_map<(n, c, h, w) -> (c, 0, 0)>
func.func @batch_norm(%x: tensor<1x3x4x5xf32>) -> tensor<1x2x4x5xf32> {
  %zero = arith.constant 0.0 : f32
  %w = arith.constant dense<[[[[1.0]], [[2.0]], [[3.0]]], [[[4.0]], [[5.0]], [[6.0]]]]> : tensor<2x3x1x1xf32>
  %mean = arith.constant dense<[[[1.0]], [[2.0]]]> : tensor<2x1x1xf32>
  %inverse = arith.constant dense<[[[2.0]], [[0.5]]]> : tensor<2x1x1xf32>
  %scale = arith.constant dense<[[[1.0]], [[4.0]]]> : tensor<2x1x1xf32>
  %shift = arith.constant dense<[[[3.0]], [[3.0]]]> : tensor<2x1x1xf32>
  %e = tensor.empty() : tensor<1x2x4x5xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<1x2x4x5xf32>) -> tensor<1x2x4x5xf32>
  %y = linalg.conv_2d_nchw_fchw ins(%x, %w : tensor<1x3x4x5xf32>, tensor<2x3x1x1xf32>) outs(%f : tensor<1x2x4x5xf32>) -> tensor<1x2x4x5xf32>
  %0 = linalg.generic {indexing_maps = [#all, #channel, #all], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
    ins(%y, %mean : tensor<1x2x4x5xf32>, tensor<2x1x1xf32>) outs(%e : tensor<1x2x4x5xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %r = arith.subf %a, %b : f32
    linalg.yield %r : f32
  } -> tensor<1x2x4x5xf32>
  %1 = linalg.generic {indexing_maps = [#all, #channel, #all], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
    ins(%0, %inverse : tensor<1x2x4x5xf32>, tensor<2x1x1xf32>) outs(%e : tensor<1x2x4x5xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %r = arith.mulf %a, %b : f32
    linalg.yield %r : f32
  } -> tensor<1x2x4x5xf32>
  %2 = linalg.generic {indexing_maps = [#all, #channel, #all], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
    ins(%1, %scale : tensor<1x2x4x5xf32>, tensor<2x1x1xf32>) outs(%e : tensor<1x2x4x5xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %r = arith.mulf %a, %b : f32
    linalg.yield %r : f32
  } -> tensor<1x2x4x5xf32>
  %3 = linalg.generic {indexing_maps = [#all, #channel, #all], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
    ins(%2, %shift : tensor<1x2x4x5xf32>, tensor<2x1x1xf32>) outs(%e : tensor<1x2x4x5xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %r = arith.addf %a, %b : f32
    linalg.yield %r : f32
  } -> tensor<1x2x4x5xf32>
  return %3 : tensor<1x2x4x5xf32>
}

// -----
// A scale for each row of a product scales no weight.
// CHECK-LABEL: func.func @of_rows
// CHECK: arith.constant dense<{{\[}}[1.000000e+00, 2.000000e+00], [3.000000e+00, 4.000000e+00]]>
// CHECK: arith.mulf
// CHECK: arith.mulf
// CHECK: return
func.func @of_rows(%x: tensor<3x2xf32>) -> tensor<3x2xf32> {
  %zero = arith.constant 0.0 : f32
  %w = arith.constant dense<[[1.0, 2.0], [3.0, 4.0]]> : tensor<2x2xf32>
  %s = arith.constant dense<[2.0, 3.0, 4.0]> : tensor<3xf32>
  %e = tensor.empty() : tensor<3x2xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<3x2xf32>) -> tensor<3x2xf32>
  %y = linalg.matmul ins(%x, %w : tensor<3x2xf32>, tensor<2x2xf32>) outs(%f : tensor<3x2xf32>) -> tensor<3x2xf32>
  %r = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
    ins(%y, %s : tensor<3x2xf32>, tensor<3xf32>) outs(%e : tensor<3x2xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %m = arith.mulf %a, %b : f32
    linalg.yield %m : f32
  } -> tensor<3x2xf32>
  return %r : tensor<3x2xf32>
}

// -----
// The sum is returned too.
// CHECK-LABEL: func.func @read_twice
// CHECK: arith.constant dense<{{\[}}[1.000000e+00, 2.000000e+00], [3.000000e+00, 4.000000e+00]]>
// CHECK: return
func.func @read_twice(%x: tensor<3x2xf32>) -> (tensor<3x2xf32>, tensor<3x2xf32>) {
  %zero = arith.constant 0.0 : f32
  %w = arith.constant dense<[[1.0, 2.0], [3.0, 4.0]]> : tensor<2x2xf32>
  %s = arith.constant dense<[2.0, 3.0]> : tensor<2xf32>
  %e = tensor.empty() : tensor<3x2xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<3x2xf32>) -> tensor<3x2xf32>
  %y = linalg.matmul ins(%x, %w : tensor<3x2xf32>, tensor<2x2xf32>) outs(%f : tensor<3x2xf32>) -> tensor<3x2xf32>
  %r = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
    ins(%y, %s : tensor<3x2xf32>, tensor<2xf32>) outs(%e : tensor<3x2xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %m = arith.mulf %a, %b : f32
    linalg.yield %m : f32
  } -> tensor<3x2xf32>
  return %y, %r : tensor<3x2xf32>, tensor<3x2xf32>
}
