// How well a policy's judge knows complete schedules: of each recorded task, the reward of the schedule that it values
// highest, against the best recorded one and the rules (0). Usage: judge WEIGHTS RECORDING [MARGIN]

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <numeric>

#include "mlir_rl/env/demonstration.h"
#include "mlir_rl/env/recorded_environment.h"
#include "mlir_rl/env/scheduling_state.h"
#include "mlir_rl/nn/weights.h"

using namespace mlir_rl;

namespace {

struct Judged {
  double value, reward;
};

/// Share of pairs, of those that are 5 % apart or more, that the values put in the right order.
double orderedShare(const std::vector<Judged> &all) {
  double right = 0, pairs = 0;
  for (const Judged &a : all)
    for (const Judged &b : all)
      if (a.reward > b.reward + 0.05) ++pairs, right += a.value > b.value;
  return pairs > 0 ? right / pairs : 1;
}

[[noreturn]] void stop(const Error &error) {
  std::fprintf(stderr, "judge: %s\n", error.message.c_str());
  std::exit(2);
}

}  // namespace

int main(int argc, char **argv) {
  if (argc < 3) stop({ErrorKind::usage, "usage: judge WEIGHTS RECORDING [MARGIN]"});
  double margin = argc > 3 ? std::atof(argv[3]) : 0.04;
  auto network = readNetwork(argv[1], schedulingSchema());
  if (!network) stop(network.error());
  auto recording = readRecording(argv[2]);
  if (!recording) stop(recording.error());
  auto tasks = recordedTasks(*recording);
  if (!tasks) stop(tasks.error());
  TileMemory memory(recording->machine);
  std::map<std::string, std::vector<Judged>> judged;
  for (const Demonstration &d :
       demonstrationsOf(recording->episodes, *tasks, recording->threads, memory, {.perTask = 0})) {
    auto judgment = (*network)->judge({&d.observations.back()});
    if (!judgment) stop(judgment.error());
    if (judgment->empty()) stop({ErrorKind::usage, std::string(argv[1]) + ": its judge has not learned"});
    judged[d.task].push_back({judgment->front(), d.reward});
  }
  double favourite = 0, guarded = 0, best = 0, ordered = 0, count = 0;
  for (const auto &[hash, all] : judged) {
    // The first recorded episode is the rules'.
    auto byValue = [](const Judged &a, const Judged &b) { return a.value < b.value; };
    auto byReward = [](const Judged &a, const Judged &b) { return a.reward < b.reward; };
    Judged top = *std::max_element(all.begin(), all.end(), byValue);
    favourite += top.reward;
    guarded += top.value > all.front().value + margin ? top.reward : all.front().reward;
    best += std::max_element(all.begin(), all.end(), byReward)->reward;
    ordered += orderedShare(all);
    count += double(all.size());
  }
  double n = double(judged.size());
  std::printf("%zu tasks, %.0f schedules\n", judged.size(), count);
  std::printf("speed against the rules: best recorded %.3f, judge's favourite %.3f, with a margin of %.2f %.3f\n",
              std::exp(best / n), std::exp(favourite / n), margin, std::exp(guarded / n));
  std::printf("pairs in the right order: %.3f\n", ordered / n);
  return 0;
}
