func.func @main(%a: tensor<192x160xf32>, %b: tensor<160x224xf32>, %c: tensor<224x132xf32>) -> tensor<192x132xf32> {
  %zero = arith.constant 0.0 : f32
  %e0 = tensor.empty() : tensor<192x224xf32>
  %f0 = linalg.fill ins(%zero : f32) outs(%e0 : tensor<192x224xf32>) -> tensor<192x224xf32>
  %ab = linalg.matmul ins(%a, %b : tensor<192x160xf32>, tensor<160x224xf32>) outs(%f0 : tensor<192x224xf32>) -> tensor<192x224xf32>
  %e1 = tensor.empty() : tensor<192x132xf32>
  %f1 = linalg.fill ins(%zero : f32) outs(%e1 : tensor<192x132xf32>) -> tensor<192x132xf32>
  %abc = linalg.matmul ins(%ab, %c : tensor<192x224xf32>, tensor<224x132xf32>) outs(%f1 : tensor<192x132xf32>) -> tensor<192x132xf32>
  return %abc : tensor<192x132xf32>
}
