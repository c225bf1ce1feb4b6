// What no workspace can hold is an error with its place.
// RUN: %mlir_opt %s --split-input-file --verify-diagnostics --pass-pipeline='builtin.module(mlir-rl-workspace)'

func.func @unbounded(%n: index) -> f32 {
  // expected-error @below {{has a size without a constant upper bound}}
  %x = memref.alloc(%n) : memref<?xf32>
  %c0 = arith.constant 0 : index
  %v = memref.load %x[%c0] : memref<?xf32>
  return %v : f32
}

// -----

func.func @escapes() -> memref<4xf32> {
  %x = memref.alloc() : memref<4xf32>
  // expected-error @below {{returns a buffer that was allocated inside the function}}
  return %x : memref<4xf32>
}

// -----

func.func @carried(%a: memref<4xf32>, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%m = %a) -> memref<4xf32> {
    %x = memref.alloc() : memref<4xf32>
    // expected-error @below {{passes an allocated buffer to the next iteration}}
    scf.yield %x : memref<4xf32>
  }
  return
}

// -----

// expected-error @below {{is recursive: its workspace is unbounded}}
func.func @recursive() {
  call @recursive() : () -> ()
  return
}
