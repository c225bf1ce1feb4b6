#include "mlir_rl/plot/evaluation_table.h"

namespace mlir_rl {

namespace {

template <typename Row>
void take(Result<Row> row, const std::string &where, std::vector<Row> &rows, Damage &damage) {
  if (row)
    rows.push_back(*std::move(row));
  else
    damage.lines.push_back(where + ": " + row.error().message);
}

}  // namespace

Status readEvaluationTable(const std::string &path, EvaluationTable &table, Damage &damage) {
  Result<std::vector<JsonRow>> lines = readJsonRows(path, damage);
  if (!lines) return tl::unexpected(lines.error());
  size_t before = table.size();
  for (const JsonRow &line : *lines) {
    if (line.object.contains("entrants"))
      take(contestFrom(line.object), line.where, table.contests, damage);
    else if (line.object.contains("needed"))
      take(raceFrom(line.object), line.where, table.races, damage);
    else
      take(evaluationFrom(line.object), line.where, table.rows, damage);
  }
  if (table.size() > before) return {};
  return failed(path + " has no row of mlir-rl evaluate: nothing to plot");
}

}  // namespace mlir_rl
