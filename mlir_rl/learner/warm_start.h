#pragma once

/// \file
/// Before the first episode of its own a policy may imitate good ones.

#include "mlir_rl/env/demonstration.h"
#include "mlir_rl/learner/ppo.h"

namespace mlir_rl {

/// Cross entropy towards the choices of the demonstrations, value towards their rewards, `options.epochs` times over
/// all of them. Each task counts alike, however many demonstrations it has. Errors as learn(); usage: none are given.
Result<PpoStats> warmStart(Network &network, const std::vector<Demonstration> &demonstrations,
                           const PpoOptions &options);

}  // namespace mlir_rl
