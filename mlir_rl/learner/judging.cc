#include "mlir_rl/learner/judging.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "mlir_rl/support/seed.h"

namespace mlir_rl {

namespace {

using Group = std::vector<const Demonstration *>;

/// Complete schedules by task; a single one says nothing.
std::vector<Group> groupsOf(const std::vector<Demonstration> &demonstrations) {
  std::map<std::string, Group> tasks;
  for (const Demonstration &d : demonstrations)
    if (!d.isGood) tasks[d.task].push_back(&d);
  std::vector<Group> groups;
  for (auto &[task, group] : tasks)
    if (group.size() > 1) groups.push_back(std::move(group));
  return groups;
}

/// Enough to know the columns by.
Status calibrate(Network &network, const std::vector<Group> &groups) {
  constexpr size_t kEnough = 4096;
  std::vector<const Observation *> some;
  for (size_t i = 0; some.size() < kEnough; ++i) {
    size_t before = some.size();
    for (const Group &group : groups)
      if (i < group.size()) some.push_back(&group[i]->observations.back());
    if (some.size() == before) break;
  }
  return network.calibrateJudge(some);
}

}  // namespace

Result<double> learnToJudge(Network &network, const std::vector<Demonstration> &demonstrations,
                            const JudgingOptions &options) {
  std::vector<Group> groups = groupsOf(demonstrations);
  if (groups.empty() || options.epochs == 0) return 0.0;
  if (Status ok = calibrate(network, groups); !ok) return tl::unexpected(ok.error());
  Random random = makeRandom(options.seed);
  double mean = 0;
  for (int epoch = 0; epoch < options.epochs; ++epoch) {
    double rate = options.learningRate * (1 + std::cos(std::numbers::pi * epoch / options.epochs)) / 2;
    for (size_t i = groups.size(); i > 1; --i) std::swap(groups[i - 1], groups[uniformBelow(random, i)]);
    mean = 0;
    for (size_t begin = 0; begin < groups.size(); begin += size_t(options.tasks)) {
      size_t end = std::min(groups.size(), begin + size_t(options.tasks));
      std::vector<Verdicted> samples;
      for (size_t g = begin; g < end; ++g)
        for (const Demonstration *d : groups[g])
          samples.push_back(
              {&d->observations.back(), int(g - begin), float(std::clamp(d->reward, -options.clip, options.clip))});
      Result<double> loss = network.updateJudge(samples, rate, random());
      if (!loss) return loss;
      mean += *loss * double(end - begin) / double(groups.size());
    }
  }
  return mean;
}

}  // namespace mlir_rl
