#pragma once

/// \file
/// Schedules waiting to be measured, several under way at once, verdicts in a ledger.

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "mlir_rl/env/choices.h"
#include "mlir_rl/env/ledger.h"
#include "mlir_rl/measure/runner.h"
#include "mlir_rl/optimize/subject.h"

namespace mlir_rl {

/// Measured in turns with the rules' schedule: what differs from it by so much, in logs; all that is not much slower.
inline constexpr double kDoubt = 0.03, kAlways = -1;

class MeasuringQueue {
 public:
  /// Runner, ledger and memory must outlive it. `seed`: of the inputs.
  /// A schedule that seems faster or slower than the rules' by more than `doubt`, in logs, is measured again in turns
  /// with it in one process, and only that ratio counts. Of many that are tried those that seem best are else the lucky
  /// ones; and with only these measured again luck would be taken from one side, and doing as the rules do pay best.
  MeasuringQueue(std::vector<SubjectTask> tasks, int threads, uint64_t seed, Runner &runner, Ledger &ledger,
                 TileMemory &memory, double doubt);

  const std::vector<SubjectTask> &tasks() const { return tasks_; }
  std::string rulesOf(size_t task);

  /// Sees to it that there will be a verdict.
  Status want(size_t task, const std::string &schedule);
  /// Nothing as long as the schedule waits. Outcome `lost` when it could not be measured at all.
  std::optional<Verdict> verdict(size_t task, const std::string &schedule);

  /// What is known of a task; what waits to be measured still will be.
  void forget(size_t task);

  /// Waits for one measurement. False when none is under way.
  Result<bool> advance();

 private:
  using Key = std::pair<size_t, std::string>;  ///< task, schedule

  Status pump();
  Status submit(const Key &key);
  Status submitPair(const Key &key);
  Result<MeasureRequest> requestFor(const Key &key, const std::vector<std::string> &schedules);
  bool isReady(const Key &key);
  bool isDoubtful(const Key &key, const Verdict &verdict);
  void takePair(const Key &key, const MeasureReply &reply);
  void take(const MeasureReply &reply);

  std::vector<SubjectTask> tasks_;
  int threads_;
  uint64_t seed_;
  Runner &runner_;
  Ledger &ledger_;
  TileMemory &memory_;
  double doubt_;
  std::deque<Key> queue_;
  std::set<Key> wanted_, given_, doubted_;
  std::set<size_t> loaded_;
  std::map<Key, int> lost_;
  std::map<int64_t, Key> underWay_;
  int64_t nextId_ = 1;
};

}  // namespace mlir_rl
