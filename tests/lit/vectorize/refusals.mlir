// What the emitter refuses is an error with the reason; nothing is left half rewritten and called done.
// RUN: %mlir_opt %s --pass-pipeline='builtin.module(mlir-rl-vectorize)' --split-input-file --verify-diagnostics

func.func @tile_rank(%a: memref<4x8xf32>, %b: memref<4x8xf32>) {
  // expected-error @+1 {{cannot be vectorised: the tile has another number of loops}}
  linalg.add {mlir_rl.vectorize = array<i64: 8>, mlir_rl.lanes = 0} ins(%a, %a : memref<4x8xf32>, memref<4x8xf32>) outs(%b : memref<4x8xf32>)
  return
}

// -----
func.func @no_lanes(%a: memref<8xf32>, %b: memref<8xf32>) {
  // expected-error @+1 {{needs mlir_rl.vectorize = array<i64: ...> and mlir_rl.lanes = N : i64}}
  linalg.add {mlir_rl.vectorize = array<i64: 8>} ins(%a, %a : memref<8xf32>, memref<8xf32>) outs(%b : memref<8xf32>)
  return
}

// -----
func.func @dynamic(%a: memref<?xf32>, %b: memref<?xf32>) {
  // expected-error @+1 {{cannot be vectorised: a loop has no static extent}}
  linalg.add {mlir_rl.vectorize = array<i64: 8>, mlir_rl.lanes = 0} ins(%a, %a : memref<?xf32>, memref<?xf32>) outs(%b : memref<?xf32>)
  return
}

// -----
func.func @bits(%a: memref<8xi1>, %b: memref<8xi1>) {
  // expected-error @+1 {{cannot be vectorised: vectors of i1 in memory are packed bits}}
  linalg.copy {mlir_rl.vectorize = array<i64: 8>, mlir_rl.lanes = 0} ins(%a : memref<8xi1>) outs(%b : memref<8xi1>)
  return
}

// -----
func.func @not_one_op(%a: memref<4x8xf32>, %b: memref<4xf32>) {
  // expected-error @+1 {{cannot be vectorised: the lanes are a reduction that is not one associative op}}
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]}
    ins(%a : memref<4x8xf32>) outs(%b : memref<4xf32>) attrs = {mlir_rl.vectorize = array<i64: 1, 8>, mlir_rl.lanes = 1} {
  ^bb0(%x: f32, %o: f32):
    %s = arith.subf %x, %o : f32
    linalg.yield %s : f32
  }
  return
}
