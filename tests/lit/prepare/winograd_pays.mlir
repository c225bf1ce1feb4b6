// Where Winograd's forms are taken: where multiplications saved outweigh the transformations and their way through memory.
// docs/convolutions.md has the measurements behind it.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-rewrite-convolutions{form=winograd2})' | FileCheck %s --check-prefixes=BOTH,TWO
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-rewrite-convolutions{form=winograd4})' | FileCheck %s --check-prefixes=BOTH,FOUR

// Many places for each element of the filter.
// BOTH-LABEL: @large_image
// BOTH-NOT: linalg.conv_2d
// BOTH: return
func.func @large_image(%x: tensor<1x64x58x58xf32>, %w: tensor<64x64x3x3xf32>, %b: tensor<1x64x56x56xf32>) -> tensor<1x64x56x56xf32> {
  %r = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>}
      ins(%x, %w : tensor<1x64x58x58xf32>, tensor<64x64x3x3xf32>) outs(%b : tensor<1x64x56x56xf32>) -> tensor<1x64x56x56xf32>
  return %r : tensor<1x64x56x56xf32>
}

// A filter that is an argument is transformed in each call: to 16 elements each that pays, to 36 not.
// BOTH-LABEL: @between
// TWO-NOT: linalg.conv_2d
// FOUR: linalg.conv_2d_nchw_fchw
// BOTH: return
func.func @between(%x: tensor<1x256x16x16xf32>, %w: tensor<256x256x3x3xf32>, %b: tensor<1x256x14x14xf32>) -> tensor<1x256x14x14xf32> {
  %r = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>}
      ins(%x, %w : tensor<1x256x16x16xf32>, tensor<256x256x3x3xf32>) outs(%b : tensor<1x256x14x14xf32>) -> tensor<1x256x14x14xf32>
  return %r : tensor<1x256x14x14xf32>
}

// Of a filter that is known only the reading counts.
// BOTH-LABEL: @between_with_known_filter
// BOTH-NOT: linalg.conv_2d
// BOTH: return
func.func @between_with_known_filter(%x: tensor<1x256x16x16xf32>, %b: tensor<1x256x14x14xf32>) -> tensor<1x256x14x14xf32> {
  %w = arith.constant dense<0.5> : tensor<256x256x3x3xf32>
  %r = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>}
      ins(%x, %w : tensor<1x256x16x16xf32>, tensor<256x256x3x3xf32>) outs(%b : tensor<1x256x14x14xf32>) -> tensor<1x256x14x14xf32>
  return %r : tensor<1x256x14x14xf32>
}

// Few places for each element of the filter.
// BOTH-LABEL: @large_filter
// BOTH: linalg.conv_2d_nchw_fchw
// BOTH: return
func.func @large_filter(%x: tensor<1x512x9x9xf32>, %w: tensor<512x512x3x3xf32>, %b: tensor<1x512x7x7xf32>) -> tensor<1x512x7x7xf32> {
  %r = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>}
      ins(%x, %w : tensor<1x512x9x9xf32>, tensor<512x512x3x3xf32>) outs(%b : tensor<1x512x7x7xf32>) -> tensor<1x512x7x7xf32>
  return %r : tensor<1x512x7x7xf32>
}

// Hardly any channels: an image's transformation is more work than the convolution.
// BOTH-LABEL: @few_channels
// BOTH: linalg.conv_2d_nchw_fchw
// BOTH: return
func.func @few_channels(%x: tensor<1x4x58x58xf32>, %w: tensor<4x4x3x3xf32>, %b: tensor<1x4x56x56xf32>) -> tensor<1x4x56x56xf32> {
  %r = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>}
      ins(%x, %w : tensor<1x4x58x58xf32>, tensor<4x4x3x3xf32>) outs(%b : tensor<1x4x56x56xf32>) -> tensor<1x4x56x56xf32>
  return %r : tensor<1x4x56x56xf32>
}
