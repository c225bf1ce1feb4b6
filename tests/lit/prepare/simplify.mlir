// Fewer, plainer ops: what nobody reads is gone, constants are folded, named ops are generics, chains one op.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-simplify)' --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @dead_result
// CHECK-NOT: math.exp
// CHECK: linalg.generic {{.*}} ins(%arg0 : tensor<8xf32>) outs(%{{[0-9]+}} : tensor<8xf32>)
// CHECK-NOT: math.exp
// CHECK: return
#id = affine_map<(i) -> (i)>
func.func @dead_result(%a: tensor<8xf32>, %b: tensor<8xf32>) -> tensor<8xf32> {
  %e = tensor.empty() : tensor<8xf32>
  %r:2 = linalg.generic {indexing_maps = [#id, #id, #id, #id], iterator_types = ["parallel"]}
    ins(%a, %b : tensor<8xf32>, tensor<8xf32>) outs(%e, %e : tensor<8xf32>, tensor<8xf32>) {
  ^bb0(%x: f32, %unused: f32, %o: f32, %p: f32):
    %y = arith.addf %x, %x : f32
    %z = math.exp %x : f32
    linalg.yield %y, %z : f32, f32
  } -> (tensor<8xf32>, tensor<8xf32>)
  return %r#0 : tensor<8xf32>
}

// -----
// CHECK-LABEL: func.func @chain
// CHECK: linalg.generic {{.*}} ins(%arg0, %arg1 :
// CHECK: math.exp
// CHECK-NOT: linalg.yield
// CHECK: arith.addf
// CHECK-NOT: {{linalg\.(generic|add|exp|broadcast)}}
// CHECK: return
func.func @chain(%a: tensor<4x8xf32>, %b: tensor<8xf32>) -> tensor<4x8xf32> {
  %e = tensor.empty() : tensor<4x8xf32>
  %x = linalg.exp ins(%a : tensor<4x8xf32>) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  %y = linalg.broadcast ins(%b : tensor<8xf32>) outs(%e : tensor<4x8xf32>) dimensions = [0]
  %z = linalg.add ins(%x, %y : tensor<4x8xf32>, tensor<4x8xf32>) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %z : tensor<4x8xf32>
}

// -----
// A value that others read too is not computed twice.
// CHECK-LABEL: func.func @read_twice
// CHECK-COUNT-1: math.exp
// CHECK-NOT: math.exp
// CHECK: return
func.func @read_twice(%a: tensor<4x8xf32>) -> (tensor<4x8xf32>, tensor<4x8xf32>) {
  %e = tensor.empty() : tensor<4x8xf32>
  %x = linalg.exp ins(%a : tensor<4x8xf32>) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  %y = linalg.add ins(%x, %a : tensor<4x8xf32>, tensor<4x8xf32>) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  %z = linalg.mul ins(%x, %a : tensor<4x8xf32>, tensor<4x8xf32>) outs(%e : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %y, %z : tensor<4x8xf32>, tensor<4x8xf32>
}

// -----
// CHECK-LABEL: func.func @unit_dimensions
// CHECK: tensor.collapse_shape %arg0 {{.*}} into tensor<64x32xf32>
// CHECK: linalg.generic {{.*}}iterator_types = ["parallel", "parallel"]
// CHECK: tensor.expand_shape
func.func @unit_dimensions(%a: tensor<1x64x1x32xf32>) -> tensor<1x64x1x32xf32> {
  %e = tensor.empty() : tensor<1x64x1x32xf32>
  %r = linalg.exp ins(%a : tensor<1x64x1x32xf32>) outs(%e : tensor<1x64x1x32xf32>) -> tensor<1x64x1x32xf32>
  return %r : tensor<1x64x1x32xf32>
}
