#pragma once

/// \file
/// Everything that a report about a set of kernels says, as numbers and texts.

#include "mlir_rl/kernel_set/profile.h"
#include "mlir_rl/kernel_set/stats.h"

namespace mlir_rl::kernel {

struct SetFacts {
  SetStats stats;
  SetProfile profile;
  std::vector<RowTexts> samples;

  int64_t kept() const;
};

/// Errors: failed, no kernel was kept, or interrupted; those of the view.
Result<SetFacts> factsOf(SetView &view, const StatsOptions &options, const std::function<bool()> &stop);

}  // namespace mlir_rl::kernel
