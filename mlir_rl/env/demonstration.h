#pragma once

/// \file
/// Episodes that somebody played: the good ones to be imitated, all of them to learn what a schedule is worth.

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
  bool isGood = true;                     ///< worth imitating; else only the last step, `end`, is there
  std::vector<Observation> observations;  ///< before each choice
  std::vector<int> choices;               ///< candidates taken
  double reward = 0;                      ///< at the end, as the environment gives it
};

/// Which recorded episodes are worth imitating.
struct DemonstrationPlan {
  int perTask = 2;      ///< at most so many of a task
  double slack = 0.03;  ///< how far below the task's best reward they may lie
};

/// Of each task the good episodes, whole: of those near the best the ones that deviate least from the rules, and the
/// rules' own choices one by one where nothing beats them. Then all complete schedules that are still legal, to be
/// judged. Tasks that are not in `tasks`, or whose rules were not measured, are left out.
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
