#pragma once

/// \file
/// What schedules took: measured once, looked up later.

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "mlir_rl/flow/measurement.h"
#include "mlir_rl/flow/op_summary.h"

namespace mlir_rl {

/// How a schedule of a task did.
struct Verdict {
  Outcome outcome = Outcome::ok;
  double seconds = 0;  ///< of `ok`: the smallest sample; of `cut`: the limit that it passed
  bool operator==(const Verdict &) const = default;
};

/// log(rules' seconds / seconds): 0 is as good as the rules, 0.69 twice as fast. A cut run is as slow as its limit;
/// each other failure is worse than any slow schedule.
double rewardOf(const Verdict &verdict, double rulesSeconds);

/// What an episode that ended in this verdict is told by: task, op_type (of the op that dominates), schedule, outcome,
/// seconds, rules_seconds, speedup (0 for what failed).
nlohmann::json infoOf(const TaskSummary &task, const std::string &schedule, const Verdict &verdict,
                      double rulesSeconds);

/// The smallest sample.
double secondsOf(const Measurement &measurement);

/// Verdicts by task and schedule, and where the time went.
class Ledger {
 public:
  std::optional<Verdict> find(const std::string &task, const std::string &schedule) const;
  /// A schedule was wanted again and needed no measurement.
  void countHit() { ++hits_; }
  void add(const std::string &task, const std::string &schedule, const Measurement &measurement);

  /// The time that a measurement took, which says nothing new.
  void spend(const Measurement &measurement);
  /// Better known seconds of a schedule that is there.
  void correct(const std::string &task, const std::string &schedule, double seconds);

  /// Counts and seconds: {"measured": n, "hits": n, "failed": {...}, "seconds": {"lower": s, ...}}.
  nlohmann::json statistics() const;

 private:
  std::map<std::pair<std::string, std::string>, Verdict> verdicts_;
  std::map<std::string, int64_t> failed_;
  StageSeconds stages_;
  int64_t measured_ = 0, hits_ = 0;
};

}  // namespace mlir_rl
