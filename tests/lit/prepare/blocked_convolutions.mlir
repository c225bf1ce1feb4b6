// Channels in blocks: what is copied into them, what is not, and what passes from one convolution to the next.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-rewrite-convolutions{form=blocked})' | FileCheck %s
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-prepare{convolutions=blocked entry=known})' | FileCheck %s --check-prefix=KNOWN
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-prepare{convolutions=blocked entry=resource})' | FileCheck %s --check-prefix=RESOURCE

// Blocks of 16 of 64 channels, of 8 of 24 features; places stay in order, a block is innermost.
// CHECK-LABEL: @image
// CHECK: tensor.expand_shape %arg0 {{.*}} into tensor<2x4x16x9x9xf32>
// CHECK: linalg.generic {{.*}}outs({{.*}} : tensor<2x4x9x9x16xf32>)
// CHECK: tensor.expand_shape %arg1 {{.*}} into tensor<3x8x4x16x3x3xf32>
// CHECK: linalg.generic {{.*}}outs({{.*}} : tensor<3x4x3x3x16x8xf32>)
// CHECK: linalg.generic {{.*}}"parallel", "parallel", "parallel", "parallel", "parallel", "reduction", "reduction", "reduction", "reduction"{{.*}}outs({{.*}} : tensor<2x3x7x7x8xf32>)
// CHECK: linalg.generic {{.*}}outs({{.*}} : tensor<2x3x8x7x7xf32>)
// CHECK: tensor.collapse_shape {{.*}} into tensor<2x24x7x7xf32>
func.func @image(%x: tensor<2x64x9x9xf32>, %w: tensor<24x64x3x3xf32>) -> tensor<2x24x7x7xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<2x24x7x7xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<2x24x7x7xf32>) -> tensor<2x24x7x7xf32>
  %r = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>}
      ins(%x, %w : tensor<2x64x9x9xf32>, tensor<24x64x3x3xf32>) outs(%f : tensor<2x24x7x7xf32>) -> tensor<2x24x7x7xf32>
  return %r : tensor<2x24x7x7xf32>
}

// The image of a stem stays as it is: three channels are no block. Its features are.
// CHECK-LABEL: @stem
// CHECK-NOT: expand_shape %arg0
// CHECK: linalg.generic {{.*}}ins(%arg0, {{.*}} : tensor<1x3x9x9xf32>, tensor<1x3x3x3x16xf32>) outs({{.*}} : tensor<1x1x4x4x16xf32>)
func.func @stem(%x: tensor<1x3x9x9xf32>, %w: tensor<16x3x3x3xf32>, %b: tensor<1x16x4x4xf32>) -> tensor<1x16x4x4xf32> {
  %r = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>}
      ins(%x, %w : tensor<1x3x9x9xf32>, tensor<16x3x3x3xf32>) outs(%b : tensor<1x16x4x4xf32>) -> tensor<1x16x4x4xf32>
  return %r : tensor<1x16x4x4xf32>
}

// Of a depthwise convolution the groups are cut.
// CHECK-LABEL: @depthwise
// CHECK: linalg.generic {{.*}}tensor<1x1x9x9x8xf32>, tensor<1x3x3x8xf32>) outs({{.*}} : tensor<1x1x7x7x8xf32>)
func.func @depthwise(%x: tensor<1x8x9x9xf32>, %w: tensor<8x3x3xf32>, %b: tensor<1x8x7x7xf32>) -> tensor<1x8x7x7xf32> {
  %r = linalg.depthwise_conv_2d_nchw_chw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>}
      ins(%x, %w : tensor<1x8x9x9xf32>, tensor<8x3x3xf32>) outs(%b : tensor<1x8x7x7xf32>) -> tensor<1x8x7x7xf32>
  return %r : tensor<1x8x7x7xf32>
}

// No whole blocks of features: not this form.
// CHECK-LABEL: @six_features
// CHECK-NEXT: linalg.conv_2d_nchw_fchw
func.func @six_features(%x: tensor<1x16x9x9xf32>, %w: tensor<6x16x3x3xf32>, %b: tensor<1x6x7x7xf32>) -> tensor<1x6x7x7xf32> {
  %r = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>}
      ins(%x, %w : tensor<1x16x9x9xf32>, tensor<6x16x3x3xf32>) outs(%b : tensor<1x6x7x7xf32>) -> tensor<1x6x7x7xf32>
  return %r : tensor<1x6x7x7xf32>
}

// A pack of the program's own that adds elements is no reshape.
// CHECK-LABEL: @padded_pack
// CHECK: linalg.pack
// CHECK: linalg.unpack
func.func @padded_pack(%x: tensor<5x7xf32>, %to: tensor<3x7x2xf32>, %back: tensor<5x7xf32>) -> (tensor<3x7x2xf32>, tensor<5x7xf32>) {
  %zero = arith.constant 0.0 : f32
  %p = linalg.pack %x padding_value(%zero : f32) inner_dims_pos = [0] inner_tiles = [2] into %to : tensor<5x7xf32> -> tensor<3x7x2xf32>
  %u = linalg.unpack %to inner_dims_pos = [0] inner_tiles = [2] into %back : tensor<3x7x2xf32> -> tensor<5x7xf32>
  return %p, %u : tensor<3x7x2xf32>, tensor<5x7xf32>
}

