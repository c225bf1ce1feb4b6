// A buffer that is filled and then mostly copied over: only its border is filled, the inside once, by the copy.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-vectorize)' | FileCheck %s

// The strips behind the inside come after it: stores in the order of addresses.
// CHECK: %[[TOP:.*]] = memref.subview %arg1[0, 0] [1, 8] [1, 1]
// CHECK: vector.store %{{.*}}, %[[TOP]]
// CHECK: %[[LEFT:.*]] = memref.subview %arg1[1, 0] [6, 1] [1, 1]
// CHECK: vector.store %{{.*}}, %[[LEFT]]
// CHECK: %[[INSIDE:.*]] = memref.subview %arg1[1, 1] [6, 6] [1, 1]
// CHECK-NOT: vector.store
// CHECK: vector.maskedload %arg0
// CHECK: vector.maskedstore %[[INSIDE]]
// CHECK: %[[RIGHT:.*]] = memref.subview %arg1[1, 7] [6, 1] [1, 1]
// CHECK: vector.store %{{.*}}, %[[RIGHT]]
// CHECK: %[[BOTTOM:.*]] = memref.subview %arg1[7, 0] [1, 8] [1, 1]
// CHECK: vector.store %{{.*}}, %[[BOTTOM]]
// CHECK-NOT: store
func.func @main(%a: memref<6x6xf32>, %c: memref<8x8xf32>) {
  %zero = arith.constant 0.0 : f32
  linalg.fill ins(%zero : f32) outs(%c : memref<8x8xf32>)
  %inside = memref.subview %c[1, 1] [6, 6] [1, 1] : memref<8x8xf32> to memref<6x6xf32, strided<[8, 1], offset: 9>>
  linalg.copy ins(%a : memref<6x6xf32>) outs(%inside : memref<6x6xf32, strided<[8, 1], offset: 9>>)
  return
}
