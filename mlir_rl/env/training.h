#pragma once

/// \file
/// The environments a training run needs, from its configuration.

#include <memory>
#include <string>
#include <vector>

#include "mlir_rl/env/demonstration.h"
#include "mlir_rl/env/environment.h"
#include "mlir_rl/support/options.h"

namespace mlir_rl {

struct EnvironmentConfig {
  std::string environment = "programs";
  std::string benchmarksFolderPath = "data/generated/train";
  std::string jsonFile;
  std::string benchmark;
  int slots = 16;
  int validationEpisodes = 64;
  std::string sizes = "machine";
  uint64_t seed = 0;         ///< the run's
  std::string workerBinary;  ///< path of mlir-rl-worker, for programs

  /// One row an option but the seed, which is the trainer's.
  std::vector<Option> rows();
};

struct TrainingEnvironment {
  std::unique_ptr<VectorEnvironment> training;
  /// Episodes that are never trained on: these choose the best weights.
  std::unique_ptr<VectorEnvironment> validation;
  int validationEpisodes = 0;  ///< episodes 0, 1, ... of `validation`; these are all there are
  /// Good episodes of the training tasks, played and measured now or recorded before; null where there are none. An
  /// interruption gives those there are.
  std::function<Result<std::vector<Demonstration>>(const DemonstrationRequest &)> demonstrate = nullptr;
};

/// Errors: an environment that does not exist, programs that cannot be read.
Result<TrainingEnvironment> makeTrainingEnvironment(const EnvironmentConfig &config);

}  // namespace mlir_rl
