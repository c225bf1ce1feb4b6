#pragma once

/// \file
/// What generated programs may look like.

#include <string>
#include <vector>

#include "mlir_rl/support/options.h"

namespace mlir_rl {

struct Ranges {
  int64_t minSize = 64, maxSize = 1024;  ///< rows, columns, sequence lengths
  int64_t minBatch = 1, maxBatch = 32;   ///< images, matrices of a batch
  int64_t minChannels = 3, maxChannels = 256;
  int64_t minSpatial = 7, maxSpatial = 224;  ///< rows and columns of an image
  std::vector<std::string> kernels = {"1", "3", "5", "7"};
  double maxMemory = 256;   ///< MiB, all tensors of a program together
  double maxSeconds = 0.5;  ///< estimated, of one unscheduled run
  double gflops = 0.9;      ///< GFLOP/s assumed of unscheduled contractions

  std::vector<Option> rows();
  /// Errors (usage): a minimum above its maximum, a kernel that is no odd number from 1 to 31.
  Status check() const;
};

}  // namespace mlir_rl
