#pragma once

/// \file
/// Plays episodes and writes down what happened.

#include <functional>

#include "mlir_rl/env/choices.h"
#include "mlir_rl/env/recording.h"
#include "mlir_rl/measure/runner.h"
#include "mlir_rl/optimize/subject.h"

namespace mlir_rl {

struct RecorderOptions {
  int episodesPerTask = 200;  ///< distinct ones; less where there are fewer
  uint64_t seed = 0;
  std::function<bool()> stop = [] { return false; };
  std::function<void(int done, int total, const RecordedEpisode &)> progress = [](int, int, const RecordedEpisode &) {};
};

/// For each task the rules' episode, then random ones: half of them near the rules, a quarter leaning to what the cost
/// model likes, a quarter uniform, so that good and bad schedules are there. Distinct paths only. What was measured
/// before a stop is kept.
Result<std::vector<RecordedEpisode>> recordEpisodes(const std::vector<SubjectTask> &tasks, int threads,
                                                    const RecorderOptions &options, Runner &runner, Ledger &ledger,
                                                    TileMemory &memory);

}  // namespace mlir_rl
