#include "mlir_rl/plot/training.h"

#include <algorithm>
#include <set>

#include "mlir_rl/plot/curves.h"
#include "mlir_rl/plot/run_series.h"

namespace mlir_rl {

namespace {

constexpr const char *kOpSpeedup = "speedup/";  ///< and the op type
constexpr const char *kSpeedup = "charts/speedup_geomean", *kValidationSpeedup = "validation/speedup_geomean";

/// What a panel of the page shows.
struct Row {
  std::string title, unit, metric, validation;
  bool ratio = false, fromZero = false, percent = false;
  double TrainingRun::*reference = nullptr;  ///< a setting of the run, drawn when it is not 0
  std::string referenceText;
  double low = 0, high = 0;  ///< of the axis; equal: chosen from the data
};

const std::vector<Row> &rows() {
  static const std::vector<Row> all = {
      {.title = "reward",
       .unit = "mean of an episode",
       .metric = "charts/episodic_return",
       .validation = "validation/episodic_return"},
      {.title = "speed-up",
       .unit = "geometric mean",
       .metric = kSpeedup,
       .validation = kValidationSpeedup,
       .ratio = true},
      {.title = "failed episodes", .unit = "% of episodes", .metric = kFailedShare, .fromZero = true},
      {.title = "episode length", .unit = "decisions", .metric = "charts/episodic_length", .fromZero = true},
      {.title = "policy loss", .unit = "loss", .metric = "losses/policy_loss"},
      {.title = "value loss", .unit = "loss", .metric = "losses/value_loss", .ratio = true},
      {.title = "explained variance",
       .unit = "% of the returns' variance",
       .metric = "losses/explained_variance",
       .percent = true,
       .low = -100,
       .high = 105},
      {.title = "entropy",
       .unit = "% of the largest possible",
       .metric = "losses/entropy_share",
       .fromZero = true,
       .percent = true,
       .reference = &TrainingRun::entropyFloor,
       .referenceText = "floor"},
      {.title = "KL divergence",
       .unit = "nats",
       .metric = "losses/approx_kl",
       .fromZero = true,
       .reference = &TrainingRun::targetKl,
       .referenceText = "updates stop"},
      {.title = "clipped decisions",
       .unit = "% of decisions",
       .metric = "losses/clipfrac",
       .fromZero = true,
       .percent = true},
      {.title = "gradient norm",
       .unit = "norm",
       .metric = "losses/gradient_norm",
       .ratio = true,
       .reference = &TrainingRun::maxGradientNorm,
       .referenceText = "cut to"},
      {.title = "learning rate", .unit = "of Adam", .metric = "charts/learning_rate", .fromZero = true},
  };
  return all;
}

void scale(Panel &panel, double factor) {
  for (Series &series : panel.series)
    for (Point &point : series.points) point.y *= factor;
}

/// Where all runs have the same setting, which is not 0.
void addReference(Panel &panel, const Row &row, const std::vector<TrainingRun> &runs) {
  if (!row.reference) return;
  double value = runs.front().*row.reference;
  for (const TrainingRun &run : runs)
    if (value <= 0 || run.*row.reference != value) return;
  panel.references.push_back({row.percent ? 100 * value : value, row.referenceText});
}

Panel panelOf(const Row &row, const std::string &title, std::vector<Series> series,
              const std::vector<TrainingRun> &runs) {
  Panel panel{.title = title,
              .x = {.title = "iteration", .fromZero = true},
              .y = {.title = row.unit, .ratio = row.ratio, .fromZero = row.fromZero, .low = row.low, .high = row.high}};
  panel.series = std::move(series);
  if (row.percent) scale(panel, 100);
  if (row.metric == kSpeedup) panel.references.push_back({1, "rules"});
  addReference(panel, row, runs);
  return panel;
}

void add(std::vector<Series> &all, const std::vector<Series> &more) { all.insert(all.end(), more.begin(), more.end()); }

/// One run shows training and validation in one panel; several have a panel for each.
void addPanels(Picture &picture, const Row &row, const RunSeries &source) {
  Mean mean = row.ratio ? Mean::geometric : Mean::arithmetic;
  std::vector<Series> training = source.training(row.metric, mean, Clock::iterations);
  std::vector<Series> validation = source.validation(row.validation, mean, Clock::iterations);
  if (source.several()) {
    if (!training.empty()) picture.panels.push_back(panelOf(row, row.title, training, source.runs()));
    if (validation.empty()) return;
    picture.panels.push_back(panelOf(row, row.title + ", validation", validation, source.runs()));
    return;
  }
  add(training, validation);
  if (!training.empty()) picture.panels.push_back(panelOf(row, row.title, training, source.runs()));
}

Picture page(const RunSeries &source) {
  Picture picture{.name = "training", .title = "Training of " + source.title(), .subtitle = source.subtitle()};
  for (const Row &row : rows()) addPanels(picture, row, source);
  picture.columns = std::max(1, (int(picture.panels.size()) + 2) / 3);
  return picture;
}

void addSpeedups(Picture &picture, const RunSeries &source, Clock clock) {
  Panel panel{.x = {.title = clock == Clock::minutes ? "minutes of training" : "iteration", .fromZero = true},
              .y = {.title = "speed-up, geometric mean", .ratio = true},
              .references = {{1, "the rules"}}};
  auto push = [&](const std::string &title, std::vector<Series> series) {
    panel.title = title;
    panel.series = std::move(series);
    if (!panel.series.empty()) picture.panels.push_back(panel);
  };
  std::vector<Series> training = source.training(kSpeedup, Mean::geometric, clock);
  std::vector<Series> validation = source.validation(kValidationSpeedup, Mean::geometric, clock);
  if (!source.several()) add(training, std::exchange(validation, {}));
  push(source.several() ? "training, sampled" : "training and validation", training);
  push("validation, likeliest choices", validation);
}

Picture speedups(const RunSeries &source) {
  Picture picture{.name = "speedup",
                  .title = "Speed-up over the rules while training " + source.title(),
                  .subtitle = source.subtitle()};
  addSpeedups(picture, source, Clock::iterations);
  addSpeedups(picture, source, Clock::minutes);
  picture.columns = std::min<int>(2, int(picture.panels.size()));
  picture.panelWidth = 640;
  picture.panelHeight = 400;
  return picture;
}

Picture opTypes(const RunSeries &source) {
  Picture picture{.name = "op_types",
                  .title = "Speed-up over the rules by op type while training " + source.title(),
                  .subtitle = source.subtitle()};
  std::set<std::string> metrics;
  for (const TrainingRun &run : source.runs())
    for (const auto &[name, points] : run.metrics)
      if (name.starts_with(kOpSpeedup)) metrics.insert(name);
  for (const std::string &metric : metrics)
    picture.panels.push_back({.title = metric.substr(std::string(kOpSpeedup).size()),
                              .x = {.title = "iteration", .fromZero = true},
                              .y = {.title = "speed-up, geometric mean", .ratio = true},
                              .series = source.training(metric, Mean::geometric, Clock::iterations),
                              .references = {{1, "the rules"}}});
  picture.columns = std::min<int>(3, int(picture.panels.size()));
  return picture;
}

}  // namespace

std::vector<Picture> trainingPictures(const std::vector<TrainingRun> &runs) {
  RunSeries source(runs);
  std::vector<Picture> pictures = {page(source), speedups(source), opTypes(source)};
  std::erase_if(pictures, [](const Picture &picture) { return picture.panels.empty(); });
  return pictures;
}

}  // namespace mlir_rl
