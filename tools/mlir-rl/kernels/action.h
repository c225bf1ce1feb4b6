#pragma once

/// \file
/// The actions of `mlir-rl kernels`: one file tools/mlir-rl/kernels/NAME.cc with `Status NAMEKernels(...)`, and one
/// line in kernels.cc.

#include <string>

#include "tools/mlir-rl/command.h"

namespace mlir_rl {

/// What the user gave, for whichever action.
struct KernelsOptions {
  std::string action;
  std::string file;               ///< of Python kernels; of report: the folder of a set
  std::string kernel;             ///< its name; empty: the only one
  std::string form = "mlir";      ///< by its name
  std::string libdevice, output;  ///< paths; may be empty
};

struct KernelsAction {
  const char *name;
  const char *about;
  Status (*run)(const KernelsOptions &options, const Context &context);
};

}  // namespace mlir_rl
