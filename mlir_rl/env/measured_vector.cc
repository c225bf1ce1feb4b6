#include "mlir_rl/env/measured_vector.h"

#include <algorithm>
#include <cassert>
#include <deque>
#include <map>
#include <numeric>
#include <set>

#include "mlir_rl/env/scheduling_state.h"
#include "mlir_rl/schedule/script.h"
#include "mlir_rl/schedule/text.h"
#include "mlir_rl/support/seed.h"

namespace mlir_rl {

bool isSchedulable(const std::shared_ptr<const TaskSummary> &task, int threads, TileMemory &memory) {
  return !SchedulingState(task, threads, memory).finished();
}

size_t taskOfEpisode(uint64_t seed, uint64_t episode, size_t tasks) {
  std::vector<size_t> order(tasks);
  std::iota(order.begin(), order.end(), size_t{0});
  Random random = makeRandom(seed, episode / tasks);
  for (size_t i = tasks; i > 1; --i) std::swap(order[i - 1], order[uniformBelow(random, i)]);
  return order[episode % tasks];
}

namespace {

/// A run that is slower than the rules' by this factor is cut.
constexpr double kCutFactor = 5;
/// A lost measurement says nothing of the schedule: it is made again so many times.
constexpr int kRepeats = 2;

class MeasuredVector : public VectorEnvironment {
 public:
  MeasuredVector(std::vector<SubjectTask> tasks, const MeasuredOptions &options, Runner &runner, Ledger &ledger,
                 TileMemory &memory)
      : tasks_(std::move(tasks)), options_(options), runner_(runner), ledger_(ledger), memory_(memory) {
    assert(!tasks_.empty() && "there are tasks to schedule");
    slots_.resize(size_t(options_.slots));
  }

  const ObservationSchema &schema() const override { return schedulingSchema(); }
  int size() const override { return int(slots_.size()); }

  Status sendReset(int index, uint64_t episode) override {
    Slot &slot = slots_[size_t(index)];
    slot.task = taskOfEpisode(options_.seed, episode, tasks_.size());
    slot.state = std::make_unique<SchedulingState>(tasks_[slot.task].summary, options_.threads, memory_);
    slot.waiting = false;
    // The rules' schedule, which others are compared with, is measured while the policy decides.
    if (Status ok = want(slot.task, rulesOf(slot)); !ok) return ok;
    ready_.push_back({index, Step{slot.state->observe(), 0, false, false, ""}});
    return {};
  }

  Status sendStep(int index, int candidate) override {
    Slot &slot = slots_[size_t(index)];
    if (!slot.state || slot.waiting) return badUsage("the slot has no episode that waits for a step");
    if (candidate < 0 || candidate >= int(slot.state->choices().size()))
      return badUsage("candidate " + std::to_string(candidate) + " is not one of " +
                      std::to_string(slot.state->choices().size()));
    slot.last = slot.state->observe();
    slot.state->take(candidate);
    if (!slot.state->finished()) {
      ready_.push_back({index, Step{slot.state->observe(), 0, false, false, ""}});
      return {};
    }
    slot.waiting = true;
    slot.schedule = printSchedule(slot.state->draft().schedule);
    return want(slot.task, slot.schedule);
  }

  Result<Answer> receive() override {
    for (;;) {
      if (Status ok = settle(); !ok) return tl::unexpected(ok.error());
      if (!ready_.empty()) break;
      if (underWay_.empty()) return failed("no step is under way");
      Result<std::optional<MeasureReply>> reply = runner_.next();
      if (!reply) return tl::unexpected(reply.error());
      if (*reply) take(**reply);
    }
    Answer answer = std::move(ready_.front());
    ready_.pop_front();
    return answer;
  }

 private:
  using Key = std::pair<size_t, std::string>;  ///< task, schedule

  struct Slot {
    std::unique_ptr<SchedulingState> state;
    size_t task = 0;
    bool waiting = false;
    std::string schedule;
    Observation last;
  };

  std::string rulesOf(const Slot &slot) {
    return printSchedule(memory_.rules(tasks_[slot.task].summary, options_.threads).schedule);
  }

  /// Sees to it that there will be a verdict.
  Status want(size_t task, const std::string &schedule) {
    if (ledger_.find(tasks_[task].summary->hash, schedule)) return {};
    if (wanted_.insert({task, schedule}).second) queue_.push_back({task, schedule});
    return pump();
  }

