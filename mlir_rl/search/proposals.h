#pragma once

/// \file
/// Random schedules and random changes of schedules.

#include "mlir_rl/schedule/draft.h"
#include "mlir_rl/schedule/kind.h"
#include "mlir_rl/search/search.h"

namespace mlir_rl {

/// A few random actions, then the rules' register tiles for what is left. Legal.
Schedule randomSchedule(const SearchProblem &problem, Random &random);

/// The parent with one action changed, dropped or inserted; what follows is kept as far as it stays legal. Legal.
Schedule mutate(const SearchProblem &problem, const Schedule &parent, Random &random);

/// The actions of `first` on some ops, of `second` on the others. Legal.
Schedule crossover(const SearchProblem &problem, const Schedule &first, const Schedule &second, Random &random);

}  // namespace mlir_rl
