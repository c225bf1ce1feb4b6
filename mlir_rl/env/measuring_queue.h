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

/// Each schedule is measured in turns with the rules' in one process, and the ratio counts, in the seconds that the
/// rules' schedule had when it was measured first. Times of different processes differ by where memory lay and by what
/// else the machine did: of many schedules those that seemed best would be the lucky ones.
class MeasuringQueue {
 public:
  /// Runner, ledger and memory must outlive it. `seed`: of the inputs.
  MeasuringQueue(std::vector<SubjectTask> tasks, int threads, uint64_t seed, Runner &runner, Ledger &ledger,
                 TileMemory &memory);

  const std::vector<SubjectTask> &tasks() const { return tasks_; }
  std::string rulesOf(size_t task);

  /// Sees to it that there will be a verdict.
  Status want(size_t task, const std::string &schedule);
  /// Nothing as long as the schedule waits. Outcome `lost` when it could not be measured at all.
  std::optional<Verdict> verdict(size_t task, const std::string &schedule);

  /// Waits for one measurement. False when none is under way.
  Result<bool> advance();

 private:
  using Key = std::pair<size_t, std::string>;  ///< task, schedule

  Status pump();
  Status submit(const Key &key);
  Result<MeasureRequest> requestFor(const Key &key, const std::vector<std::string> &schedules);
  bool isReady(const Key &key);
  void take(const MeasureReply &reply);
  void compare(const Key &key, const Measurement &rules, const Measurement &mine);

  std::vector<SubjectTask> tasks_;
  int threads_;
  uint64_t seed_;
  Runner &runner_;
  Ledger &ledger_;
  TileMemory &memory_;
  std::deque<Key> queue_;
  std::set<Key> wanted_, given_;
  std::set<size_t> loaded_;
  std::map<Key, int> lost_;
  std::map<int64_t, Key> underWay_;
  int64_t nextId_ = 1;
};

}  // namespace mlir_rl
