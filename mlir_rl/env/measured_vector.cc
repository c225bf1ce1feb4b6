#include "mlir_rl/env/measured_vector.h"

#include <algorithm>
#include <cassert>
#include <deque>
#include <numeric>

#include "mlir_rl/env/measuring_queue.h"
#include "mlir_rl/env/scheduling_state.h"
#include "mlir_rl/measure/protocol.h"
#include "mlir_rl/schedule/text.h"
#include "mlir_rl/support/seed.h"

namespace mlir_rl {

bool isSchedulable(const std::shared_ptr<const TaskSummary> &task, int threads, TileMemory &memory) {
  return SchedulingState(task, threads, memory).choices().size() > 1;
}

size_t taskOfEpisode(uint64_t seed, uint64_t episode, size_t tasks) {
  std::vector<size_t> order(tasks);
  std::iota(order.begin(), order.end(), size_t{0});
  Random random = makeRandom(seed, episode / tasks);
  for (size_t i = tasks; i > 1; --i) std::swap(order[i - 1], order[uniformBelow(random, i)]);
  return order[episode % tasks];
}

namespace {

class MeasuredVector : public VectorEnvironment {
 public:
  MeasuredVector(std::vector<SubjectTask> tasks, const MeasuredOptions &options, Runner &runner, Ledger &ledger,
                 TileMemory &memory)
      : options_(options),
        memory_(memory),
        queue_(std::move(tasks), options.threads, options.seed, runner, ledger, memory) {
    assert(!queue_.tasks().empty() && "there are tasks to schedule");
    slots_.resize(size_t(options_.slots));
  }

  const ObservationSchema &schema() const override { return schedulingSchema(); }
  int size() const override { return int(slots_.size()); }

  Status sendReset(int index, uint64_t episode) override {
    Slot &slot = slots_[size_t(index)];
    slot.task = taskOfEpisode(options_.seed, episode, queue_.tasks().size());
    slot.state = std::make_unique<SchedulingState>(queue_.tasks()[slot.task].summary, options_.threads, memory_,
                                                   options_.offersRules);
    slot.waiting = false;
    // The rules' schedule, which others are compared with, is measured while the policy decides.
    if (Status ok = queue_.want(slot.task, queue_.rulesOf(slot.task)); !ok) return ok;
    ready_.push_back({index, Step{slot.state->observe(options_.named), 0, false, false, ""}});
    return {};
  }

  Status sendStep(int index, int candidate) override {
    Slot &slot = slots_[size_t(index)];
    if (!slot.state || slot.waiting) return badUsage("the slot has no episode that waits for a step");
    if (candidate < 0 || candidate >= int(slot.state->choices().size()))
      return badUsage("candidate " + std::to_string(candidate) + " is not one of " +
                      std::to_string(slot.state->choices().size()));
    slot.last = slot.state->observe(options_.named);
    slot.state->take(candidate);
    if (!slot.state->finished()) {
      ready_.push_back({index, Step{slot.state->observe(options_.named), 0, false, false, ""}});
      return {};
    }
    slot.waiting = true;
    slot.schedule = printSchedule(slot.state->draft().schedule);
    return queue_.want(slot.task, slot.schedule);
  }

  int ready() const override { return int(ready_.size()); }

  Result<Answer> receive() override {
    for (;;) {
      if (Status ok = settle(); !ok) return tl::unexpected(ok.error());
      if (!ready_.empty()) break;
      Result<bool> more = queue_.advance();
      if (!more) return tl::unexpected(more.error());
      if (!*more) return failed("no step is under way");
    }
    Answer answer = std::move(ready_.front());
    ready_.pop_front();
    return answer;
  }

 private:
  struct Slot {
    std::unique_ptr<SchedulingState> state;
    size_t task = 0;
    bool waiting = false;
    std::string schedule;
    Observation last;
  };

  /// Ends the episodes whose verdicts are there.
  Status settle() {
    for (int i = 0; i < int(slots_.size()); ++i) {
      Slot &slot = slots_[size_t(i)];
      if (!slot.waiting) continue;
      auto rules = queue_.verdict(slot.task, queue_.rulesOf(slot.task)),
           mine = queue_.verdict(slot.task, slot.schedule);
      if (!rules || !mine) continue;
      if (rules->outcome != Outcome::ok)
        return failed("task " + queue_.tasks()[slot.task].summary->hash + ": the rules' schedule failed (" +
                      nameOf(rules->outcome) + "); leave the program out");
      slot.waiting = false;
      slot.state.reset();
      const TaskSummary &task = *queue_.tasks()[slot.task].summary;
      ready_.push_back({i, Step{std::move(slot.last), rewardOf(*mine, rules->seconds), true, false,
                                infoOf(task, slot.schedule, *mine, rules->seconds).dump()}});
    }
    return {};
  }

  MeasuredOptions options_;
  TileMemory &memory_;
  MeasuringQueue queue_;
  std::vector<Slot> slots_;
  std::deque<Answer> ready_;
};

}  // namespace

std::unique_ptr<VectorEnvironment> makeMeasuredVector(std::vector<SubjectTask> tasks, const MeasuredOptions &options,
                                                      Runner &runner, Ledger &ledger, TileMemory &memory) {
  return std::make_unique<MeasuredVector>(std::move(tasks), options, runner, ledger, memory);
}

}  // namespace mlir_rl
