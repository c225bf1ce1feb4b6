// One output row of stride 2: the loop over rows stays, or a window of 7 rows would seem to cover all 8 of the image.
// RUN: %mlir_rl inspect %s --nest | FileCheck %s
// CHECK: convolution  [4 1 2 3r 7r 7r]
// CHECK: %0 linalg.generic [4 1 2 3r 7r 7r]
// RUN: %mlir_rl optimize %s --trials 0 --no-store --json | FileCheck %s --check-prefix=RIGHT
// RIGHT: "verified":true

func.func @main(%image: tensor<1x3x8x9xf32>, %filter: tensor<4x3x7x7xf32>) -> tensor<1x4x1x2xf32> {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<1x4x1x2xf32>
  %fill = linalg.fill ins(%zero : f32) outs(%empty : tensor<1x4x1x2xf32>) -> tensor<1x4x1x2xf32>
  %result = linalg.conv_2d_nchw_fchw {dilations = dense<1> : vector<2xi64>, strides = dense<2> : vector<2xi64>}
      ins(%image, %filter : tensor<1x3x8x9xf32>, tensor<4x3x7x7xf32>) outs(%fill : tensor<1x4x1x2xf32>)
      -> tensor<1x4x1x2xf32>
  return %result : tensor<1x4x1x2xf32>
}
