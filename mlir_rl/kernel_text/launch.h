#pragma once

/// \file
/// A kernel as text: the function of one thread, and the entry that runs the threads of a launch.

#include "mlir_rl/kernel_text/unit.h"

namespace mlir_rl::kernel::text {

/// A kernel's names in the text.
struct Launch {
  std::string name, thread;
  std::vector<std::string> indices;     ///< of the thread; none when the kernel never asks
  std::vector<std::string> extents;     ///< of the launch
  std::vector<std::string> parameters;  ///< with their types
  std::vector<std::string> arguments;   ///< without
};

/// Of the module's only kernel.
Launch launchOf(Unit &unit);

std::string threadText(Unit &unit, const Launch &launch);
/// Loops over the launch in C++, a grid-stride loop in CUDA.
std::string entryText(Unit &unit, const Launch &launch);

}  // namespace mlir_rl::kernel::text
