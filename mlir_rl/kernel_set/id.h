#pragma once

/// \file
/// What a row of a set is known by; the row is made again from it.

#include <cstdint>
#include <string>
#include <string_view>

#include "mlir_rl/support/result.h"

namespace mlir_rl::kernel {

struct KernelId {
  int version = 0;  ///< of the generator
  uint64_t seed = 0;
  int64_t index = 0;
  bool operator==(const KernelId &) const = default;
};

/// "1-42-0000017": version, seed, index of at least seven digits.
std::string idText(const KernelId &id);

/// Error (usage): not in that form.
Result<KernelId> parseId(std::string_view text);

}  // namespace mlir_rl::kernel
