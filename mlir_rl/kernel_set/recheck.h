#pragma once

/// \file
/// Makes rows of a set again from their ids and compares.

#include "mlir_rl/kernel_set/row_work.h"
#include "mlir_rl/kernel_set/view.h"

namespace mlir_rl::kernel {

struct RecheckOptions {
  int64_t sample = 0;  ///< rows, spread evenly over the set; 0: all
  PoolOptions pool;
};

struct Disagreement {
  std::string id, what;
};

struct RecheckReport {
  int64_t checked = 0;
  std::vector<Disagreement> disagreements;
  std::map<std::string, int64_t> notes;  ///< what was counted beside, in words
};

/// Every row that is chosen is made again, run and compared: all that was observed, all hashes, all texts byte by byte.
/// The stored texts are read, too. Errors: usage, another version of the generator or of the compiler made the set.
Result<RecheckReport> recheck(SetView &view, const RowSource &source, const RecheckOptions &options,
                              const std::function<void(const RecheckReport &)> &show,
                              const std::function<bool()> &stop);

}  // namespace mlir_rl::kernel
