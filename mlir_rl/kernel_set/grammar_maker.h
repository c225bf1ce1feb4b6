#pragma once

/// \file
/// The generator of kernels as a set's maker.

#include "mlir_rl/kernel_set/maker.h"

namespace mlir_rl::kernel {

/// Raised whenever an index gives another kernel or other inputs than before: ids of different versions never mean the
/// same.
inline constexpr int kGeneratorVersion = 2;

class GrammarMaker : public Maker {
 public:
  int version() const override { return kGeneratorVersion; }
  std::vector<std::string> families() const override;
  std::string familyOf(uint64_t seed, int64_t index) const override;
  Result<Candidate> make(uint64_t seed, int64_t index) override;
};

}  // namespace mlir_rl::kernel
