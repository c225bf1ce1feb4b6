#include <algorithm>
#include <cmath>
#include <set>

#include "mlir_rl/plot/curves.h"
#include "mlir_rl/plot/evaluation_pictures.h"

namespace mlir_rl {

namespace {

/// Measurements on an axis: 0 has a place, and beyond it distances are ratios.
double place(int64_t measurements) { return std::log2(1 + double(measurements)); }

Axis measurementsAxis(const std::set<int64_t> &shown) {
  Axis axis{.title = "measurements of a program"};
  for (int64_t measurements : shown) axis.tics.push_back({place(measurements), std::to_string(measurements)});
  axis.low = -0.15;
  axis.high = place(*shown.rbegin()) + 0.15;
  return axis;
}

using Worth = double (*)(const ProgramEvaluation &, const std::string &);

/// Over the programs where the version did not fail; 0: there are none.
double meanWorth(const SetupRows &group, const std::string &version, Worth worth) {
  std::vector<double> values;
  for (const ProgramEvaluation &row : group.rows)
    if (double value = worth(row, version); value > 0) values.push_back(value);
  return values.empty() ? 0 : meanOf(values, Mean::geometric);
}

std::string programs(size_t count) { return std::to_string(count) + (count == 1 ? " program" : " programs"); }

Series policyCurve(const std::vector<SetupRows> &groups, size_t group, Worth worth) {
  Series series{
      "policy " + setupName(groups, group) + ": " + programs(groups[group].rows.size()), Look::dots, int(group), {}};
  for (int64_t trials : groups[group].setup.trials)
    if (double value = meanWorth(groups[group], "policy@" + std::to_string(trials), worth); value > 0)
      series.points.push_back({place(trials), value});
  return series;
}

void addComparison(Panel &panel, const SetupRows &group, Worth worth) {
  if (double rules = meanWorth(group, "default", worth); rules > 0)
    panel.series.push_back(
        {"default: the rules' schedules", Look::dashed, kBlack, {{panel.x.low, rules}, {panel.x.high, rules}}});
  Series plain{"plain evolutionary search", Look::marks, kGrey, {}};
  for (int64_t trials : group.setup.plainTrials())
    if (double value = meanWorth(group, plainVersion(trials), worth); value > 0)
      plain.points.push_back({place(trials), value});
  if (!plain.points.empty()) panel.series.push_back(std::move(plain));
}

Panel anytimePanel(const std::vector<SetupRows> &groups, const std::set<int64_t> &shown, Worth worth) {
  Panel panel{.x = measurementsAxis(shown)};
  for (size_t group = 0; group < groups.size(); ++group)
    if (Series curve = policyCurve(groups, group, worth); !curve.points.empty()) panel.series.push_back(curve);
  bool isPlain = groups.front().setup.policy == "none" && !groups.front().setup.plainTrials().empty();
  if (isPlain || !panel.series.empty()) addComparison(panel, groups.front(), worth);
  return panel;
}

/// After each number of measurements, the fastest so far; 0 before the first that was right.
double bestAfter(const Race &race, int64_t measurements) {
  double best = 0;
  for (const RaceStep &step : race.steps)
    if (step.trials <= measurements && step.seconds > 0 && (best == 0 || step.seconds < best)) best = step.seconds;
  return best;
}

std::set<int64_t> stepsOf(const std::vector<Race> &races) {
  std::set<int64_t> steps = {0};
  for (const Race &race : races) {
    for (const RaceStep &step : race.steps) steps.insert(step.trials);
    steps.insert(race.setup.searchTrials);
  }
  return steps;
}

/// Plain search's time over the policy's; points where a race has nothing right yet are left out.
Points speedCurve(const std::vector<Race> &races, const std::set<int64_t> &steps) {
  Points points;
  for (int64_t step : steps) {
    std::vector<double> ratios;
    for (const Race &race : races)
      if (double best = bestAfter(race, step); best > 0) ratios.push_back(race.evolutionSeconds / best);
    if (ratios.size() == races.size()) points.push_back({place(step), meanOf(ratios, Mean::geometric)});
  }
  return points;
}

Points wonCurve(const std::vector<Race> &races, const std::set<int64_t> &steps) {
  Points points;
  for (int64_t step : steps) {
    auto won = std::ranges::count_if(races, [&](const Race &race) { return race.needed && *race.needed <= step; });
    points.push_back({place(step), 100 * double(won) / double(races.size())});
  }
  return points;
}

std::vector<std::vector<Race>> byPolicy(const std::vector<Race> &races) {
  std::vector<std::vector<Race>> groups;
  for (const Race &race : races) {
    auto same = [&](const std::vector<Race> &group) { return group.front().setup.policy == race.setup.policy; };
    auto group = std::ranges::find_if(groups, same);
    if (group == groups.end()) group = groups.insert(group, std::vector<Race>());
    group->push_back(race);
  }
  return groups;
}

}  // namespace

Picture anytimePicture(const std::vector<SetupRows> &groups) {
  Picture picture{.name = "anytime", .columns = 2, .panelWidth = 560, .panelHeight = 400};
  std::set<int64_t> shown;
  for (const SetupRows &group : groups) {
    shown.insert(group.setup.trials.begin(), group.setup.trials.end());
    if (group.setup.searchTrials > 0) shown.insert(group.setup.searchTrials);
  }
  if (shown.empty()) return picture;
  Panel share = anytimePanel(groups, shown, shareOfBest), speed = anytimePanel(groups, shown, speedup);
  share.title = "share of the best version's speed";
  share.y.title = "geometric mean of best time / time";
  speed.title = "speed-up over unscheduled";
  speed.y = {.title = "geometric mean", .ratio = true};
  picture.title = "What measurements are worth";
  picture.subtitle = "geometric means of programs that did not fail, machine " + groups.front().setup.machine;
  if (!share.series.empty()) picture.panels = {share, speed};
  return picture;
}

Picture racePicture(const std::vector<Race> &races) {
  std::set<int64_t> steps = stepsOf(races), tics;
  int64_t most = races.front().setup.searchTrials;
  for (int64_t tic : {0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000})
    if (tic < most) tics.insert(tic);
  tics.insert(most);
  Panel speed{.title = "speed of the best so far; dashed: plain search's result",
              .x = measurementsAxis(tics),
              .y = {.title = "geometric mean of plain search's time / time", .ratio = true},
              .references = {{1, ""}}};
  Panel won{
      .title = "races where it equals plain search", .x = speed.x, .y = {.title = "% of races", .low = 0, .high = 103}};
  int colour = 0;
  for (const std::vector<Race> &group : byPolicy(races)) {
    std::string label = "policy " + group.front().setup.policy + ", " + std::to_string(group.size()) + " races";
    speed.series.push_back({label, Look::steps, colour, speedCurve(group, steps)});
    won.series.push_back({label, Look::steps, colour++, wonCurve(group, steps)});
  }
  Picture picture{.name = "race",
                  .title = "The policy's search against plain search after " + std::to_string(most) + " measurements",
                  .columns = 2,
                  .panelWidth = 560,
                  .panelHeight = 400};
  picture.subtitle = std::to_string(races.size()) + " races, machine " + races.front().setup.machine;
  picture.panels = {speed, won};
  return picture;
}

std::vector<Picture> evaluationPictures(const EvaluationTable &table) {
  std::vector<Picture> pictures;
  if (!table.rows.empty()) {
    std::vector<SetupRows> groups = groupBySetup(table.rows);
    pictures = benchmarkPictures(groups);
    pictures.push_back(opTypePicture(groups));
    pictures.push_back(anytimePicture(groups));
  }
  if (!table.races.empty()) pictures.push_back(racePicture(table.races));
  std::erase_if(pictures, [](const Picture &picture) { return picture.panels.empty(); });
  return pictures;
}

}  // namespace mlir_rl
