#include "mlir_rl/env/scheduling_state.h"

#include <cassert>

#include "mlir_rl/env/features.h"

namespace mlir_rl {

static constexpr int kMaxActionsPerOp = 6;

SchedulingState::SchedulingState(std::shared_ptr<const TaskSummary> task, int threads, TileMemory &memory,
                                 bool offersRules)
    : draft_(Draft::of(std::move(task))),
      threads_(threads),
      memory_(&memory),
      offersRules_(offersRules),
      untouchedCycles_(memory.estimate(draft_.nest, threads)) {
  op_ = -1;
  goOn();
}

/// To the next op that has something to choose.
void SchedulingState::goOn() {
  onThisOp_ = 0;
  for (++op_; op_ < draft_.nest.ops.size(); ++op_) {
    list();
    if (choices_.size() > 1) return;
  }
  draft_.finish(memory_->machine());
  complete();
}

void SchedulingState::list() {
  choices_ = choicesFor(draft_, op_, threads_, *memory_);
  cycles_ = choices_.front().cycles;  // of `next`
  if (!offersRules_) std::erase_if(choices_, [](const Candidate &c) { return c.kind == CandidateKind::rules; });
}

void SchedulingState::complete() {
  op_ = draft_.nest.ops.size();
  cycles_ = memory_->estimate(draft_.nest, threads_);
  choices_ = {{CandidateKind::end, {}, cycles_}};
}

bool SchedulingState::finishWith(const Schedule &schedule) {
  Draft whole = Draft::of(draft_.nest.task);
  for (const Action &action : schedule.actions)
    if (!whole.act(action)) return false;
  draft_ = std::move(whole);
  complete();
  return true;
}

std::optional<SchedulingState> SchedulingState::completeWith(const Schedule &schedule,
                                                             std::shared_ptr<const TaskSummary> task, int threads,
                                                             TileMemory &memory) {
  SchedulingState state(std::move(task), threads, memory);
  if (!state.finishWith(schedule)) return std::nullopt;
  return state;
}

void SchedulingState::finishByRules() {
  [[maybe_unused]] bool legal = finishWith(memory_->rules(draft_.nest.task, threads_).schedule);
  assert(legal && "the rules' schedule is legal");
}

void SchedulingState::take(int index) {
  assert(!finished_ && index >= 0 && index < int(choices_.size()) && "a listed choice");
  Candidate choice = choices_[size_t(index)];
  ++steps_;
  if (choice.kind == CandidateKind::end) {
    finished_ = true;
    return choices_.clear();
  }
  if (choice.kind == CandidateKind::rules) return finishByRules();
  if (choice.kind == CandidateKind::next) return goOn();
  [[maybe_unused]] bool legal = draft_.act(choice.action);
  assert(legal && "listed choices are legal");
  list();
  if (++onThisOp_ >= kMaxActionsPerOp || choices_.size() == 1) goOn();
}

void SchedulingState::keepOnly(const std::function<bool(const Candidate &)> &wanted) {
  std::erase_if(choices_, [&](const Candidate &choice) { return !wanted(choice); });
  assert(!choices_.empty() && "something stays");
}

Observation SchedulingState::observe(bool named) const {
  bool isComplete = op_ >= draft_.nest.ops.size();
  int steps = isComplete ? 0 : steps_;  // however it was reached
  Observation o = observationOf({draft_.nest, op_, steps, threads_, memory_->machine(), untouchedCycles_, cycles_,
                                 memory_->rules(draft_.nest.task, threads_), draft_.schedule, memory_->sizes()},
                                choices_);
  if (named)
    for (const Candidate &choice : choices_) o.names.push_back(nameOf(choice));
  return o;
}

}  // namespace mlir_rl
