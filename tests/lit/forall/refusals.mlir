// A loop that is still on tensors is an error.
// RUN: %mlir_opt %s --verify-diagnostics --pass-pipeline='builtin.module(mlir-rl-forall)'
func.func @tensors(%a: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error @below {{is not bufferised: it still has results}}
  %r = scf.forall (%i) in (4) shared_outs(%o = %a) -> tensor<4xf32> {
    scf.forall.in_parallel {}
  }
  return %r : tensor<4xf32>
}
