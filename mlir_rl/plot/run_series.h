#pragma once

/// \file
/// Which lines a metric of one or several runs gives.

#include "mlir_rl/plot/curves.h"
#include "mlir_rl/plot/run.h"

namespace mlir_rl {

enum class Clock { iterations, minutes };

/// One run: its values, faint, under their moving mean. Several: a line each, of its moving mean; runs that differ in
/// seed alone are a group, and a group of two or more has a mean. One group: a colour a run, the mean black. Several
/// groups: a colour a group, its runs faint, its mean thick.
class RunSeries {
 public:
  explicit RunSeries(const std::vector<TrainingRun> &runs);

  const std::vector<TrainingRun> &runs() const { return runs_; }
  bool several() const { return runs_.size() > 1; }
  std::string title() const;
  std::string subtitle() const;

  /// Empty when no run has the metric.
  std::vector<Series> training(const std::string &metric, Mean mean, Clock clock) const;
  /// A dot a value: there are few.
  std::vector<Series> validation(const std::string &metric, Mean mean, Clock clock) const;

 private:
  std::vector<Series> lines(const std::string &metric, Mean mean, Clock clock, bool dots) const;
  Series lineOf(size_t run, Points points, bool dots) const;
  Series meanOfGroup(size_t group, const std::vector<Points> &curves, Mean mean) const;
  std::string labelOf(const TrainingRun &run) const;
  std::string groupLabel(size_t group) const;
  size_t window() const;

  const std::vector<TrainingRun> &runs_;
  std::vector<std::vector<size_t>> groups_;  ///< indices of runs
  std::vector<size_t> groupOf_;              ///< of each run
};

}  // namespace mlir_rl
