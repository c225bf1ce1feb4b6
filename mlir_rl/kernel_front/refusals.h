#pragma once

/// \file
/// What kernels do not have of Python, a row each.

#include <span>

namespace mlir_rl::kernel {

struct Refused {
  const char *kind;     ///< class of syntax node
  const char *words;    ///< what it is called
  const char *instead;  ///< what to write
};

std::span<const Refused> refusedConstructs();

}  // namespace mlir_rl::kernel
