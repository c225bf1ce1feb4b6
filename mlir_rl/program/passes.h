#pragma once

/// \file
/// The passes of preparation. Each runs in stock mlir-opt through the plugin.

#include <memory>
#include <string>

namespace mlir {
class Pass;
}

namespace mlir_rl {

/// `mlir-rl-outputs-in-place{entry=NAME}`: the entry takes and returns memrefs instead of tensors (raw form).
std::unique_ptr<mlir::Pass> createOutputsInPlacePass(const std::string &entry = "main");

/// `mlir-rl-rewrite-convolutions{form=NAME}`: convolutions in the form that is named, where it suits them.
std::unique_ptr<mlir::Pass> createRewriteConvolutionsPass(const std::string &form = "direct");

/// `mlir-rl-simplify`: fewer, plainer ops on tensors: dead results gone, named ops as linalg.generic, unit dimensions
/// dropped, constants folded, elementwise chains fused.
std::unique_ptr<mlir::Pass> createSimplifyPass();

/// `mlir-rl-collapse-loops`: an op that will be alone in its task gets fewer loops where several run through memory as
/// one: an addition of 64x128x128 elements is one of 1048576.
std::unique_ptr<mlir::Pass> createCollapseLoopsPass();

/// `mlir-rl-outline-tasks{entry=NAME}`: fusion groups become functions on memrefs, equal ones one (prepared form).
std::unique_ptr<mlir::Pass> createOutlineTasksPass(const std::string &entry = "main");

/// Registers all of them, and the pipeline `mlir-rl-prepare{entry=NAME convolutions=FORM}`, for textual pipelines. Call
/// once a process.
void registerProgramPasses();

}  // namespace mlir_rl
