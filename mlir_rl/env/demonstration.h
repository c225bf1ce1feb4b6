#pragma once

/// \file
/// Episodes that somebody played well, to be imitated.

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "mlir_rl/env/choices.h"
#include "mlir_rl/env/recording.h"
#include "mlir_rl/flow/observation.h"

namespace mlir_rl {

struct Demonstration {
  std::string task;                       ///< hash
  std::vector<Observation> observations;  ///< before each choice
  std::vector<int> choices;               ///< candidates taken
  double reward = 0;                      ///< at the end, as the environment gives it
};

/// Which recorded episodes are worth imitating.
struct DemonstrationPlan {
  int perTask = 4;      ///< at most so many of a task
  double slack = 0.03;  ///< how far below the task's best reward they may lie
};

/// Of each task the best episodes; an episode that leads to the same schedule as a better one counts once. A task in
/// which nothing beats the rules by `slack` gives the rules' own episode. Tasks that are not in `tasks`, whose rules
/// were not measured, or whose choices have other names by now, are left out.
std::vector<Demonstration> demonstrationsOf(const std::vector<RecordedEpisode> &episodes,
                                            const std::map<std::string, std::shared_ptr<const TaskSummary>> &tasks,
                                            int threads, TileMemory &memory, const DemonstrationPlan &plan = {});

/// What a learner asks an environment for before it plays itself.
struct DemonstrationRequest {
  std::string path;         ///< the recording: what it holds already is not played again
  int episodesPerTask = 0;  ///< to play of each training task
  uint64_t seed = 0;
  std::function<bool()> stop = [] { return false; };
  std::function<void(int64_t done, int64_t total)> progress = [](int64_t, int64_t) {};
};

}  // namespace mlir_rl
