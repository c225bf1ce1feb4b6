#include "mlir_rl/evaluate/summary.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace mlir_rl {

namespace {

using Rows = std::vector<const ProgramEvaluation *>;

/// Every name, in the order in which rows have them.
std::vector<std::string> versionNames(const Rows &rows) {
  std::vector<std::string> names;
  for (const ProgramEvaluation *row : rows)
    for (const EvaluatedVersion &version : row->versions)
      if (std::find(names.begin(), names.end(), version.name) == names.end()) names.push_back(version.name);
  return names;
}

/// Collects one version's numbers program by program.
class VersionCounter {
 public:
  explicit VersionCounter(std::string name) { summary_.name = std::move(name); }

  void add(const ProgramEvaluation &row) {
    const EvaluatedVersion *version = row.find(summary_.name);
    if (!version) return;
    ++summary_.programs;
    if (version->outcome != "ok") {
      ++summary_.failed[version->outcome];
      summary_.failedPrograms.push_back(row.name);
      return;
    }
    addSpeed(row, row.secondsOf("unscheduled") / version->seconds);
    if (double rules = row.secondsOf("default"); rules > 0) overDefault_.push_back(rules / version->seconds);
    if (const EvaluatedVersion *best = row.best()) shares_.push_back(best->seconds / version->seconds);
  }

  VersionSummary finish() {
    if (summary_.programs > 0) {
      summary_.faster /= double(summary_.programs);
      summary_.slower /= double(summary_.programs);
    }
    summary_.improvement = improvementOf(overUnscheduled_);
    summary_.improvementDefault = improvementOf(overDefault_);
    summary_.shareOfBest = statisticsOf(shares_).geometricMean;
    summary_.overUnscheduled = statisticsOf(std::move(overUnscheduled_));
    summary_.overDefault = statisticsOf(std::move(overDefault_));
    return std::move(summary_);
  }

 private:
  void addSpeed(const ProgramEvaluation &row, double speedup) {
    overUnscheduled_.push_back(speedup);
    if (speedup > kFaster) ++summary_.faster;
    if (speedup >= kSlower) return;
    ++summary_.slower;
    summary_.slowerPrograms.push_back(row.name);
  }

  static double improvementOf(const std::vector<double> &speedups) {
    double sum = 0;
    for (double speedup : speedups) sum += 1 - 1 / speedup;
    return speedups.empty() ? 0 : sum / double(speedups.size());
  }

  VersionSummary summary_;
  std::vector<double> overUnscheduled_, overDefault_, shares_;
};

SummaryGroup groupOf(std::string name, const Rows &rows) {
  SummaryGroup group{.name = std::move(name), .programs = int64_t(rows.size())};
  for (const std::string &version : versionNames(rows)) {
    VersionCounter counter(version);
    for (const ProgramEvaluation *row : rows) counter.add(*row);
    group.versions.push_back(counter.finish());
  }
  int64_t measured = 0;
  for (const ProgramEvaluation *row : rows) {
    group.policySeconds += row->policySearch.seconds;
    group.evolutionSeconds += row->evolution.seconds;
    measured += row->policySearch.measured + row->evolution.measured;
  }
  if (measured > 0) group.secondsPerTrial = (group.policySeconds + group.evolutionSeconds) / double(measured);
  group.policySeconds /= double(std::max<size_t>(1, rows.size()));
  group.evolutionSeconds /= double(std::max<size_t>(1, rows.size()));
  return group;
}

/// A rank, for the order of the groups, and a name.
using Bucket = std::pair<int, std::string>;

Bucket opsBucket(const ProgramEvaluation &row) {
  if (row.ops <= 1) return {1, "1 op"};
  if (row.ops <= 3) return {2, "2-3 ops"};
  if (row.ops <= 7) return {4, "4-7 ops"};
  if (row.ops <= 15) return {8, "8-15 ops"};
  return {16, "16 ops and more"};
}

Bucket flopsBucket(const ProgramEvaluation &row) {
  int decade = row.flops < 1e6 ? 5 : std::min(10, int(std::floor(std::log10(row.flops))));
  static const char *const names[] = {"under 1 MFLOP",     "1-10 MFLOP", "10-100 MFLOP",
                                      "100 MFLOP-1 GFLOP", "1-10 GFLOP", "10 GFLOP and more"};
  return {decade, names[decade - 5]};
}

std::vector<SummaryGroup> groupBy(const Rows &rows, const std::function<Bucket(const ProgramEvaluation &)> &bucket) {
  std::map<Bucket, Rows> groups;
  for (const ProgramEvaluation *row : rows) groups[bucket(*row)].push_back(row);
  std::vector<SummaryGroup> all;
  for (const auto &[name, members] : groups) all.push_back(groupOf(name.second, members));
  return all;
}

}  // namespace

EvaluationSummary summarise(const std::vector<ProgramEvaluation> &rows) {
  Rows all;
  for (const ProgramEvaluation &row : rows) all.push_back(&row);
  auto opType = [](const ProgramEvaluation &row) { return Bucket(row.opType == "several", row.opType); };
  return {groupOf("all", all), groupBy(all, opType), groupBy(all, opsBucket), groupBy(all, flopsBucket)};
}

}  // namespace mlir_rl
