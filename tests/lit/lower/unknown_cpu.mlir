// RUN: %mlir_opt %s --verify-diagnostics --pass-pipeline='builtin.module(mlir-rl-target{cpu=abacus})'
// expected-error @below {{unknown target CPU 'abacus'}}
module {
}
