#include "mlir_rl/env/ledger.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "mlir_rl/flow/op_class_name.h"
#include "mlir_rl/measure/protocol.h"

namespace mlir_rl {

/// Beside it, a schedule ten times slower than the rules' earns -2.3.
static constexpr double kFailureReward = -3;

double rewardOf(const Verdict &verdict, double rulesSeconds) {
  assert(rulesSeconds > 0 && "the rules' schedule was measured");
  if (verdict.outcome != Outcome::ok && verdict.outcome != Outcome::cut) return kFailureReward;
  return std::max(kFailureReward, std::log(rulesSeconds / verdict.seconds));
}

nlohmann::json infoOf(const TaskSummary &task, const std::string &schedule, const Verdict &verdict,
                      double rulesSeconds) {
  return {{"task", task.hash},
          {"op_type", nameOf(task.ops[size_t(task.anchor)].opClass)},
          {"schedule", schedule},
          {"outcome", nameOf(verdict.outcome)},
          {"seconds", verdict.seconds},
          {"rules_seconds", rulesSeconds},
          {"speedup", verdict.outcome == Outcome::ok ? rulesSeconds / verdict.seconds : 0}};
}

std::optional<Verdict> Ledger::find(const std::string &task, const std::string &schedule) const {
  auto found = verdicts_.find({task, schedule});
  if (found == verdicts_.end()) return std::nullopt;
  return found->second;
}

double secondsOf(const Measurement &m) {
  return m.samples.empty() ? m.median : *std::min_element(m.samples.begin(), m.samples.end());
}

void Ledger::spend(const Measurement &m) {
  const StageSeconds &s = m.stages;
  stages_.fork += s.fork;
  stages_.transform += s.transform;
  stages_.lower += s.lower;
  stages_.llvm += s.llvm;
  stages_.link += s.link;
  stages_.inputs += s.inputs;
  stages_.run += s.run;
}

void Ledger::add(const std::string &task, const std::string &schedule, const Measurement &m) {
  ++measured_;
  spend(m);
  if (m.outcome != Outcome::ok) ++failed_[nameOf(m.outcome)];
  if (m.outcome != Outcome::lost) verdicts_[{task, schedule}] = {m.outcome, secondsOf(m)};
}

void Ledger::correct(const std::string &task, const std::string &schedule, double seconds) {
  auto found = verdicts_.find({task, schedule});
  assert(found != verdicts_.end() && "a schedule that was measured");
  found->second.seconds = seconds;
}

nlohmann::json Ledger::statistics() const {
  return {{"measured", measured_},
          {"hits", hits_},
          {"failed", failed_},
          {"seconds",
           {{"fork", stages_.fork},
            {"transform", stages_.transform},
            {"lower", stages_.lower},
            {"llvm", stages_.llvm},
            {"link", stages_.link},
            {"inputs", stages_.inputs},
            {"run", stages_.run}}}};
}

}  // namespace mlir_rl
