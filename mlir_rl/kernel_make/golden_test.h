#pragma once

/// \file
/// The kernel of each family that is kept as text in testing/: one that is short enough to read.

#include <algorithm>

#include "mlir_rl/kernel/print.h"
#include "mlir_rl/kernel_make/sample.h"

namespace mlir_rl::kernel {

inline constexpr uint64_t kGoldenSeed = 7;
inline constexpr long kGoldenLines = 26;

/// The first kernel of the family with at most kGoldenLines lines.
inline std::string goldenText(const KernelFamily &family) {
  for (uint64_t index = 0;; ++index) {
    std::string text = printModule(makeSample(kGoldenSeed, index, family).module);
    if (std::count(text.begin(), text.end(), '\n') <= kGoldenLines) return text;
  }
}

/// Below the repository's root.
inline std::string goldenPath(const KernelFamily &family) {
  return std::string("mlir_rl/kernel_make/testing/") + family.name + ".py";
}

}  // namespace mlir_rl::kernel