  Status pump() {
    while (!queue_.empty() && int(underWay_.size()) < runner_.slots()) {
      Key key = std::move(queue_.front());
      queue_.pop_front();
      if (Status ok = submit(key); !ok) return ok;
    }
    return {};
  }

  Status submit(const Key &key) {
    const SubjectTask &task = tasks_[key.first];
    if (loaded_.insert(key.first).second)
      if (Status ok = runner_.load(task.load); !ok) return ok;
    Result<Schedule> schedule = parseSchedule(key.second);
    if (!schedule) return tl::unexpected(schedule.error());
    Result<std::string> script = printScript({{task.summary, *schedule}});
    if (!script) return tl::unexpected(script.error());
    MeasureRequest request;
    request.id = nextId_++;
    request.program = task.load.program;
    request.variants = {*std::move(script)};
    request.llvmPipeline = "fast";
    request.threads = options_.threads;
    request.minSeconds = 0.004;
    request.maxSamples = 50;
    request.seed = options_.seed;
    if (auto rules = verdictOf(key.first, printSchedule(memory_.rules(task.summary, options_.threads).schedule)))
      request.cutSeconds = kCutFactor * rules->seconds;
    underWay_[request.id] = key;
    return runner_.submit(request);
  }

  void take(const MeasureReply &reply) {
    auto found = underWay_.find(reply.id);
    assert(found != underWay_.end() && "an answer to what was asked");
    Key key = found->second;
    underWay_.erase(found);
    const Measurement &m = reply.measurements.front();
    ledger_.add(tasks_[key.first].summary->hash, key.second, m);
    if (m.outcome == Outcome::lost && ++lost_[key] <= kRepeats) {
      queue_.push_back(key);
      return;
    }
    if (m.outcome == Outcome::lost) given_.insert(key);
    wanted_.erase(key);
  }

  std::optional<Verdict> verdictOf(size_t task, const std::string &schedule) {
    if (given_.contains({task, schedule})) return Verdict{Outcome::lost, 0};
    if (wanted_.contains({task, schedule})) return std::nullopt;
    return ledger_.find(tasks_[task].summary->hash, schedule);
  }

  /// Ends the episodes whose verdicts are there.
  Status settle() {
    for (int i = 0; i < int(slots_.size()); ++i) {
      Slot &slot = slots_[size_t(i)];
      if (!slot.waiting) continue;
      auto rules = verdictOf(slot.task, rulesOf(slot)), mine = verdictOf(slot.task, slot.schedule);
      if (!rules || !mine) continue;
      if (rules->outcome != Outcome::ok)
        return failed("task " + tasks_[slot.task].summary->hash + ": the rules' schedule failed (" +
                      nameOf(rules->outcome) + "); leave the program out");
      slot.waiting = false;
      slot.state.reset();
      ready_.push_back(
          {i, Step{std::move(slot.last), rewardOf(*mine, rules->seconds), true, false, infoOf(slot, *rules, *mine)}});
    }
    return pump();
  }

  std::string infoOf(const Slot &slot, const Verdict &rules, const Verdict &mine) const {
    const TaskSummary &task = *tasks_[slot.task].summary;
    return nlohmann::json({{"task", task.hash},
                           {"schedule", slot.schedule},
                           {"outcome", nameOf(mine.outcome)},
                           {"seconds", mine.seconds},
                           {"rules_seconds", rules.seconds},
                           {"speedup", mine.outcome == Outcome::ok ? rules.seconds / mine.seconds : 0}})
        .dump();
  }

  std::vector<SubjectTask> tasks_;
  MeasuredOptions options_;
  Runner &runner_;
  Ledger &ledger_;
  TileMemory &memory_;
  std::vector<Slot> slots_;
  std::deque<Answer> ready_;
  std::deque<Key> queue_;
  std::set<Key> wanted_, given_;
  std::set<size_t> loaded_;
  std::map<Key, int> lost_;
  std::map<int64_t, Key> underWay_;
  int64_t nextId_ = 1;
};

}  // namespace

std::unique_ptr<VectorEnvironment> makeMeasuredVector(std::vector<SubjectTask> tasks, const MeasuredOptions &options,
                                                      Runner &runner, Ledger &ledger, TileMemory &memory) {
  return std::make_unique<MeasuredVector>(std::move(tasks), options, runner, ledger, memory);
}

}  // namespace mlir_rl