// A residual block: one copy of the image into blocks, one out of them at the end. Bias (as torch-mlir prints it),
// activation, pad and the sum of both branches are done in blocks; constants are in blocks already.
// KNOWN-LABEL: func.func @known
// KNOWN: call {{.*}} : (memref<2x16x81xf32>, memref<2x81x16xf32>) -> ()
// KNOWN: memref.get_global {{.*}} memref<2x16xf32>
// KNOWN: call {{.*}} : (memref<2x9x9x16xf32>, memref<2x16xf32>, memref<2x9x9x16xf32>) -> ()
// KNOWN-NOT: call
// KNOWN: call {{.*}} : (memref<2x9x9x16xf32>, memref<2x9x9x16xf32>) -> ()
// KNOWN-NOT: call
// KNOWN: call {{.*}} : (memref<2x81x16xf32>, memref<2x81x16xf32>, memref<2x16x81xf32>) -> ()
// KNOWN-NOT: call
// KNOWN: return
#places = affine_map<(n, f, h, w) -> (n, f, h, w)>
#feature = affine_map<(n, f, h, w) -> (f, 0, 0)>
func.func @known(%x: tensor<1x32x9x9xf32>) -> tensor<1x32x9x9xf32> {
  %zero = arith.constant 0.0 : f32
  %w = arith.constant dense<0.5> : tensor<32x32x3x3xf32>
  %bias = arith.constant dense<[[[1.0]], [[2.0]], [[3.0]], [[4.0]], [[5.0]], [[6.0]], [[7.0]], [[8.0]],
                                [[1.5]], [[2.5]], [[3.5]], [[4.5]], [[5.5]], [[6.5]], [[7.5]], [[8.5]],
                                [[1.1]], [[2.1]], [[3.1]], [[4.1]], [[5.1]], [[6.1]], [[7.1]], [[8.1]],
                                [[1.2]], [[2.2]], [[3.2]], [[4.2]], [[5.2]], [[6.2]], [[7.2]], [[8.2]]]> : tensor<32x1x1xf32>
  %e = tensor.empty() : tensor<1x32x9x9xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<1x32x9x9xf32>) -> tensor<1x32x9x9xf32>
  %p = tensor.pad %x low[0, 0, 1, 1] high[0, 0, 1, 1] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<1x32x9x9xf32> to tensor<1x32x11x11xf32>
  %c = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>}
      ins(%p, %w : tensor<1x32x11x11xf32>, tensor<32x32x3x3xf32>) outs(%f : tensor<1x32x9x9xf32>) -> tensor<1x32x9x9xf32>
  %r = linalg.generic {indexing_maps = [#places, #feature, #places], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%c, %bias : tensor<1x32x9x9xf32>, tensor<32x1x1xf32>) outs(%e : tensor<1x32x9x9xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %s = arith.addf %a, %b : f32
    %m = arith.maximumf %s, %zero : f32
    linalg.yield %m : f32
  } -> tensor<1x32x9x9xf32>
  %q = tensor.pad %r low[0, 0, 1, 1] high[0, 0, 1, 1] {
  ^bb0(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %zero : f32
  } : tensor<1x32x9x9xf32> to tensor<1x32x11x11xf32>
  %d = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>}
      ins(%q, %w : tensor<1x32x11x11xf32>, tensor<32x32x3x3xf32>) outs(%f : tensor<1x32x9x9xf32>) -> tensor<1x32x9x9xf32>
  %sum = linalg.generic {indexing_maps = [#places, #places, #places], iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%d, %r : tensor<1x32x9x9xf32>, tensor<1x32x9x9xf32>) outs(%e : tensor<1x32x9x9xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %s = arith.addf %a, %b : f32
    linalg.yield %s : f32
  } -> tensor<1x32x9x9xf32>
  return %sum : tensor<1x32x9x9xf32>
}

// Weights as torch-mlir gives them are brought into blocks as well, where dimensions of one element are dropped too.
// RESOURCE: memref.global {{.*}} memref<4x4xf32> = dense<{{\[}}[0.000000e+00, 4.000000e+00, 8.000000e+00, 1.200000e+01], [1.000000e+00
// RESOURCE-LABEL: func.func @resource
// RESOURCE: %[[WEIGHT:.*]] = memref.get_global {{.*}} memref<4x4xf32>
// RESOURCE: call {{.*}}, %[[WEIGHT]], {{.*}} : (memref<81x4xf32>, memref<4x4xf32>, memref<81x4xf32>, memref<81x4xf32>) -> ()
// RESOURCE: return
func.func @resource(%x: tensor<1x4x9x9xf32>, %b: tensor<1x4x9x9xf32>) -> tensor<1x4x9x9xf32> {
  %w = arith.constant dense_resource<filter> : tensor<4x4x1x1xf32>
  %r = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<1> : vector<2xi64>}
      ins(%x, %w : tensor<1x4x9x9xf32>, tensor<4x4x1x1xf32>) outs(%b : tensor<1x4x9x9xf32>) -> tensor<1x4x9x9xf32>
  return %r : tensor<1x4x9x9xf32>
}

{-#
  dialect_resources: {
    builtin: {
      filter: "0x04000000000000000000803F0000004000004040000080400000A0400000C0400000E0400000004100001041000020410000304100004041000050410000604100007041"
    }
  }
#-}
