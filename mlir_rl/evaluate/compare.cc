#include "mlir_rl/evaluate/compare.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "mlir_rl/evaluate/statistics.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"
#include "mlir_rl/support/table.h"
#include "mlir_rl/support/units.h"

namespace mlir_rl {

using nlohmann::json;

namespace {

constexpr double kRegression = 1.05;

std::map<std::string, const ProgramEvaluation *> byHash(const std::vector<ProgramEvaluation> &rows) {
  std::map<std::string, const ProgramEvaluation *> last;
  for (const ProgramEvaluation &row : rows) last[row.hash] = &row;
  return last;
}

ComparedVersion compareOne(const ProgramEvaluation &row, const EvaluatedVersion &before, const EvaluatedVersion &now) {
  ComparedVersion compared{.program = row.name, .version = now.name};
  bool wasRight = before.outcome == "ok", isRight = now.outcome == "ok";
  compared.regression = wasRight && !isRight;
  if (!wasRight || !isRight) return compared;
  compared.ratio = before.seconds / now.seconds;
  double slower = now.seconds / before.seconds;
  compared.regression = slower > kRegression && slower - 1 > before.spread + now.spread;
  return compared;
}

Result<std::vector<ProgramEvaluation>> rowsFrom(const std::vector<json> &values, const std::string &path) {
  std::vector<ProgramEvaluation> rows;
  for (const json &value : values) {
    if (value.is_object() && value.contains("needed")) continue;  // a race
    Result<ProgramEvaluation> row = evaluationFrom(value);
    if (!row) return badUsage(path + ": " + row.error().message);
    rows.push_back(*std::move(row));
  }
  if (rows.empty()) return badUsage(path + ": no evaluated programs");
  return rows;
}

}  // namespace

std::vector<const ComparedVersion *> EvaluationComparison::regressions() const {
  std::vector<const ComparedVersion *> found;
  for (const ComparedVersion &version : versions)
    if (version.regression) found.push_back(&version);
  return found;
}

Result<EvaluationComparison> compareEvaluations(const std::vector<ProgramEvaluation> &older,
                                                const std::vector<ProgramEvaluation> &newer) {
  EvaluationComparison comparison;
  auto before = byHash(older), now = byHash(newer);
  for (const auto &[hash, row] : before)
    if (!now.contains(hash)) comparison.onlyOld.push_back(row->name);
  for (const auto &[hash, row] : now) {
    auto old = before.find(hash);
    if (old == before.end()) {
      comparison.onlyNew.push_back(row->name);
      continue;
    }
    const EvaluationSetup &then = old->second->setup;
    if (then.machine != row->setup.machine || then.threads != row->setup.threads)
      return badUsage(row->name +
                      " was measured on another machine, or with other threads: times of different machines "
                      "are not compared");
    for (const EvaluatedVersion &version : row->versions)
      if (const EvaluatedVersion *same = old->second->find(version.name); same && version.name != "recorded")
        comparison.versions.push_back(compareOne(*row, *same, version));
  }
  return comparison;
}

Result<std::vector<ProgramEvaluation>> readEvaluations(const std::string &path) {
  Result<std::string> text = readFile(path);
  if (!text) return tl::unexpected(text.error());
  std::vector<json> values;
  for (size_t begin = 0; begin < text->size();) {
    size_t end = std::min(text->find('\n', begin), text->size());
    std::string_view line = std::string_view(*text).substr(begin, end - begin);
    bool isCutOff = end == text->size();
    begin = end + 1;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    Result<json> value = parseJson(line, path);
    if (!value && isCutOff && !values.empty()) break;
    if (!value) return tl::unexpected(value.error());
    values.push_back(*std::move(value));
  }
  if (values.size() == 1 && values.front().is_object() && values.front().contains("programs"))
    return rowsFrom(std::vector<json>(values.front()["programs"]), path);
  return rowsFrom(values, path);
}

json toJson(const EvaluationComparison &comparison) {
  json versions = json::array(), regressions = json::array();
  for (const ComparedVersion &v : comparison.versions)
    versions.push_back({{"program", v.program},
                        {"version", v.version},
                        {"ratio", v.ratio > 0 ? json(v.ratio) : json(nullptr)},
                        {"regression", v.regression}});
  for (const ComparedVersion *v : comparison.regressions()) regressions.push_back(v->program + " " + v->version);
  return {{"versions", versions},
          {"regressions", regressions},
          {"only_old", comparison.onlyOld},
          {"only_new", comparison.onlyNew}};
}

namespace {

/// A row for each program: ratios of its versions.
std::string programsText(const EvaluationComparison &comparison) {
  std::vector<std::string> names;
  std::map<std::string, std::map<std::string, double>> ratios;
  for (const ComparedVersion &v : comparison.versions) {
    if (std::find(names.begin(), names.end(), v.version) == names.end()) names.push_back(v.version);
    ratios[v.program][v.version] = v.ratio;
  }
  std::vector<Table::Column> columns = {{"old / new time", Table::Align::left}};
  for (const std::string &name : names) columns.push_back({name});
  Table table(columns);
  for (auto &[program, values] : ratios) {
    std::vector<std::string> cells = {program};
    for (const std::string &name : names) cells.push_back(values[name] > 0 ? formatFixed(values[name], 2) : "-");
    table.addRow(std::move(cells));
  }
  return table.text();
}

/// A row for each version, over programs.
std::string versionsText(const EvaluationComparison &comparison) {
  std::map<std::string, std::vector<double>> ratios;
  for (const ComparedVersion &v : comparison.versions)
    if (v.ratio > 0) ratios[v.version].push_back(v.ratio);
  Table table({{"old / new time", Table::Align::left}, {"programs"}, {"geomean"}, {"min"}, {"max"}});
  for (const auto &[version, values] : ratios) {
    Statistics s = statisticsOf(values);
    table.addRow({version, std::to_string(s.count), formatFixed(s.geometricMean, 3), formatFixed(s.min, 2),
                  formatFixed(s.max, 2)});
  }
  return table.text();
}

}  // namespace

std::string tableText(const EvaluationComparison &comparison) {
  std::string text = programsText(comparison) + "\n" + versionsText(comparison);
  std::vector<const ComparedVersion *> slower = comparison.regressions();
  for (const ComparedVersion *v : slower)
    text += "REGRESSION: " + v->program + " " + v->version +
            (v->ratio > 0 ? ": " + formatFixed(v->ratio, 2) + " of the earlier speed\n" : ": fails now\n");
  text += std::to_string(slower.size()) + " regressions; " + std::to_string(comparison.onlyNew.size()) +
          " programs are new, " + std::to_string(comparison.onlyOld.size()) + " are missing\n";
  return text;
}

}  // namespace mlir_rl
