#pragma once

/// \file
/// Everything a training run is told, declared once: flags, JSON keys and the reference come from these rows.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "mlir_rl/env/training.h"
#include "mlir_rl/learner/ppo.h"

namespace mlir_rl {

struct TrainConfig {
  EnvironmentConfig environment;

  int64_t iterations = 1000;
  int episodes = 64;  ///< an iteration
  int group = 1;      ///< of these so many of the same task
  int epochs = 4, minibatch = 64, valueEpochs = 0;
  double learningRate = 5e-4;
  std::string schedule = "linear";
  double clip = 0.2, valueClip = 0;
  double entropyCoefficient = 0.01, entropyFloor = 0.1, valueCoefficient = 0.5;
  double gamma = 1, lambda = 0.95, rewardClip = 0;
  double maxGradientNorm = 0.5, targetKl = 0.05;
  std::string normalization = "standard";
  uint64_t seed = 1;

  int imitationEpisodes = 0, imitationEpochs = 8;
  double imitationRate = 1e-3, imitationTemperature = 0;
  std::string imitationRecording;
  int judgingEpochs = 24;
  int judgedTasks = 48;

  std::string model = "lstm";
  int hiddenSize = 128, layers = 2, heads = 4;
  double dropout = 0;
  std::string startFrom;

  int checkpointEvery = 5, keepCheckpoints = 5, evaluateEvery = 100;
  std::string resultsFolder = "results";
  std::vector<std::string> tags;

  /// Bound to this object, which must outlive them.
  std::vector<Option> rows();
};

/// Takes the keys of an object; sections (`"model_config": {...}`) are read as if their keys stood outside. Errors
/// (usage): an unknown key with the nearest one, a value out of range, a key given twice.
Status readTrainConfig(TrainConfig &config, const nlohmann::json &object);

/// What no key says alone. Errors (usage): an iteration that is not made of whole groups;
/// nothing to replay.
Status checkTrainConfig(const TrainConfig &config);

/// All keys, flat.
nlohmann::json writeTrainConfig(const TrainConfig &config);

NetworkConfig networkConfig(const TrainConfig &config, const ObservationSchema &schema);

/// Of the imitation before the first iteration.
PpoOptions imitationOptions(const TrainConfig &config);

/// For iteration 0, 1, ...; the entropy coefficient is the trainer's own.
PpoOptions ppoOptions(const TrainConfig &config, int64_t iteration);

}  // namespace mlir_rl
