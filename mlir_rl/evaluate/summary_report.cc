#include <algorithm>
#include <nlohmann/json.hpp>

#include "mlir_rl/evaluate/summary.h"
#include "mlir_rl/support/table.h"
#include "mlir_rl/support/units.h"

namespace mlir_rl {

using nlohmann::json;
using enum Table::Align;

static json toJson(const VersionSummary &v) {
  return {{"programs", v.programs},
          {"failed", v.failed},
          {"failed_programs", v.failedPrograms},
          {"speedup_over_unscheduled", toJson(v.overUnscheduled)},
          {"speedup_over_default", toJson(v.overDefault)},
          {"improvement_percent", 100 * v.improvement},
          {"improvement_over_default_percent", 100 * v.improvementDefault},
          {"success_rate", v.faster},
          {"slower_rate", v.slower},
          {"slower_programs", v.slowerPrograms},
          {"share_of_best", v.shareOfBest}};
}

static json toJson(const SummaryGroup &group) {
  json versions = json::object();
  for (const VersionSummary &v : group.versions) versions[v.name] = toJson(v);
  return {{"name", group.name},
          {"programs", group.programs},
          {"versions", versions},
          {"policy_search_seconds", group.policySeconds},
          {"evolutionary_search_seconds", group.evolutionSeconds},
          {"seconds_per_trial", group.secondsPerTrial}};
}

static json toJson(const std::vector<SummaryGroup> &groups) {
  json all = json::array();
  for (const SummaryGroup &group : groups) all.push_back(toJson(group));
  return all;
}

json toJson(const EvaluationSummary &summary) {
  return {{"all", toJson(summary.all)},
          {"by_op_type", toJson(summary.byOpType)},
          {"by_ops", toJson(summary.byOps)},
          {"by_flops", toJson(summary.byFlops)}};
}

std::string times(double ratio) { return ratio > 0 ? formatFixed(ratio, 2) : "-"; }
std::string percent(double share) { return formatFixed(100 * share, 0) + " %"; }

/// "3 slower than unscheduled: a, b, c"
static std::string listed(const std::string &what, const std::vector<std::string> &names) {
  if (names.empty()) return "";
  std::string text = what + ": ";
  for (size_t i = 0; i < std::min<size_t>(names.size(), 8); ++i) text += (i ? ", " : "") + names[i];
  return text + (names.size() > 8 ? ", and " + std::to_string(names.size() - 8) + " more\n" : "\n");
}

int64_t failuresOf(const VersionSummary &v) {
  int64_t count = 0;
  for (const auto &[kind, n] : v.failed) count += n;
  return count;
}

static std::string versionsText(const SummaryGroup &group) {
  Table table({{"speed-up", left},
               {"geomean"},
               {"mean"},
               {"median"},
               {"std dev"},
               {"min"},
               {"max"},
               {"improved"},
               {"over default"},
               {"of best"},
               {"> 1.05x"},
               {"slower"},
               {"failed"}});
  std::string notes;
  for (const VersionSummary &v : group.versions) {
    const Statistics &s = v.overUnscheduled;
    table.addRow({v.name, times(s.geometricMean), times(s.mean), times(s.median), times(s.deviation), times(s.min),
                  times(s.max), percent(v.improvement), times(v.overDefault.geometricMean), times(v.shareOfBest),
                  percent(v.faster), percent(v.slower), std::to_string(failuresOf(v))});
    notes += listed(v.name + " slower than unscheduled", v.slowerPrograms);
    notes += listed(v.name + " failed", v.failedPrograms);
  }
  return table.text() + (notes.empty() ? "" : "\n" + notes);
}

/// The kind of versions whose share of the best a reader wants to know: the policy's, else plain search's.
static std::string searchedKind(const SummaryGroup &all) {
  bool hasPolicy = std::ranges::any_of(all.versions, [](auto &v) { return v.name.starts_with("policy@"); });
  return hasPolicy ? "policy@" : "evolutionary@";
}

/// One line a group: what its versions gain over default, and what searching took.
static std::string groupsText(const std::string &title, const std::vector<SummaryGroup> &groups,
                              const SummaryGroup &all) {
  std::vector<Table::Column> columns = {{title, left}, {"programs"}};
  for (const VersionSummary &v : all.versions)
    if (v.name != "unscheduled") columns.push_back({v.name});
  columns.push_back({"of best"});
  columns.push_back({"tuning"});
  columns.push_back({"a trial"});
  Table table(columns);
  std::string kind = searchedKind(all);
  for (const SummaryGroup &group : groups) {
    std::vector<std::string> cells = {group.name, std::to_string(group.programs)};
    std::string share = "-";
    for (const VersionSummary &wanted : all.versions) {
      if (wanted.name == "unscheduled") continue;
      auto v =
          std::find_if(group.versions.begin(), group.versions.end(), [&](auto &v) { return v.name == wanted.name; });
      cells.push_back(v == group.versions.end() ? "-" : times(v->overUnscheduled.geometricMean));
      if (v != group.versions.end() && v->name.starts_with(kind)) share = times(v->shareOfBest);
    }
    cells.push_back(share);
    cells.push_back(formatSeconds(group.policySeconds > 0 ? group.policySeconds : group.evolutionSeconds));
    cells.push_back(formatSeconds(group.secondsPerTrial));
    table.addRow(std::move(cells));
  }
  return "\n" + table.text();
}

std::string tableText(const EvaluationSummary &summary) {
  return versionsText(summary.all) + groupsText("by op type", summary.byOpType, summary.all) +
         groupsText("by ops", summary.byOps, summary.all) + groupsText("by work", summary.byFlops, summary.all);
}

std::string tableText(const std::vector<ProgramEvaluation> &rows) {
  std::vector<std::string> names;
  for (const ProgramEvaluation &row : rows)
    for (const EvaluatedVersion &v : row.versions)
      if (v.name != "unscheduled" && std::find(names.begin(), names.end(), v.name) == names.end())
        names.push_back(v.name);
  std::vector<Table::Column> columns = {{"program", left}, {"unscheduled"}};
  for (const std::string &name : names) columns.push_back({name});
  Table table(columns);
  for (const ProgramEvaluation &row : rows) {
    std::vector<std::string> cells = {row.name, formatSeconds(row.secondsOf("unscheduled"))};
    for (const std::string &name : names) {
      const EvaluatedVersion *v = row.find(name);
      cells.push_back(!v                   ? "-"
                      : v->outcome != "ok" ? v->outcome
                                           : times(row.secondsOf("unscheduled") / v->seconds) + "x");
    }
    table.addRow(std::move(cells));
  }
  return table.text();
}

}  // namespace mlir_rl
