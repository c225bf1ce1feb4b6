#pragma once

/// \file
/// The closed loop: episodes, update, validation, checkpoint.

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "mlir_rl/learner/config.h"

namespace mlir_rl {

/// What the loop says after each iteration.
struct TrainProgress {
  int64_t tasksRecorded = 0, tasksToRecord = 0;  ///< of the demonstrations, before iteration 1
  double secondsRecording = 0, secondsImitating = 0;
  int64_t iterations = 0, episodes = 0;
  double episodesPerSecond = 0, decisionsPerSecond = 0;  ///< of this session
  double reward = 0;                                     ///< mean of the last iteration's episodes
  double entropy = 0;                                    ///< share of the largest possible, of the last iteration
  double secondsPlaying = 0, secondsLearning = 0, secondsValidating = 0;
  int64_t updates = 0;  ///< minibatches
  std::optional<double> bestReward;
  std::map<std::string, int64_t> failures;  ///< by kind, as the environment names them
};

struct TrainHooks {
  std::function<void(const TrainProgress &)> progress;
  std::function<bool()> stop;  ///< asked after each episode and iteration
};

struct TrainReport {
  TrainProgress progress;
  int64_t bestIteration = 0;
  bool stopped = false;  ///< before the last iteration; what was done is in a checkpoint
};

/// Trains in `folder` (made by makeRunFolder), from random weights or, with `resume`, from its last checkpoint. The
/// folder gets config.json, metrics.jsonl, timing.jsonl, episodes.jsonl, events.out.tfevents.*, checkpoints/,
/// best.safetensors and last.safetensors. With an environment that answers alike the same config gives the same
/// bytes of weights and metrics, stopped and resumed or not. Errors: of the environment, a full disk, a loss that is
/// not finite; what was done until then is in a checkpoint where one can be written.
Result<TrainReport> train(const TrainConfig &config, TrainingEnvironment &environment, const std::string &folder,
                          bool resume, const TrainHooks &hooks);

}  // namespace mlir_rl
