#include "mlir_rl/learner/config.h"

#include <nlohmann/json.hpp>

namespace mlir_rl {

namespace {

using nlohmann::json;

constexpr double kMany = 1e9;

/// Streams of chance that a run draws from, each by its own seed.
enum Stream : uint64_t { kWeights = 1, kSamples = 2, kImitation = 4 };  // 3 and 5 are in trainer.cc

Status flatten(const json &object, json &flat) {
  if (!object.is_object()) return badUsage("a configuration is a JSON object, not " + std::string(object.type_name()));
  for (const auto &[key, value] : object.items()) {
    if (value.is_object()) {
      if (Status ok = flatten(value, flat); !ok) return ok;
    } else if (flat.contains(key)) {
      return badUsage("the key '" + key + "' is given twice");
    } else {
      flat[key] = value;
    }
  }
  return {};
}

void append(std::vector<Option> &rows, std::vector<Option> more) {
  for (Option &row : more) rows.push_back(std::move(row));
}

std::vector<Option> ppoRows(TrainConfig &c) {
  return {
      {.name = "nb-iterations", .value = &c.iterations, .min = 1, .max = kMany, .help = "Updates of the policy"},
      {.name = "bench-count",
       .value = &c.episodes,
       .min = 1,
       .max = 1e6,
       .unit = "episodes",
       .help = "Episodes an iteration"},
      {.name = "group-size",
       .value = &c.group,
       .min = 1,
       .max = 1e6,
       .unit = "episodes",
       .help = "So many episodes in a row schedule the same task; above 1 the mean of the others is an episode's "
               "baseline, not the critic's value"},
      {.name = "reward-clip",
       .value = &c.rewardClip,
       .min = 0,
       .max = kMany,
       .help = "What is learned from a reward is cut to +- this; 0: never"},
      {.name = "ppo-epochs",
       .value = &c.epochs,
       .min = 1,
       .max = 100,
       .help = "Times an iteration's decisions are learned from"},
      {.name = "ppo-batch-size",
       .value = &c.minibatch,
       .min = 1,
       .max = 1e6,
       .unit = "decisions",
       .help = "Minibatch of one step of Adam"},
      {.name = "value-epochs",
       .value = &c.valueEpochs,
       .min = 0,
       .max = 100,
       .help = "More epochs after these, of the critic alone"},
      {.name = "learning-rate",
       .value = &c.learningRate,
       .min = 0,
       .max = 1,
       .otherNames = {"lr"},
       .help = "Of Adam, at the start"},
      {.name = "lr-schedule",
       .value = &c.schedule,
       .choices = {"linear", "constant"},
       .help = "Linear: towards 0 at the last iteration"},
      {.name = "clip-epsilon",
       .value = &c.clip,
       .min = 0,
       .max = 10,
       .otherNames = {"clip"},
       .help = "How far a probability ratio may leave 1 before it stops counting"},
      {.name = "value-clip",
       .value = &c.valueClip,
       .min = 0,
       .max = kMany,
       .help = "How far a value may leave its old one; 0: no clipping"},
      {.name = "entropy-coef",
       .value = &c.entropyCoefficient,
       .min = 0,
       .max = 10,
       .help = "Weight of the entropy in the loss"},
      {.name = "entropy-floor",
       .value = &c.entropyFloor,
       .min = 0,
       .max = 1,
       .help = "Below this share of the largest entropy possible the weight grows, up to tenfold; 0: never"},
      {.name = "value-coef", .value = &c.valueCoefficient, .min = 0, .max = 100, .help = "Weight of the value loss"},
      {.name = "gamma", .value = &c.gamma, .min = 0, .max = 1, .help = "Discount a step"},
      {.name = "gae-lambda",
       .value = &c.lambda,
       .min = 0,
       .max = 1,
       .help = "Decay of generalised advantage estimation"},
      {.name = "max-grad-norm",
       .value = &c.maxGradientNorm,
       .min = 0,
       .max = kMany,
       .help = "Longer gradients are cut to it; 0: never"},
      {.name = "target-kl",
       .value = &c.targetKl,
       .min = 0,
       .max = kMany,
       .help = "Epochs end when the policy has moved further; 0: never"},
      {.name = "normalize-adv",
       .value = &c.normalization,
       .choices = {"standard", "max-abs", "none"},
       .help = "Advantages, within a minibatch"},
      {.name = "seed", .value = &c.seed, .help = "Of weights, episodes, samples and their order"},
  };
}

std::vector<Option> imitationRows(TrainConfig &c) {
  return {
      {.name = "imitation-episodes",
       .value = &c.imitationEpisodes,
       .min = 0,
       .max = 1e6,
       .unit = "episodes",
       .help = "Before it plays itself, the policy imitates the best of so many recorded episodes of each training "
               "task; 0: it starts from random weights"},
      {.name = "imitation-epochs",
       .value = &c.imitationEpochs,
       .min = 1,
       .max = 1e4,
       .help = "Times these are learned from"},
      {.name = "imitation-recording",
       .value = &c.imitationRecording,
       .unit = "FILE",
       .help = "Where these episodes are recorded; tasks that it holds already are not recorded again; empty: in the "
               "run's folder"},
      {.name = "judging-epochs",
       .value = &c.judgingEpochs,
       .min = 0,
       .max = 1e4,
       .help = "Times the judge, which ranks what the policy proposes, learns from all recorded schedules; 0: it knows "
               "nothing"},
      {.name = "judged-tasks",
       .value = &c.judgedTasks,
       .min = 0,
       .max = 1e6,
       .unit = "tasks",
       .help = "In each iteration the judge goes on learning, from what was played and from the recorded schedules of "
               "so many tasks; 0: it stays as it is"},
      {.name = "imitation-rate", .value = &c.imitationRate, .min = 0, .max = 1, .help = "Learning rate meanwhile"},
      {.name = "imitation-temperature",
       .value = &c.imitationTemperature,
       .min = 0,
       .max = kMany,
       .help =
           "An imitated episode weighs exp(reward / this), at most 20: what gains much counts more; 0: all the same"},
  };
}

std::vector<Option> modelRows(TrainConfig &c) {
  return {
      {.name = "model-type", .value = &c.model, .choices = modelNames(), .otherNames = {"model"}, .help = "Network"},
      {.name = "hidden-size", .value = &c.hiddenSize, .min = 1, .max = 8192, .help = "Width of its layers"},
      {.name = "num-hidden-layers",
       .value = &c.layers,
       .min = 1,
       .max = 100,
       .otherNames = {"num-layers"},
       .help = "Layers of its encoder"},
      {.name = "num-attention-heads",
       .value = &c.heads,
       .min = 1,
       .max = 256,
       .otherNames = {"num-heads"},
       .help = "Divides the hidden size; transformers only"},
      {.name = "dropout", .value = &c.dropout, .min = 0, .max = 0.9, .help = "In updates only"},
      {.name = "start-from",
       .value = &c.startFrom,
       .unit = "FILE",
       .help = "Weights of the same model and sizes to start from; empty: random ones"},
  };
}

std::vector<Option> runRows(TrainConfig &c) {
  return {
      {.name = "checkpoint-every",
       .value = &c.checkpointEvery,
       .min = 1,
       .max = 1e6,
       .unit = "iterations",
       .help = "All a resumed run needs is written"},
      {.name = "keep-checkpoints",
       .value = &c.keepCheckpoints,
       .min = 0,
       .max = 1e6,
       .help = "The last so many stay; 0: all"},
      {.name = "eval-every",
       .value = &c.evaluateEvery,
       .min = 1,
       .max = 1e9,
       .unit = "iterations",
       .help = "The greedy policy plays the validation episodes; the best weights so far are kept as best.safetensors"},
      {.name = "results-dir", .value = &c.resultsFolder, .unit = "DIR", .help = "Each run makes a folder run_N here"},
      {.name = "tags", .value = &c.tags, .commas = true, .help = "Words kept with the run, for people"},
  };
}

Normalization normalizationOf(const std::string &name) {
  if (name == "none") return Normalization::none;
  return name == "standard" ? Normalization::standard : Normalization::maxAbs;
}

}  // namespace

std::vector<Option> TrainConfig::rows() {
  std::vector<Option> all = environment.rows();
  append(all, ppoRows(*this));
  append(all, imitationRows(*this));
  append(all, modelRows(*this));
  append(all, runRows(*this));
  return all;
}

Status readTrainConfig(TrainConfig &config, const json &object) {
  json flat = json::object();
  if (Status ok = flatten(object, flat); !ok) return ok;
  return readJson(config.rows(), flat);
}

Status checkTrainConfig(const TrainConfig &config) {
  if (config.episodes % config.group == 0) return {};
  return badUsage("bench_count (" + std::to_string(config.episodes) + ") is not a multiple of group_size (" +
                  std::to_string(config.group) + "): an iteration plays whole groups");
}

json writeTrainConfig(const TrainConfig &config) {
  TrainConfig copy = config;
  return writeJson(copy.rows());
}

NetworkConfig networkConfig(const TrainConfig &config, const ObservationSchema &schema) {
  return {.model = config.model,
          .hiddenSize = config.hiddenSize,
          .layers = config.layers,
          .heads = config.heads,
          .dropout = config.dropout,
          .schema = schema,
          .seed = deriveSeed(config.seed, kWeights)};
}

PpoOptions imitationOptions(const TrainConfig &config) {
  PpoOptions options = ppoOptions(config, 0);
  options.lambda = 1;
  options.group = 1;
  options.epochs = config.imitationEpochs;
  options.targetKl = 0;
  options.normalization = Normalization::none;
  options.update.learningRate = config.imitationRate;
  options.update.temperature = config.imitationTemperature;
  options.seed = deriveSeed(config.seed, kImitation);
  return options;
}

PpoOptions ppoOptions(const TrainConfig &config, int64_t iteration) {
  double left = 1 - double(iteration) / double(config.iterations);
  PpoOptions options{.gamma = config.gamma,
                     .lambda = config.lambda,
                     .group = config.group,
                     .rewardClip = config.rewardClip,
                     .epochs = config.epochs,
                     .valueEpochs = config.valueEpochs,
                     .minibatch = config.minibatch,
                     .targetKl = config.targetKl,
                     .normalization = normalizationOf(config.normalization),
                     .seed = deriveSeed(deriveSeed(config.seed, kSamples), uint64_t(iteration))};
  options.update.learningRate = config.learningRate * (config.schedule == "linear" ? left : 1);
  options.update.clip = config.clip;
  options.update.valueClip = config.valueClip;
  options.update.entropyCoefficient = config.entropyCoefficient;
  options.update.valueCoefficient = config.valueCoefficient;
  options.update.maxGradientNorm = config.maxGradientNorm;
  return options;
}

}  // namespace mlir_rl
