#pragma once

/// \file
/// Deciding without a measurement.

#include <array>

#include "mlir_rl/agent/episode.h"
#include "mlir_rl/search/search.h"

namespace mlir_rl {

/// The schedule that the judge likes best of the greedy episode's and many drawn ones, and the rules'. First the
/// favourite: the former where the judge expects it to be clearly faster. Without a judge the greedy one is first. The
/// same problem gives the same answer. Errors: of the policy.
Result<std::array<Schedule, 2>> byFavour(const SearchProblem &problem, Policy &policy, TileMemory &memory);

}  // namespace mlir_rl
