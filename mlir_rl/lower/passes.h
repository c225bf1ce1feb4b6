#pragma once

/// \file
/// The passes of ours between a bufferised module and the LLVM dialect. Each is named `mlir-rl-...`, has one file
/// in passes/ and runs in stock mlir-opt through the plugin.

#include <memory>

namespace mlir {
class Pass;
}

namespace mlir_rl {

/// `mlir-rl-entry-only`: functions that the one with `llvm.emit_c_interface` does not need are removed.
std::unique_ptr<mlir::Pass> createEntryOnlyPass();

/// `mlir-rl-decompose`: softmax, pack and unpack become ops that have loops (the unscheduled path needs it).
std::unique_ptr<mlir::Pass> createDecomposePass();

/// `mlir-rl-strided-copies`: memref.copy becomes linalg.generic, as the runtime's memrefCopy is slow.
std::unique_ptr<mlir::Pass> createStridedCopiesPass();

/// `mlir-rl-forall{threads=N}`: the outermost scf.forall marked `mlir_rl.parallel` becomes scf.parallel when
/// N > 1; every other scf.forall becomes scf.for.
std::unique_ptr<mlir::Pass> createForallPass();

/// `mlir-rl-float-rules`: FMA contraction, reassociation of reductions, any sign of a zero. Never more.
std::unique_ptr<mlir::Pass> createFloatRulesPass();

/// `mlir-rl-approximate-math`: polynomials for exp, tanh, erf, ... on vectors, within a measured error.
std::unique_ptr<mlir::Pass> createApproximateMathPass();

/// `mlir-rl-nudge`: sums and results of exp, erf, ... move by one unit of rounding, to see what that makes of outputs.
std::unique_ptr<mlir::Pass> createNudgePass();

/// `mlir-rl-plain-maxima`: maxnumf and minnumf as comparisons, as LLVM 22 vectorises loops with them wrongly.
std::unique_ptr<mlir::Pass> createPlainMaximaPass();

/// `mlir-rl-workspace{threads=N stack-bytes=B}`: every memref.alloc becomes a part of one trailing argument.
std::unique_ptr<mlir::Pass> createWorkspacePass();

/// `mlir-rl-flatten-scopes`: memref.alloca_scope around loop bodies that allocate nothing is removed.
std::unique_ptr<mlir::Pass> createFlattenScopesPass();

/// `mlir-rl-target{cpu=NAME}`: on the LLVM dialect: triple, data layout, CPU, vector width, linkage, noalias.
std::unique_ptr<mlir::Pass> createTargetPass();

/// Registers all of them (and mlir-rl-vectorize) by name, for textual pipelines. Call once a process.
void registerLowerPasses();

}  // namespace mlir_rl
