#pragma once

/// \file
/// Programs to train on, measured or recorded: which tasks are trained on, which ones only validate.

#include "mlir_rl/env/training.h"

namespace mlir_rl {

/// One task in five is only validated on: a pure function of its hash, so that it stays so when programs are added.
bool validates(const std::string &taskHash);

/// The `.mlir` files of a folder (those that `jsonFile` names, when it is given), measured by workers. Files that are
/// not programs are left out, each with a line in `notes`. Errors (usage): no such folder; nothing to schedule in it;
/// fewer than one task on either side.
Result<TrainingEnvironment> makeProgramTraining(const EnvironmentConfig &config);

/// Episodes of a recording.
Result<TrainingEnvironment> makeRecordedTraining(const std::string &path, const EnvironmentConfig &config);

}  // namespace mlir_rl
