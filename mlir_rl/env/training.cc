#include "mlir_rl/env/training.h"

#include "mlir_rl/env/training_programs.h"
#include "mlir_rl/support/seed.h"

namespace mlir_rl {

namespace {

constexpr const char *kToy = "toy:", *kRecorded = "recorded:";
constexpr int kToyValidationEpisodes = 32;

Result<std::unique_ptr<VectorEnvironment>> toys(const std::string &name, uint64_t seed, int count) {
  std::vector<std::unique_ptr<Environment>> all;
  for (int i = 0; i < count; ++i) {
    Result<std::unique_ptr<Environment>> toy = makeToy(name, seed);
    if (!toy) return tl::unexpected(toy.error());
    all.push_back(*std::move(toy));
  }
  return makeSerialVector(std::move(all));
}

Result<TrainingEnvironment> makeToyTraining(const std::string &name, const EnvironmentConfig &config) {
  auto training = toys(name, deriveSeed(config.seed, 0), config.slots);
  if (!training) return tl::unexpected(training.error());
  auto validation = toys(name, deriveSeed(config.seed, 1), config.slots);
  if (!validation) return tl::unexpected(validation.error());
  return TrainingEnvironment{*std::move(training), *std::move(validation), kToyValidationEpisodes};
}

}  // namespace

std::vector<Option> EnvironmentConfig::rows() {
  return {
      {.name = "environment",
       .value = &environment,
       .help = "What is trained on: `programs`, `recorded:FILE` (of `mlir-rl env --record`), or `toy:bandit`, "
               "`toy:chain`, `toy:choice`, `toy:truncated`, whose "
               "optimum is known"},
      {.name = "benchmarks-folder-path", .value = &benchmarksFolderPath, .unit = "DIR", .help = "Programs to train on"},
      {.name = "json-file",
       .value = &jsonFile,
       .unit = "FILE",
       .help = "Names of the programs to train on, with their times in nanoseconds; empty: all of the folder"},
      {.name = "benchmark",
       .value = &benchmark,
       .unit = "FILE",
       .help = "One program instead of a folder: the policy is tuned to its tasks, and validated on them"},
      {.name = "environments",
       .value = &slots,
       .min = 1,
       .max = 1024,
       .help = "Episodes under way at once: while one is measured others go on"},
      {.name = "sizes",
       .value = &sizes,
       .choices = {"machine", "fixed"},
       .help =
           "Where sizes come from: extents, machine and cost model; or a fixed list, with nothing told of a size but "
           "which one it is (for comparison; its weights are for such runs only)"},
      {.name = "validation-episodes",
       .value = &validationEpisodes,
       .min = 1,
       .max = 1e6,
       .help = "At most so many tasks that are not trained on choose the best weights"},
  };
}

Result<TrainingEnvironment> makeTrainingEnvironment(const EnvironmentConfig &config) {
  std::string name = config.environment;
  if (name.starts_with(kToy)) return makeToyTraining(name.substr(std::string(kToy).size()), config);
  if (name.starts_with(kRecorded)) return makeRecordedTraining(name.substr(std::string(kRecorded).size()), config);
  if (name == "programs") return makeProgramTraining(config);
  return badUsage("there is no environment '" + name +
                  "'; known: programs, recorded:FILE, toy:bandit, toy:chain, toy:choice, toy:truncated");
}

}  // namespace mlir_rl
