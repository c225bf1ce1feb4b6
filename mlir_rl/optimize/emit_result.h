#pragma once

/// \file
/// An optimised program as files.

#include <string>
#include <vector>

#include "mlir_rl/optimize/options.h"
#include "mlir_rl/optimize/report.h"
#include "mlir_rl/optimize/subject.h"

namespace mlir_rl {

/// Writes into `folder` (made when missing) what `forms` names, each file whole or not at all; returns the paths:
///   schedule  NAME.prepared.mlir, NAME.schedule.mlir, NAME.pipeline.txt, NAME.sh: stock tools give the same LLVM IR;
///             NAME.schedule.txt: the actions, as `apply --schedule @FILE` reads them
///   mlir      NAME.mlir, the program after its schedule, on buffers
///   llvm      NAME.ll, before LLVM's optimiser
///   obj       NAME.o
///   so        NAME.so and NAME.h
Result<std::vector<std::string>> emitResult(const Subject &subject, const OptimizeReport &report,
                                            const OptimizeOptions &options, const std::vector<std::string> &forms,
                                            const std::string &folder, const std::string &name);

}  // namespace mlir_rl
