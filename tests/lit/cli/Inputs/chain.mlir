func.func @main(%a: tensor<48x40xf32>, %b: tensor<40x56xf32>, %c: tensor<56x33xf32>) -> tensor<48x33xf32> {
  %zero = arith.constant 0.0 : f32
  %e0 = tensor.empty() : tensor<48x56xf32>
  %f0 = linalg.fill ins(%zero : f32) outs(%e0 : tensor<48x56xf32>) -> tensor<48x56xf32>
  %ab = linalg.matmul ins(%a, %b : tensor<48x40xf32>, tensor<40x56xf32>) outs(%f0 : tensor<48x56xf32>) -> tensor<48x56xf32>
  %e1 = tensor.empty() : tensor<48x33xf32>
  %f1 = linalg.fill ins(%zero : f32) outs(%e1 : tensor<48x33xf32>) -> tensor<48x33xf32>
  %abc = linalg.matmul ins(%ab, %c : tensor<48x56xf32>, tensor<56x33xf32>) outs(%f1 : tensor<48x33xf32>) -> tensor<48x33xf32>
  return %abc : tensor<48x33xf32>
}
