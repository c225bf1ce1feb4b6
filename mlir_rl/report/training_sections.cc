#include <nlohmann/json.hpp>

#include "mlir_rl/report/sections.h"
#include "mlir_rl/support/units.h"

namespace mlir_rl {

static std::string lastOf(const Points &points) { return points.empty() ? "-" : formatFixed(points.back().y, 4); }

static std::string bestOf(const Points &points) {
  if (points.empty()) return "-";
  Point best = points.front();
  for (const Point &point : points)
    if (point.y > best.y) best = point;
  return formatFixed(best.y, 4) + " (iteration " + formatFixed(best.x, 0) + ")";
}

static double minutesOf(const TrainingRun &run) { return run.minutes.empty() ? 0 : run.minutes.rbegin()->second; }

/// Everything that config.json says but where things lie.
static ReportTable settingsOf(const TrainingRun &run) {
  ReportTable table{.columns = {"key", "value"}};
  nlohmann::json settings = nlohmann::json::parse(run.setup, nullptr, false);
  for (const auto &[key, value] : settings.items())
    table.rows.push_back({key, value.is_string() ? value.get<std::string>() : value.dump()});
  return table;
}

std::vector<ReportSection> trainingSections(const TrainingRun &run) {
  ReportSection section{.title = "Training " + run.name};
  section.words.push_back("Model " + run.model + ", environment " + run.environment + ", seed " + run.seed + ": " +
                          std::to_string(run.iterations()) + " iterations of " + formatFixed(run.episodes, 0) +
                          " episodes in " + formatDuration(60 * minutesOf(run)) + ".");
  ReportTable table{.title = "Where it stands", .columns = {"metric", "last", "best"}};
  for (const char *name :
       {"charts/episodic_return", "validation/episodic_return", "charts/speedup_geomean", "validation/speedup_geomean",
        "losses/entropy_share", "losses/approx_kl", "losses/explained_variance"})
    if (const Points &points = run.metric(name); !points.empty())
      table.rows.push_back({name, lastOf(points), bestOf(points)});
  section.tables = {std::move(table)};
  return {std::move(section), {.title = "Settings of " + run.name, .tables = {settingsOf(run)}}};
}

}  // namespace mlir_rl
