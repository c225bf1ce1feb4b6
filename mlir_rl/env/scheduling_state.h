#pragma once

/// \file
/// One task being scheduled, decision by decision: a pure value, nothing is compiled.

#include <functional>
#include <optional>

#include "mlir_rl/env/choices.h"
#include "mlir_rl/flow/observation.h"

namespace mlir_rl {

/// Ops are visited in their order, consumers before producers. A choice acts on the current op or goes to the next one;
/// after the last op, and after `rules`, the schedule is complete and `end` is left.
class SchedulingState {
 public:
  /// Without `offersRules` the choice `rules` is not listed: who learns to do better does not start where it ends.
  SchedulingState(std::shared_ptr<const TaskSummary> task, int threads, TileMemory &memory, bool offersRules = true);

  /// The state in which only `end` is left, after these actions. Nothing when they are not legal.
  static std::optional<SchedulingState> completeWith(const Schedule &schedule, std::shared_ptr<const TaskSummary> task,
                                                     int threads, TileMemory &memory);

  bool finished() const { return finished_; }
  int op() const { return op_; }
  int steps() const { return steps_; }
  const Draft &draft() const { return draft_; }
  const std::vector<Candidate> &choices() const { return choices_; }

  /// Takes a listed choice. After so many actions on one op only `next` is listed.
  void take(int choice);

  /// Drops choices; at least one must stay.
  void keepOnly(const std::function<bool(const Candidate &)> &wanted);

  /// What a policy sees; the state must not be finished. `named`: with the candidates' names.
  Observation observe(bool named = false) const;

 private:
  void goOn();
  void list();
  void complete();
  bool finishWith(const Schedule &schedule);
  void finishByRules();

  Draft draft_;
  int threads_;
  TileMemory *memory_;
  bool offersRules_;
  double untouchedCycles_, cycles_ = 0;
  int op_ = 0, steps_ = 0, onThisOp_ = 0;
  bool finished_ = false;
  std::vector<Candidate> choices_;
};

/// Columns of the observations of scheduling states.
const ObservationSchema &schedulingSchema();

}  // namespace mlir_rl
