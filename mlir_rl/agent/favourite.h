#pragma once

/// \file
/// Deciding without a measurement.

#include <array>

#include "mlir_rl/agent/episode.h"
#include "mlir_rl/search/search.h"

namespace mlir_rl {

/// The greedy episode's schedule and the rules'. First the greedy one where the critic expects it to be clearly faster,
/// else the rules': the favourite. The same problem gives the same answer. Errors: of the policy.
Result<std::array<Schedule, 2>> byFavour(const SearchProblem &problem, Policy &policy, TileMemory &memory);

}  // namespace mlir_rl
