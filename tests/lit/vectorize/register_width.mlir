// The widest register of the target sets the vectors' width, the widest element of the op how many lanes it holds.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-vectorize{vector-bits=128})' | FileCheck %s --check-prefix=SSE
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-vectorize{vector-bits=512})' | FileCheck %s --check-prefix=AVX512
// SSE-COUNT-4: vector.load %arg0{{.*}}, vector<4xf32>
// SSE-COUNT-4: arith.extf {{.*}} vector<2xf32> to vector<2xf64>
// AVX512-COUNT-2: vector.load %arg0{{.*}} vector<16xf32>
// AVX512: arith.extf {{.*}} vector<8xf32> to vector<8xf64>
func.func @main(%a: memref<32xf32>, %b: memref<32xf32>, %c: memref<8xf32>, %d: memref<8xf64>) {
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
    ins(%a : memref<32xf32>) outs(%b : memref<32xf32>) attrs = {mlir_rl.vectorize = array<i64: 32>, mlir_rl.lanes = 0} {
  ^bb0(%x: f32, %o: f32):
    linalg.yield %x : f32
  }
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]}
    ins(%c : memref<8xf32>) outs(%d : memref<8xf64>) attrs = {mlir_rl.vectorize = array<i64: 8>, mlir_rl.lanes = 0} {
  ^bb0(%x: f32, %o: f64):
    %w = arith.extf %x : f32 to f64
    linalg.yield %w : f64
  }
  return
}
