#pragma once

#include <string>

namespace mlir_rl {

struct WorkerSettings {
  int core = -1;             ///< children are pinned to it; -1: not pinned
  std::string tokenPath;     ///< a lock on this file is held while timing
  bool allowFaults = false;  ///< requests may ask for injected faults
};

}  // namespace mlir_rl
