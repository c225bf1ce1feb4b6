#pragma once

/// \file
/// Deciding without a measurement.

#include "mlir_rl/agent/episode.h"
#include "mlir_rl/search/search.h"

namespace mlir_rl {

/// The schedule that the critic values highest of the greedy episode and a few drawn ones; the rules' schedule unless
/// it is expected to be beaten by more than a few percent. The same problem gives the same answer. Errors: of the
/// policy.
Result<Schedule> favourite(const SearchProblem &problem, Policy &policy, TileMemory &memory);

}  // namespace mlir_rl
