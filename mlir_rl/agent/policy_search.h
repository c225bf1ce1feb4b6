#pragma once

/// \file
/// The policy proposes, the judge ranks, evolution goes on from what was measured.

#include "mlir_rl/env/choices.h"
#include "mlir_rl/policy/policy.h"
#include "mlir_rl/search/search.h"

namespace mlir_rl {

/// First the favourite without a measurement and the other of the two (byFavour), then by turns the episode that the
/// judge likes best among a group of drawn ones, and a child that evolution makes of the best measured. Policy and
/// memory must outlive it.
std::unique_ptr<Search> makePolicySearch(const SearchProblem &problem, Policy &policy, TileMemory &memory);

}  // namespace mlir_rl
