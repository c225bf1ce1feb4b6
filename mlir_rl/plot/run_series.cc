#include "mlir_rl/plot/run_series.h"

#include <algorithm>

namespace mlir_rl {

RunSeries::RunSeries(const std::vector<TrainingRun> &runs) : runs_(runs) {
  for (size_t i = 0; i < runs.size(); ++i) {
    size_t group = 0;
    while (group < groups_.size() && runs[groups_[group].front()].setup != runs[i].setup) ++group;
    if (group == groups_.size()) groups_.emplace_back();
    groups_[group].push_back(i);
    groupOf_.push_back(group);
  }
}

/// What all runs agree on; "" when they differ.
static std::string common(const std::vector<TrainingRun> &runs, std::string TrainingRun::*member) {
  for (const TrainingRun &run : runs)
    if (run.*member != runs.front().*member) return "";
  return runs.front().*member;
}

std::string RunSeries::title() const {
  if (!several()) return runs_.front().name;
  return std::to_string(runs_.size()) + " runs";
}

std::string RunSeries::subtitle() const {
  std::string model = common(runs_, &TrainingRun::model), environment = common(runs_, &TrainingRun::environment),
              seed = common(runs_, &TrainingRun::seed);
  int64_t iterations = 0;
  for (const TrainingRun &run : runs_) iterations = std::max(iterations, run.iterations());
  std::string text = (model.empty() ? "several models" : "model " + model) + ", " +
                     (environment.empty() ? "several environments" : "environment " + environment);
  if (!seed.empty()) text += ", seed " + seed;
  text += ", " + std::to_string(iterations) + " iterations";
  if (window() > 1) text += "; lines: moving means of " + std::to_string(window()) + " iterations";
  return text;
}

size_t RunSeries::window() const {
  size_t longest = 0;
  for (const TrainingRun &run : runs_) longest = std::max(longest, run.metric("charts/episodic_return").size());
  return smoothingWindow(longest);
}

std::string RunSeries::labelOf(const TrainingRun &run) const {
  if (groups_.size() == 1 && common(runs_, &TrainingRun::seed).empty()) return run.name + " (seed " + run.seed + ")";
  return run.folder;
}

std::string RunSeries::groupLabel(size_t group) const {
  if (groups_.size() == 1) return "mean";
  const TrainingRun &first = runs_[groups_[group].front()];
  return "mean of " + std::to_string(groups_[group].size()) + " like " + first.folder;
}

std::vector<Series> RunSeries::training(const std::string &metric, Mean mean, Clock clock) const {
  std::vector<Series> all = lines(metric, mean, clock, false);
  if (several() || all.empty() || window() == 1) return all;
  all.front().label = "training, moving mean";
  all.insert(all.begin(), {"training, each iteration", Look::faint, 0,
                           clock == Clock::minutes ? runs_.front().overMinutes(metric) : runs_.front().metric(metric)});
  return all;
}

std::vector<Series> RunSeries::validation(const std::string &metric, Mean mean, Clock clock) const {
  return lines(metric, mean, clock, true);
}

std::vector<Series> RunSeries::lines(const std::string &metric, Mean mean, Clock clock, bool dots) const {
  std::vector<Series> all, means;
  for (size_t group = 0; group < groups_.size(); ++group) {
    std::vector<Points> curves;
    for (size_t run : groups_[group]) {
      Points points = clock == Clock::minutes ? runs_[run].overMinutes(metric) : runs_[run].metric(metric);
      if (points.empty()) continue;
      if (!dots) points = movingMean(points, window(), mean);
      curves.push_back(points);
      all.push_back(lineOf(run, std::move(points), dots));
    }
    if (curves.size() > 1 && clock == Clock::iterations) means.push_back(meanOfGroup(group, curves, mean));
  }
  // One mean lies under its runs, several lie over theirs.
  all.insert(groups_.size() == 1 ? all.begin() : all.end(), means.begin(), means.end());
  return all;
}

Series RunSeries::lineOf(size_t run, Points points, bool dots) const {
  Series series{.look = dots ? Look::dots : Look::line, .colour = int(run), .points = std::move(points)};
  if (!several()) {
    series.label = dots ? "validation" : "training";
    series.colour = dots ? 1 : 0;
    return series;
  }
  size_t group = groupOf_[run];
  bool hidden = groups_.size() > 1 && groups_[group].size() > 1;
  if (!hidden) series.label = labelOf(runs_[run]);
  if (hidden) series.look = Look::faint;
  if (groups_.size() > 1) series.colour = int(group);
  return series;
}

Series RunSeries::meanOfGroup(size_t group, const std::vector<Points> &curves, Mean mean) const {
  return {groupLabel(group), Look::thick, groups_.size() == 1 ? kBlack : int(group), meanCurve(curves, mean)};
}

}  // namespace mlir_rl
