// What a policy's proposals are worth before anything is measured: of each task the greedy one, the judge's favourite
// of 16 and the best of 16, against the rules. Here all of them are measured. With --lines also a JSON line for each
// proposal: what the policy and its judge said, and its reward. Usage: proposals WEIGHTS [--lines] PROGRAM.mlir...

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string_view>

#include "mlir_rl/agent/episode.h"
#include "mlir_rl/env/measuring_queue.h"
#include "mlir_rl/env/scheduling_state.h"
#include "mlir_rl/measure/runner.h"
#include "mlir_rl/measure/topology.h"
#include "mlir_rl/nn/weights.h"
#include "mlir_rl/schedule/text.h"
#include "mlir_rl/support/files.h"

using namespace mlir_rl;

namespace {

constexpr int kSamples = 15;

[[noreturn]] void stop(const Error &error) {
  std::fprintf(stderr, "proposals: %s\n", error.message.c_str());
  std::exit(2);
}

template <class T>
T orStop(Result<T> result) {
  if (!result) stop(result.error());
  return *std::move(result);
}

struct Judged {
  Proposal proposal;
  double reward = 0;
};

/// The rules', the greedy one, the sampled ones.
std::vector<Judged> proposalsFor(const SubjectTask &task, Policy &policy, TileMemory &memory) {
  std::vector<Judged> all = {{orStop(judgedRules(task.summary, 1, memory, policy))}};
  for (Proposal &p : orStop(greedyAndDrawn(task.summary, 1, memory, policy, kSamples))) all.push_back({std::move(p)});
  return all;
}

void measure(std::vector<Judged> &all, size_t task, MeasuringQueue &queue) {
  for (const Judged &j : all)
    if (Status ok = queue.want(task, printSchedule(j.proposal.schedule)); !ok) stop(ok.error());
  auto verdictOf = [&](const Judged &j) {
    std::optional<Verdict> verdict;
    while (!(verdict = queue.verdict(task, printSchedule(j.proposal.schedule)))) orStop(queue.advance());
    return *verdict;
  };
  double rules = verdictOf(all.front()).seconds;
  for (Judged &j : all) j.reward = rules > 0 ? rewardOf(verdictOf(j), rules) : 0;
}

struct Sums {
  double greedy = 0, favourite = 0, best = 0, tasks = 0;
};

void add(Sums &sums, const std::vector<Judged> &all) {
  auto byValue = [](const Judged &a, const Judged &b) { return a.proposal.value < b.proposal.value; };
  auto byReward = [](const Judged &a, const Judged &b) { return a.reward < b.reward; };
  sums.greedy += all[1].reward;
  sums.favourite += std::max_element(all.begin(), all.end(), byValue)->reward;
  sums.best += std::max_element(all.begin(), all.end(), byReward)->reward;
  ++sums.tasks;
}

}  // namespace

int main(int argc, char **argv) {
  if (argc < 3) stop({ErrorKind::usage, "usage: proposals WEIGHTS [--lines] PROGRAM.mlir..."});
  bool lines = std::string_view(argv[2]) == "--lines";
  auto network = orStop(readNetwork(argv[1], schedulingSchema()));
  auto policy = makeNetworkPolicy(*network);
  TileMemory memory(readMachine());
  std::vector<SubjectTask> tasks;
  for (int i = lines ? 3 : 2; i < argc; ++i) {
    Program program = orStop(parseProgram(orStop(readFile(argv[i])), argv[i], ParseOptions()));
    for (SubjectTask &task : orStop(makeSubject(program)).tasks) tasks.push_back(std::move(task));
  }
  std::string worker = std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() / "mlir-rl-worker";
  auto runner = orStop(makeWorkerRunner({.binary = worker, .workers = memory.machine().cores}));
  Ledger ledger;
  MeasuringQueue queue(tasks, 1, 0, *runner, ledger, memory);
  Sums sums;
  for (size_t t = 0; t < tasks.size(); ++t) {
    if (SchedulingState(tasks[t].summary, 1, memory).choices().size() < 2) continue;
    std::vector<Judged> all = proposalsFor(tasks[t], *policy, memory);
    measure(all, t, queue);
    add(sums, all);
    for (size_t i = 0; lines && i < all.size(); ++i)
      std::printf("%s\n", nlohmann::json({{"task", tasks[t].summary->hash},
                                          {"place", i},
                                          {"value", all[i].proposal.value.value_or(0)},
                                          {"log_probability", all[i].proposal.logProbability},
                                          {"reward", all[i].reward},
                                          {"schedule", printSchedule(all[i].proposal.schedule)}})
                              .dump()
                              .c_str());
  }
  std::printf("%.0f tasks, against the rules: greedy %.3f, judge's favourite of %d %.3f, best of them %.3f\n",
              sums.tasks, std::exp(sums.greedy / sums.tasks), kSamples + 1, std::exp(sums.favourite / sums.tasks),
              std::exp(sums.best / sums.tasks));
  return 0;
}
