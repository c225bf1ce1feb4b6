#pragma once

/// \file
/// Episodes replayed from a recording: a closed tree. Only recorded choices are listed; nothing is guessed.

#include <functional>
#include <map>
#include <memory>

#include "mlir_rl/env/environment.h"
#include "mlir_rl/env/recording.h"
#include "mlir_rl/flow/op_summary.h"

namespace mlir_rl {

/// The tasks of a recording's programs, by hash. Error: a program does not parse any more.
Result<std::map<std::string, std::shared_ptr<const TaskSummary>>> recordedTasks(const Recording &recording);

/// Episode e schedules one of the recorded tasks, in turn (taskOfEpisode). A state none of whose choices was recorded
/// (the program changed since) ends the episode as a failure with outcome "miss". Errors: a program does not parse any
/// more; no task has the rules' schedule and two more. `tasks` receives how many there are; `wanted` leaves tasks out
/// by their hash.
Result<std::unique_ptr<Environment>> makeRecordedEnvironment(
    std::shared_ptr<const Recording> recording, uint64_t seed, bool named = false, size_t *tasks = nullptr,
    const std::function<bool(const std::string &hash)> &wanted = nullptr);

}  // namespace mlir_rl
