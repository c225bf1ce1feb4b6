#pragma once

/// \file
/// What a launch left under Warp beside what the interpreter says it leaves.

#include "mlir_rl/kernel_run/buffer.h"

namespace mlir_rl::kernel {

enum class Closeness : uint8_t {
  same,  ///< equal bits, as firstDifference takes them: the rule for +, -, *, /, sqrt, integers and the C library
  near,  ///< only floats differ, none by more than kNearUnits
  different,
};

/// Units in the last place of the largest finite magnitude that the interpreter leaves in this scalar of the buffer's
/// elements, so that sums that cancel count by what was summed. A zero's sign is no distance.
inline constexpr double kNearUnits = 32;

struct Comparison {
  Closeness closeness = Closeness::same;
  size_t buffer = 0;                     ///< where the difference is
  std::optional<Difference> difference;  ///< the first of those that decide
};

/// Buffers of equal types and shapes, in the same order.
Comparison compareWithWarp(const std::vector<Buffer> &expected, const std::vector<Buffer> &actual);

}  // namespace mlir_rl::kernel
