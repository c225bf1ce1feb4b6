#include "mlir_rl/lower/pipeline.h"

#include "mlir_rl/lower/target.h"

namespace mlir_rl {
namespace {

// Tensors to buffers, outputs in place; no other preparation.
std::string unscheduledPasses() {
  return "mlir-rl-entry-only,inline,mlir-rl-decompose,eliminate-empty-tensors,"
         "one-shot-bufferize{bufferize-function-boundaries=true "
         "function-boundary-type-conversion=identity-layout-map},"
         "symbol-dce,canonicalize,cse,mlir-rl-strided-copies,mlir-rl-float-rules,";
}

// An unknown CPU is refused where code is made; as text any width will do.
int vectorBitsOf(const std::string &cpu) {
  auto machine = targetMachine(cpu);
  return machine ? vectorBits(**machine) : 128;
}

std::string scheduledPasses(const LowerOptions &options) {
  return "mlir-rl-forall{threads=" + std::to_string(options.threads) +
         "},canonicalize,cse,mlir-rl-strided-copies,mlir-rl-float-rules,"
         "mlir-rl-vectorize{vector-bits=" +
         std::to_string(vectorBitsOf(options.targetCpu)) + "},mlir-rl-approximate-math,";
}

}  // namespace

std::string pipelinePasses(const LowerOptions &options) {
  std::string threads = std::to_string(options.threads);
  std::string passes = options.scheduled ? scheduledPasses(options) : unscheduledPasses();
  passes += "mlir-rl-workspace{threads=" + threads + "},";
  passes += "mlir-rl-plain-maxima,convert-linalg-to-loops,convert-vector-to-scf{full-unroll=true},";
  if (options.nudged) passes += "mlir-rl-nudge,";
  if (options.threads > 1) passes += "convert-scf-to-openmp{num-threads=" + threads + "},mlir-rl-flatten-scopes,";
  passes += "expand-strided-metadata,lower-affine,convert-scf-to-cf,";
  passes += "convert-vector-to-llvm{reassociate-fp-reductions=true vector-transpose-lowering=shuffle1d},";
  passes += "convert-math-to-llvm,convert-math-to-libm,";
  if (options.threads > 1) passes += "convert-openmp-to-llvm,";
  passes += "convert-to-llvm,reconcile-unrealized-casts,mlir-rl-target{cpu=" + options.targetCpu + "}";
  return passes;
}

std::string pipelineText(const LowerOptions &options) { return "builtin.module(" + pipelinePasses(options) + ")"; }

}  // namespace mlir_rl
