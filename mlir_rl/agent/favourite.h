#pragma once

/// \file
/// Deciding without a measurement.

#include "mlir_rl/agent/episode.h"
#include "mlir_rl/search/search.h"

namespace mlir_rl {

/// The greedy episode's schedule where the critic expects it to be clearly faster than the rules', else that one. The
/// same problem gives the same answer. Errors: of the policy.
Result<Schedule> favourite(const SearchProblem &problem, Policy &policy, TileMemory &memory);

}  // namespace mlir_rl
