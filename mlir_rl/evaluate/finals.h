#pragma once

/// \file
/// From what searches measured to versions of a program, and these against each other.

#include "mlir_rl/evaluate/evaluation.h"
#include "mlir_rl/evaluate/trace.h"

namespace mlir_rl {

/// One schedule for each task.
using Schedules = std::vector<Schedule>;

/// The fastest few of a search, measured again in turns at O3 and on every input set, decide as in `optimize`.
class PlayOffs {
 public:
  /// How many of a search's fastest meet again.
  static constexpr size_t kFinalists = 4;

  /// `rules` takes part in the play-off of each task.
  PlayOffs(const Bench &bench, Schedules rules);

  /// Those that stand for a search after so many measurements of the whole program.
  void enter(const ProgramTrace &trace, int64_t trials);

  /// Measures all that entered. Errors: of the runner.
  Status play();

  /// What `optimize` would take after so many measurements: for each task the fastest of the rules and of the search's
  /// finalists; `unmeasured` for a task that had no share of them.
  Schedules winners(const ProgramTrace &trace, int64_t trials, const Schedules &unmeasured) const;

 private:
  struct Match {
    std::vector<Schedule> players;  ///< the first: the rules'
    std::vector<Measurement> measurements;
  };
  const Schedule &winner(const Match &match, const std::vector<Schedule> &candidates) const;

  const Bench &bench_;
  std::vector<Match> matches_;
};

/// A version and its schedules; none: unscheduled.
struct Contender {
  std::string name;
  std::optional<Schedules> schedules;
};

/// All of them in turns in one process, each compared with the unscheduled program's outputs; equal ones are measured
/// once. About three seconds of running, at least five rounds. Errors: of the runner; failed, when interrupted.
Result<std::vector<EvaluatedVersion>> lastRound(const Bench &bench, const std::vector<Contender> &contenders);

}  // namespace mlir_rl
