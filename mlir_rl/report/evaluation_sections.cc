#include <algorithm>

#include "mlir_rl/evaluate/summary.h"
#include "mlir_rl/plot/contestants.h"
#include "mlir_rl/report/sections.h"
#include "mlir_rl/support/units.h"

namespace mlir_rl {

namespace {

std::string words(const EvaluationSetup &setup) {
  std::string text = "Policy " + setup.policy + ", " + std::to_string(setup.threads) +
                     (setup.threads == 1 ? " thread" : " threads") + ", seed " + std::to_string(setup.seed);
  if (std::vector<int64_t> plain = setup.plainTrials(); !plain.empty())
    text += ", plain search with " + std::to_string(plain.back()) + " measurements";
  return text + ", machine " + setup.machine + ".";
}

ReportTable overAll(const SummaryGroup &group) {
  ReportTable table{.title = "Speed-up over unscheduled code",
                    .columns = {"version", "geometric mean", "median", "min", "max", "over default", "of the best",
                                "programs", "slower", "failed"}};
  for (const VersionSummary &v : group.versions)
    table.rows.push_back({v.name, times(v.overUnscheduled.geometricMean), times(v.overUnscheduled.median),
                          times(v.overUnscheduled.min), times(v.overUnscheduled.max),
                          times(v.overDefault.geometricMean), percent(v.shareOfBest), std::to_string(v.programs),
                          percent(v.slower), std::to_string(failuresOf(v))});
  return table;
}

ReportTable byOpType(const EvaluationSummary &summary) {
  ReportTable table{.title = "By class of the op that dominates: geometric means of the speed-up",
                    .columns = {"class", "programs"}};
  for (const VersionSummary &v : summary.all.versions) table.columns.push_back(v.name);
  for (const SummaryGroup &group : summary.byOpType) {
    std::vector<std::string> row = {group.name, std::to_string(group.programs)};
    for (const VersionSummary &v : summary.all.versions) {
      auto own = std::find_if(group.versions.begin(), group.versions.end(), [&](auto &o) { return o.name == v.name; });
      row.push_back(own == group.versions.end() ? "-" : times(own->overUnscheduled.geometricMean));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// "1.23 ms ±0.4 %, 5.61x" or how it failed.
std::string cellOf(const ProgramEvaluation &row, const EvaluatedVersion &version) {
  if (version.outcome != "ok") return version.outcome;
  std::string text = formatSeconds(version.seconds) + " ±" + formatFixed(50 * version.spread, 1) + " %";
  double ratio = speedup(row, version.name);
  return ratio > 0 && version.name != "unscheduled" ? text + ", " + formatFixed(ratio, 2) + "x" : text;
}

ReportTable everyProgram(const std::vector<ProgramEvaluation> &rows) {
  ReportTable table{.columns = {"program", "class", "FLOPs"}};
  for (const EvaluatedVersion &version : rows.front().versions) table.columns.push_back(version.name);
  for (const ProgramEvaluation &row : rows) {
    std::vector<std::string> cells = {row.name, row.opType, formatRate(row.flops, "")};
    for (const EvaluatedVersion &version : rows.front().versions) {
      const EvaluatedVersion *own = row.find(version.name);
      cells.push_back(own ? cellOf(row, *own) : "-");
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

ReportTable whatFailed(const std::vector<ProgramEvaluation> &rows) {
  ReportTable table{.title = "What failed", .columns = {"program", "version", "how", "why"}};
  for (const ProgramEvaluation &row : rows)
    for (const EvaluatedVersion &version : row.versions)
      if (version.outcome != "ok") table.rows.push_back({row.name, version.name, version.outcome, version.message});
  return table;
}

ReportSection summaryOf(const SetupRows &group, const std::string &name) {
  EvaluationSummary summary = summarise(group.rows);
  return {.title = "Evaluation" + name,
          .words = {words(group.setup),
                    "Every output of every version was compared with the unscheduled program's; all versions of a "
                    "program were timed in turns in one process."},
          .tables = {overAll(summary.all), byOpType(summary)}};
}

ReportSection programsOf(const SetupRows &group, const std::string &name) {
  ReportSection section{.title = "Every program" + name,
                        .words = {"Median of one call, half its interquartile range, speed-up."}};
  section.tables = {everyProgram(group.rows)};
  if (ReportTable failures = whatFailed(group.rows); !failures.rows.empty())
    section.tables.push_back(std::move(failures));
  return section;
}

ReportSection racesSection(const std::vector<Race> &races) {
  RaceSummary summary = summarise(races);
  ReportSection section{.title = "Races"};
  section.words.push_back(
      "Measurements that the policy's search needs to equal plain search with all of its own: median " +
      (summary.median ? formatFixed(*summary.median, 1) : std::string("not reached")) + ", won " +
      std::to_string(summary.won) + " of " + std::to_string(summary.races) + ".");
  ReportTable table{.columns = {"program", "seed", "rules", "plain search", "policy's search", "needed"}};
  for (const Race &race : races)
    table.rows.push_back({race.name, std::to_string(race.setup.seed), formatSeconds(race.rulesSeconds),
                          formatSeconds(race.evolutionSeconds),
                          formatSeconds(race.steps.empty() ? 0 : race.steps.back().seconds),
                          race.needed ? std::to_string(*race.needed) : "-"});
  section.tables.push_back(std::move(table));
  return section;
}

}  // namespace

std::vector<ReportSection> evaluationSections(const EvaluationTable &table) {
  std::vector<ReportSection> sections;
  std::vector<SetupRows> groups = groupBySetup(table.rows);
  for (size_t i = 0; i < groups.size(); ++i) {
    std::string name = groups.size() == 1 ? "" : " " + std::to_string(i + 1);
    sections.push_back(summaryOf(groups[i], name));
    sections.push_back(programsOf(groups[i], name));
  }
  if (!table.races.empty()) sections.push_back(racesSection(table.races));
  return sections;
}

}  // namespace mlir_rl
