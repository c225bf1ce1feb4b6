#pragma once

/// \file
/// Before the first episode of its own a policy may imitate good ones.

#include "mlir_rl/env/demonstration.h"
#include "mlir_rl/learner/ppo.h"

namespace mlir_rl {

/// Those that are not good, but complete schedules with what they earn.
std::vector<Episode> judgedEpisodes(const std::vector<Demonstration> &demonstrations);

/// Cross entropy towards the choices of the good demonstrations, value towards the rewards of all, `options.epochs`
/// times over them. To the policy each task counts alike, however many good demonstrations it has. Errors as learn();
/// usage: there are none.
Result<PpoStats> warmStart(Network &network, const std::vector<Demonstration> &demonstrations,
                           const PpoOptions &options);

}  // namespace mlir_rl
