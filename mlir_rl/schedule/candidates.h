#pragma once

/// \file
/// The sizes worth choosing from, for a loop of any extent.

#include "mlir_rl/flow/inline_vector.h"
#include "mlir_rl/schedule/kind.h"

namespace mlir_rl {

using Candidates = InlineVector<int64_t, 40>;

/// Proper divisors of the extent (1 included), ascending; at most 40, the largest kept.
Candidates divisorsBelow(int64_t extent);

/// Register tiles of a loop that is not the lanes: 1 to 16, and what divides the extent.
Candidates registerSizes(int64_t extent);

/// Lane tiles: the whole extent when small, and one to four full vectors of `width` lanes.
Candidates laneSizes(int64_t extent, int64_t width);

/// Lanes of one vector of the op's widest element.
int64_t lanesPerVector(const OpSummary &op, const Machine &machine);

/// A uniform pick; the container must not be empty.
template <class Range>
auto pick(const Range &range, Random &random) {
  return range[int(random() % uint64_t(range.size()))];
}

}  // namespace mlir_rl
