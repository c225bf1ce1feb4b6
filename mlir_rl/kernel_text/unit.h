#pragma once

/// \file
/// What all functions of a module share while it is written.

#include "mlir_rl/kernel_text/ranges.h"
#include "mlir_rl/kernel_text/spelling.h"

namespace mlir_rl::kernel::text {

struct Unit {
  const Module &module;
  Target target;
  Names names;
  Prelude prelude;
  Ranges ranges;
  /// Names of functions of several results -> the struct that holds them, by the function's number.
  std::map<int, std::string> results;

  Unit(const Module &ofModule, Target ofTarget)
      : module(ofModule), target(ofTarget), names(module), prelude(target, module, names), ranges(module) {}
};

/// The names of a thread's index in each dimension of the launch.
std::vector<std::string> threadNames(const Unit &unit, int dims);

}  // namespace mlir_rl::kernel::text
