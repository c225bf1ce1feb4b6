#pragma once

/// \file
/// Work on many items in children, several at a time. Whatever an item does to its child costs that item only.

#include <functional>

#include "mlir_rl/kernel_set/child.h"

namespace mlir_rl::kernel {

struct PoolOptions {
  int jobs = 1;
  int batch = 32;                          ///< items given to a child at once
  double seconds = 20;                     ///< that one stage of an item may take
  int64_t memoryBytes = int64_t{4} << 30;  ///< address space of a child beyond what it starts with
};

struct ItemResult {
  int64_t item = 0;
  bool done = false;
  std::string bytes;  ///< what the work reported, when done
  std::string stage;  ///< where its child died, and of what, when not
  std::string message;
};

/// Works on all items; `take` gets the results in the items' order, however they finish. `idle` is called several
/// times a second, between; true: stop, what was not taken yet is dropped. Errors: what `take` or the work's start
/// says; environment, when no child can be started or children die before they come to an item.
Status runPool(const std::vector<int64_t> &items, const PoolOptions &options, const MakeWork &make,
               const std::function<Status(ItemResult)> &take, const std::function<bool()> &idle);

}  // namespace mlir_rl::kernel
