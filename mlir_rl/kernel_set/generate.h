#pragma once

/// \file
/// Makes a set, or goes on with one.

#include "mlir_rl/kernel_set/row_work.h"
#include "mlir_rl/kernel_set/set_options.h"

namespace mlir_rl::kernel {

struct GenerateOptions {
  std::string folder;
  SetOptions set;
  int64_t count = 1000;  ///< indices of the whole set, all shards together
  PoolOptions pool;
  std::string project;  ///< version of this program, for the header
};

struct GenerateState {
  int64_t total = 0;                     ///< indices of the shard
  int64_t before = 0;                    ///< that were there when it began
  int64_t rows = 0;                      ///< that are there
  std::map<std::string, int64_t> added;  ///< rows by their state, of this run
};

/// Rows of the shard's indices that are not there yet, in their order. `show` is told now and then; `stop`: keep what
/// is finished. Errors: usage, the folder holds another set, or a family is unknown; what databases, children and
/// parsers say.
Result<GenerateState> generateSet(const GenerateOptions &options, const RowSource &source,
                                  const std::function<void(const GenerateState &)> &show,
                                  const std::function<bool()> &stop);

}  // namespace mlir_rl::kernel
