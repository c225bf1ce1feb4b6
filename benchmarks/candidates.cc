// How many distinct schedules a second are built, run and compared: the evolutionary search's own proposals with a
// fixed seed for the first task of a program, the first proposal to the last answer. Each is compared on one input set;
// one that is faster than all before it, on all sets as well.
//
//   build/benchmarks/candidates [FILE.mlir [COUNT [WORKERS [PIPELINE]]]]

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "mlir_rl/measure/runner.h"
#include "mlir_rl/measure/timing.h"
#include "mlir_rl/measure/topology.h"
#include "mlir_rl/program/prepare.h"
#include "mlir_rl/schedule/script.h"
#include "mlir_rl/schedule/text.h"
#include "mlir_rl/search/search.h"
#include "mlir_rl/support/clock.h"

using namespace mlir_rl;

namespace {

template <class T>
T orDie(Result<T> value) {
  if (value) return *std::move(value);
  std::fprintf(stderr, "candidates: %s\n", value.error().message.c_str());
  std::exit(1);
}

/// Seconds of every stage of every candidate.
struct Ledger {
  std::map<std::string, std::vector<double>> stages;
  std::map<std::string, int> outcomes;
  double best = 0;

  void add(const Measurement &m) {
    const StageSeconds &s = m.stages;
    ++outcomes[nameOf(m.outcome)];
    if (m.outcome != Outcome::ok) {
      if (m.outcome != Outcome::cut) std::printf("%s: %s\n", nameOf(m.outcome), m.message.substr(0, 200).c_str());
      return;
    }
    stages["fork"].push_back(s.fork);
    stages["transform"].push_back(s.transform);
    stages["lower"].push_back(s.lower);
    stages["llvm"].push_back(s.llvm);
    stages["link"].push_back(s.link);
    stages["inputs"].push_back(s.inputs);
    stages["run"].push_back(s.run);
    if (best == 0 || m.median < best) best = m.median;
  }

  void print(double seconds, int count) const {
    for (const auto &[name, samples] : stages) std::printf("%-10s %8.2f ms\n", name.c_str(), medianOf(samples) * 1e3);
    for (const auto &[name, times] : outcomes) std::printf("%-16s %d\n", name.c_str(), times);
    std::printf("best %.3f ms; %d in %.2f s: %.1f a second\n", best * 1e3, count, seconds, count / seconds);
  }
};

struct Bench {
  std::unique_ptr<Runner> runner;
  std::shared_ptr<const TaskSummary> task;
  std::unique_ptr<Search> search;
  std::map<int64_t, Schedule> underWay;
  std::set<int64_t> checks;  ///< requests that look at a new best again
  std::vector<Schedule> toCheck;
  int checked = 0;
  std::string pipeline;
  Ledger ledger;

  bool submit(int64_t id) {
    std::optional<Schedule> schedule = search->ask();
    if (!schedule) return false;
    start(id, *schedule, {"normal"});
    return true;
  }

  void check(int64_t id) {
    checks.insert(id);
    start(id, toCheck.back(), {"normal", "negative", "zeros", "large"});
    toCheck.pop_back();
    ++checked;
  }

  void start(int64_t id, const Schedule &schedule, const std::vector<std::string> &sets) {
    MeasureRequest request{.id = id, .program = task->hash, .llvmPipeline = pipeline};
    request.variants = {orDie(printScript({{task, schedule}}))};
    request.inputSets = sets;
    if (ledger.best > 0) request.cutSeconds = cutLimit(ledger.best);
    request.minSeconds = 0;
    if (Status ok = runner->submit(request); !ok) orDie<int>(tl::unexpected(ok.error()));
    underWay[id] = schedule;
  }

  void receive() {
    MeasureReply reply = orDie(runner->next()).value();
    const Measurement &m = reply.measurements.front();
    if (checks.erase(reply.id)) {
      if (m.outcome != Outcome::ok) std::printf("a best was wrong: %s\n", m.message.c_str());
      underWay.erase(reply.id);
      return;
    }
    if (m.outcome == Outcome::ok && (ledger.best == 0 || m.median < ledger.best)) toCheck.push_back(underWay[reply.id]);
    ledger.add(m);
    search->tell(underWay[reply.id], m.outcome == Outcome::ok ? std::optional(m.median) : std::nullopt);
    underWay.erase(reply.id);
  }

  int run(int count) {
    int asked = 0;
    bool more = true;
    int64_t nextCheck = 1000000;
    while (more || !underWay.empty() || !toCheck.empty()) {
      while ((more || !toCheck.empty()) && int(underWay.size()) < runner->slots()) {
        if (!toCheck.empty())
          check(nextCheck++);
        else
          more = asked < count && submit(++asked);
      }
      if (!underWay.empty()) receive();
    }
    return count;
  }
};

}  // namespace

int main(int argc, char **argv) {
  std::string folder = std::string(argv[0]).substr(0, std::string(argv[0]).rfind('/') + 1);
  std::string file = argc > 1 ? argv[1] : MLIR_RL_SOURCE_DIR "/benchmarks/ops/matmul_512.mlir";
  int count = argc > 2 ? std::atoi(argv[2]) : 200;
  int workers = argc > 3 ? std::atoi(argv[3]) : int(std::thread::hardware_concurrency());
  std::vector<Task> tasks = orDie(prepare(orDie(readProgram(file, {})))).tasks;
  Bench bench;
  bench.task = std::make_shared<TaskSummary>(tasks.front().summary);
  bench.pipeline = argc > 4 ? argv[4] : "fast";
  bench.search = orDie(makeSearch("evolutionary", {bench.task, readMachine(), 1, 1}));
  bench.runner = orDie(makeWorkerRunner({.binary = folder + "../mlir-rl-worker", .workers = workers}));
  const std::string &text = tasks.front().moduleText;
  if (Status ok = bench.runner->load({bench.task->hash, text, text, bench.task->name, 512}); !ok) return 1;
  Stopwatch watch;
  int done = bench.run(count);
  bench.ledger.print(watch.seconds(), done);
  std::printf("%d new bests compared on all sets\n", bench.checked);
  return 0;
}
