#include "mlir_rl/learner/judging.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <numbers>

#include "mlir_rl/support/seed.h"

namespace mlir_rl {

namespace {

/// A single schedule says nothing.
std::vector<JudgedTask> withoutSingles(std::vector<JudgedTask> tasks) {
  std::erase_if(tasks, [](const JudgedTask &task) { return task.size() < 2; });
  return tasks;
}

bool wasMeasured(const Episode &episode) {
  nlohmann::json info = nlohmann::json::parse(episode.info, nullptr, false);
  return !episode.truncated && !episode.steps.empty() && (!info.is_object() || info.value("outcome", "ok") == "ok");
}

/// Enough to know the columns by.
Status calibrate(Network &network, const std::vector<JudgedTask> &tasks) {
  constexpr size_t kEnough = 4096;
  std::vector<const Observation *> some;
  for (size_t i = 0; some.size() < kEnough; ++i) {
    size_t before = some.size();
    for (const JudgedTask &task : tasks)
      if (i < task.size()) some.push_back(task[i].state);
    if (some.size() == before) break;
  }
  return network.calibrateJudge(some);
}

Result<double> epoch(Network &network, std::vector<JudgedTask> &tasks, const JudgingOptions &options, double rate,
                     Random &random) {
  for (size_t i = tasks.size(); i > 1; --i) std::swap(tasks[i - 1], tasks[uniformBelow(random, i)]);
  double mean = 0;
  for (size_t begin = 0; begin < tasks.size(); begin += size_t(options.tasks)) {
    size_t end = std::min(tasks.size(), begin + size_t(options.tasks));
    std::vector<Verdicted> samples;
    for (size_t t = begin; t < end; ++t)
      for (const JudgedSchedule &one : tasks[t])
        samples.push_back({one.state, int(t - begin), float(std::clamp(one.reward, -options.clip, options.clip))});
    Result<double> loss = network.updateJudge(samples, rate, random());
    if (!loss) return loss;
    mean += *loss * double(end - begin) / double(tasks.size());
  }
  return mean;
}

}  // namespace

std::vector<JudgedTask> recordedTasks(const std::vector<Demonstration> &demonstrations) {
  std::map<std::string, JudgedTask> byName;
  for (const Demonstration &d : demonstrations)
    if (!d.isGood) byName[d.task].push_back({&d.observations.back(), d.reward});
  std::vector<JudgedTask> tasks;
  for (auto &[name, task] : byName) tasks.push_back(std::move(task));
  return withoutSingles(std::move(tasks));
}

std::vector<JudgedTask> playedTasks(const std::vector<Episode> &episodes, int group) {
  std::vector<JudgedTask> tasks((episodes.size() + size_t(group) - 1) / size_t(group));
  for (size_t i = 0; i < episodes.size(); ++i)
    if (wasMeasured(episodes[i]))
      tasks[i / size_t(group)].push_back({&episodes[i].steps.back().observation, episodes[i].reward()});
  return withoutSingles(std::move(tasks));
}

Result<double> learnToJudge(Network &network, std::vector<JudgedTask> tasks, const JudgingOptions &options) {
  if (tasks.empty() || options.epochs == 0) return 0.0;
  if (Status ok = calibrate(network, tasks); !ok) return tl::unexpected(ok.error());
  Random random = makeRandom(options.seed);
  Result<double> loss = 0.0;
  for (int i = 0; loss && i < options.epochs; ++i) {
    double rate = options.learningRate * (1 + std::cos(std::numbers::pi * i / options.epochs)) / 2;
    loss = epoch(network, tasks, options, rate, random);
  }
  return loss;
}

Result<double> goOnJudging(Network &network, std::vector<JudgedTask> tasks, const JudgingOptions &options) {
  Random random = makeRandom(options.seed);
  Result<double> loss = 0.0;
  for (int i = 0; loss && !tasks.empty() && i < options.epochs; ++i)
    loss = epoch(network, tasks, options, options.learningRate, random);
  return loss;
}

}  // namespace mlir_rl
