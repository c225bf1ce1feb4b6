#pragma once

/// \file
/// An expression with what is known of its value.

#include "mlir_rl/kernel/tree.h"
#include "mlir_rl/kernel_make/range.h"

namespace mlir_rl::kernel::make {

/// What a value depends on; an expression on the most of what its parts do.
enum class Source : uint8_t {
  fixed,   ///< on nothing: literals and constants
  thread,  ///< on the thread and the sizes of arrays
  data,    ///< on what the arguments hold
};

inline constexpr int kNone = -1;

struct Value {
  Expr expr;
  Range range;
  Source source = Source::fixed;
  int below = kNone;  ///< number of an extent (plan.h): the value is an index from 0 to that extent less 1
  std::optional<Range> typical = std::nullopt;  ///< a part of the range that most values lie in, when it is known

  Range usual() const { return typical.value_or(range); }

  const Type &type() const { return expr.type; }
  Scalar scalar() const { return expr.type.scalar; }
};

}  // namespace mlir_rl::kernel::make
