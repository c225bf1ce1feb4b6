#pragma once

/// \file
/// How much a program magnifies rounding errors: what its unscheduled form makes of inputs that differ in the last bit,
/// and of values within it that do.

#include <cstdint>

#include "mlir_rl/flow/op_summary.h"

namespace mlir_rl {

/// Moves each finite float by one unit of rounding, up or down by chance of `seed`; integers stay.
void nudge(ElementType type, void *values, int64_t count, uint64_t seed);

/// Root mean square of nudged - reference, over the elements that moved (others may be held by a clamp), in units of
/// rounding of the reference's root mean square. At least 1, so that well-conditioned programs keep their bound; 1 for
/// integers. Elements that are not finite in both do not count.
double responseOf(ElementType type, const void *nudged, const void *reference, int64_t count);

/// Root mean square of nudged - reference over the elements that moved, in the outputs' own unit, and at most a
/// hundredth of the largest reference: a program that jumps does not make everything right. 0 for integers.
double driftOf(ElementType type, const void *nudged, const void *reference, int64_t count);

}  // namespace mlir_rl
