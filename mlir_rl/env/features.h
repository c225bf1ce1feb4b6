#pragma once

/// \file
/// States as numbers. Each column is written once, with its name, by the function that fills it; docs/env.md is printed
/// from those names.

#include <string>
#include <vector>

#include "mlir_rl/env/choices.h"
#include "mlir_rl/flow/observation.h"

namespace mlir_rl {

/// What is shown of a state.
struct Scene {
  const LoopNest &nest;
  int op = 0;  ///< the op whose turn it is
  int steps = 0;
  int threads = 1;
  const Machine &machine;
  double untouchedCycles = 1;  ///< estimate of the untouched task
  double cycles = 1;           ///< estimate of the task as it is now, if the rules finish it
  const TileMemory::Rules &rules;
  const Schedule &taken;  ///< so far
  SizeSource sizes = SizeSource::machine;
};

/// Tokens: the machine with the task, then each op followed by its loops. Candidates: one for each choice.
Observation observationOf(const Scene &scene, const std::vector<Candidate> &choices);

/// Names of the columns, in order.
std::vector<std::string> tokenColumns();
std::vector<std::string> candidateColumns();

}  // namespace mlir_rl
