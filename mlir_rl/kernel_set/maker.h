#pragma once

/// \file
/// Where the kernels of a set come from.

#include <string>
#include <vector>

#include "mlir_rl/kernel_run/inputs.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl::kernel {

struct Candidate {
  std::string family;
  Module module;                    ///< with one kernel
  std::vector<LaunchInput> inputs;  ///< three or more
};

/// A pure function of seed and index, for each version.
class Maker {
 public:
  virtual ~Maker() = default;
  virtual int version() const = 0;
  virtual std::vector<std::string> families() const = 0;
  /// Of the sample that make() gives, without making it.
  virtual std::string familyOf(uint64_t seed, int64_t index) const = 0;
  virtual Result<Candidate> make(uint64_t seed, int64_t index) = 0;
};

}  // namespace mlir_rl::kernel
