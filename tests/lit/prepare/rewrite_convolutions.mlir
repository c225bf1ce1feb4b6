// Each form builds the ops that docs/convolutions.md shows; what a form does not suit stays as it is.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-rewrite-convolutions{form=im2col})' | FileCheck %s --check-prefix=IM2COL
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-rewrite-convolutions{form=channels-last})' | FileCheck %s --check-prefix=LAST
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-rewrite-convolutions{form=winograd4})' | FileCheck %s --check-prefix=WINOGRAD
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-rewrite-convolutions)' | FileCheck %s --check-prefix=DIRECT
// RUN: not %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-rewrite-convolutions{form=winograd3})' 2>&1 | FileCheck %s --check-prefix=UNKNOWN

// UNKNOWN: there is no form of convolutions 'winograd3'; did you mean winograd2?

// Windows lie side by side before they are multiplied.
// IM2COL-LABEL: @image
// IM2COL: tensor.empty() : tensor<1x64x3x3x31x31xf32>
// IM2COL: linalg.generic {{.*}}ins(%arg0 : tensor<1x64x33x33xf32>)
// IM2COL: linalg.generic {{.*}}ins({{.*}} : tensor<1x64x3x3x31x31xf32>, tensor<96x64x3x3xf32>)

// LAST-LABEL: @image
// LAST: linalg.generic {{.*}}ins(%arg0 {{.*}}outs({{.*}} : tensor<1x33x33x64xf32>)
// LAST: linalg.generic {{.*}}ins(%arg1 {{.*}}outs({{.*}} : tensor<3x3x64x96xf32>)
// LAST: linalg.generic {{.*}}outs({{.*}} : tensor<1x31x31x96xf32>)
// LAST: linalg.generic {{.*}}outs({{.*}} : tensor<1x96x31x31xf32>)

// 31 places are eight tiles of 4: the image gets a row and a column more, the result loses one.
// WINOGRAD-LABEL: @image
// Each transformation is two sums, along rows and along columns.
// WINOGRAD: linalg.generic {{.*}}tensor<96x64x3x3xf32>) outs({{.*}} : tensor<6x64x96x3xf32>)
// WINOGRAD: linalg.generic {{.*}}outs({{.*}} : tensor<6x6x64x96xf32>)
// WINOGRAD: tensor.pad %arg0 low[0, 0, 0, 0] high[0, 0, 1, 1]
// WINOGRAD: linalg.generic {{.*}}outs({{.*}} : tensor<6x1x64x8x34xf32>)
// WINOGRAD: linalg.generic {{.*}}outs({{.*}} : tensor<6x6x1x64x8x8xf32>)
// WINOGRAD: linalg.generic {{.*}}outs({{.*}} : tensor<36x1x96x64xf32>)
// WINOGRAD: linalg.generic {{.*}}outs({{.*}} : tensor<4x6x1x96x8x8xf32>)
// WINOGRAD: linalg.generic {{.*}}outs({{.*}} : tensor<1x96x8x4x8x4xf32>)
// WINOGRAD: tensor.collapse_shape {{.*}} into tensor<1x96x32x32xf32>
// WINOGRAD: tensor.extract_slice {{.*}} to tensor<1x96x31x31xf32>
// WINOGRAD: linalg.add

// DIRECT-LABEL: @image
// DIRECT-NEXT: linalg.conv_2d_nchw_fchw
func.func @image(%x: tensor<1x64x33x33xf32>, %w: tensor<96x64x3x3xf32>, %b: tensor<1x96x31x31xf32>) -> tensor<1x96x31x31xf32> {
  %r = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>}
      ins(%x, %w : tensor<1x64x33x33xf32>, tensor<96x64x3x3xf32>) outs(%b : tensor<1x96x31x31xf32>) -> tensor<1x96x31x31xf32>
  return %r : tensor<1x96x31x31xf32>
}

// A filter that is known is transformed at once: F(4, 3) of a window of ones has G's row sums, squared, for points.
// WINOGRAD-LABEL: @known_filter
// WINOGRAD: arith.constant dense<{{.*}}> : tensor<6x6x64x64xf32>
// WINOGRAD-NOT: tensor<6x3xf32>
// WINOGRAD: return
func.func @known_filter(%x: tensor<1x64x34x34xf32>, %b: tensor<1x64x32x32xf32>) -> tensor<1x64x32x32xf32> {
  %w = arith.constant dense<1.0> : tensor<64x64x3x3xf32>
  %r = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>}
      ins(%x, %w : tensor<1x64x34x34xf32>, tensor<64x64x3x3xf32>) outs(%b : tensor<1x64x32x32xf32>) -> tensor<1x64x32x32xf32>
  return %r : tensor<1x64x32x32xf32>
}

// No form suits a product of matrices, nor a sum of windows of integers.
// IM2COL-LABEL: @others
// IM2COL: linalg.matmul
// IM2COL: linalg.conv_2d_nchw_fchw
// LAST-LABEL: @others
// LAST: linalg.matmul
// LAST: linalg.conv_2d_nchw_fchw
// WINOGRAD-LABEL: @others
// WINOGRAD: linalg.matmul
// WINOGRAD: linalg.conv_2d_nchw_fchw
func.func @others(%a: tensor<8x8xf32>, %b: tensor<8x8xf32>, %x: tensor<1x4x6x6xi32>, %w: tensor<4x4x3x3xi32>,
                  %y: tensor<1x4x4x4xi32>) -> (tensor<8x8xf32>, tensor<1x4x4x4xi32>) {
  %r = linalg.matmul ins(%a, %a : tensor<8x8xf32>, tensor<8x8xf32>) outs(%b : tensor<8x8xf32>) -> tensor<8x8xf32>
  %s = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>}
      ins(%x, %w : tensor<1x4x6x6xi32>, tensor<4x4x3x3xi32>) outs(%y : tensor<1x4x4x4xi32>) -> tensor<1x4x4x4xi32>
  return %r, %s : tensor<8x8xf32>, tensor<1x4x4x4xi32>
}
