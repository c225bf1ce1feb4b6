#include "mlir_rl/plot/run.h"

#include <filesystem>

#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"

namespace mlir_rl {

namespace {

using nlohmann::json;

constexpr const char *kNeeded[] = {"config.json", "metrics.jsonl"};

Status checkFolder(const std::string &folder) {
  std::string missing;
  for (const char *name : kNeeded)
    if (!exists(folder + "/" + name)) missing += (missing.empty() ? "" : " and ") + std::string(name);
  return missing.empty() ? Status() : badUsage(folder + " is not the folder of a training run: it has no " + missing);
}

std::string textOf(const json &config, const char *key) {
  auto found = config.find(key);
  if (found == config.end()) return "?";
  return found->is_string() ? found->get<std::string>() : found->dump();
}

double numberOf(const json &config, const char *key) {
  auto found = config.find(key);
  return found != config.end() && found->is_number() ? found->get<double>() : 0;
}

void describe(TrainingRun &run, json config) {
  run.model = textOf(config, "model_type");
  run.environment = textOf(config, "environment");
  run.seed = textOf(config, "seed");
  run.entropyFloor = numberOf(config, "entropy_floor");
  run.targetKl = numberOf(config, "target_kl");
  run.maxGradientNorm = numberOf(config, "max_grad_norm");
  run.episodes = numberOf(config, "bench_count");
  for (const char *key : {"seed", "results_dir", "tags", "nb_iterations"}) config.erase(key);
  run.setup = config.dump();
}

Status readConfig(TrainingRun &run) {
  std::string path = run.folder + "/config.json";
  Result<std::string> text = readFile(path);
  Result<json> config = text ? parseJson(*text, path) : tl::unexpected(text.error());
  if (!config) return tl::unexpected(config.error());
  if (!config->is_object()) return badUsage(path + ": not an object");
  describe(run, *std::move(config));
  return {};
}

/// The rows that say of which iteration they are.
Result<std::vector<std::pair<double, json>>> readIterations(const std::string &path, Damage &damage) {
  Result<std::vector<JsonRow>> rows = readJsonRows(path, damage);
  if (!rows) return tl::unexpected(rows.error());
  std::vector<std::pair<double, json>> result;
  for (JsonRow &row : *rows)
    if (row.object.contains("iteration") && row.object["iteration"].is_number())
      result.push_back({row.object["iteration"].get<double>(), std::move(row.object)});
    else
      damage.lines.push_back(row.where + ": no number \"iteration\"");
  return result;
}

/// Episodes that failed, of all that were played; an iteration without failures has none of these metrics.
void addFailedShare(TrainingRun &run, double iteration, const json &row) {
  double failed = 0;
  for (const auto &[name, value] : row.items())
    if (name.starts_with("failures/") && value.is_number()) failed += value.get<double>();
  if (run.episodes > 0 && row.contains("charts/episodic_return"))
    run.metrics[kFailedShare].push_back({iteration, 100 * failed / run.episodes});
}

Status readMetrics(TrainingRun &run, Damage &damage) {
  auto rows = readIterations(run.folder + "/metrics.jsonl", damage);
  if (!rows) return tl::unexpected(rows.error());
  if (rows->empty()) return failed(run.folder + "/metrics.jsonl has no iteration: nothing to plot yet");
  for (const auto &[iteration, row] : *rows) {
    for (const auto &[name, value] : row.items())
      if (value.is_number()) run.metrics[name].push_back({iteration, value.get<double>()});
    addFailedShare(run, iteration, row);
  }
  return {};
}

Status readTiming(TrainingRun &run, Damage &damage) {
  std::string path = run.folder + "/timing.jsonl";
  if (!exists(path)) return {};
  auto rows = readIterations(path, damage);
  if (!rows) return tl::unexpected(rows.error());
  double seconds = 0;
  for (const auto &[iteration, row] : *rows) {
    for (const auto &[name, value] : row.items())
      if (name.starts_with("time/") && value.is_number()) seconds += value.get<double>();
    run.minutes[iteration] = seconds / 60;
  }
  return {};
}

}  // namespace

const Points &TrainingRun::metric(const std::string &wanted) const {
  static const Points none;
  auto found = metrics.find(wanted);
  return found == metrics.end() ? none : found->second;
}

Points TrainingRun::overMinutes(const std::string &wanted) const {
  Points points;
  for (const Point &point : metric(wanted))
    if (auto time = minutes.find(point.x); time != minutes.end()) points.push_back({time->second, point.y});
  return points;
}

int64_t TrainingRun::iterations() const { return int64_t(metric("iteration").back().y); }

Result<TrainingRun> readRun(const std::string &folder, Damage &damage) {
  TrainingRun run{.folder = folder};
  if (Status ok = checkFolder(folder); !ok) return tl::unexpected(ok.error());
  run.name = std::filesystem::weakly_canonical(folder).filename();
  Status ok = readConfig(run);
  if (ok) ok = readMetrics(run, damage);
  if (ok) ok = readTiming(run, damage);
  return ok ? Result<TrainingRun>(std::move(run)) : tl::unexpected(ok.error());
}

}  // namespace mlir_rl
