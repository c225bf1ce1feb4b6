#include "mlir_rl/plot/evaluation_pictures.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "mlir_rl/support/files.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

ProgramEvaluation program(const std::string &name, const std::string &type, std::vector<double> seconds) {
  ProgramEvaluation row{.name = name, .hash = name, .opType = type};
  row.setup = {{"lstm", 1, 0, "machine"}, {0, 10}, 20};
  const char *const names[] = {"unscheduled", "default", "policy@0", "policy@10", "evolutionary@20"};
  for (size_t i = 0; i < seconds.size(); ++i)
    row.versions.push_back({.name = names[i], .outcome = seconds[i] > 0 ? "ok" : "crash", .seconds = seconds[i]});
  return row;
}

const std::vector<ProgramEvaluation> kRows = {program("a", "contraction", {8, 4, 8, 2, 4}),
                                              program("b", "pooling", {4, 2, 0, 2, 1}),
                                              program("c", "several", {9, 9, 1, 1, 3})};

std::vector<double> xs(const Series &series) {
  std::vector<double> all;
  for (const Point &point : series.points) all.push_back(point.x);
  return all;
}

TEST(EvaluationPictures, AProgramHasABarForEachVersion) {
  ProgramEvaluation spread = kRows[0];
  spread.versions[0].spread = 0.3;
  spread.versions[1].spread = 0.4;
  std::vector<Picture> pictures = benchmarkPictures(groupBySetup({spread, kRows[1], kRows[2]}));
  ASSERT_EQ(pictures.size(), 1u);
  const Panel &panel = pictures[0].panels.at(0);
  // The fastest first, by the policy with the most measurements.
  EXPECT_EQ(panel.y.tics[0].text, "c");
  EXPECT_EQ(panel.y.tics[2].text, "b (failed: policy@0)");
  ASSERT_EQ(panel.series.size(), 4u);
  EXPECT_THAT(xs(panel.series[0]), ElementsAre(1, 2, 2));
  EXPECT_THAT(xs(panel.series[1]), ElementsAre(9, 1));
  EXPECT_DOUBLE_EQ(panel.series[0].points[1].high, 2 * 1.25);  // half of the spreads' root of squares
  EXPECT_DOUBLE_EQ(panel.series[0].points[1].low, 2 / 1.25);
}

TEST(EvaluationPictures, ManyProgramsFillSeveralPictures) {
  std::vector<ProgramEvaluation> rows;
  for (int i = 0; i < 31; ++i) rows.push_back(program("p" + std::to_string(i), "pooling", {2, 1}));
  std::vector<Picture> pictures = benchmarkPictures(groupBySetup(rows));
  ASSERT_EQ(pictures.size(), 2u);
  EXPECT_EQ(pictures[1].name, "benchmarks_2");
  EXPECT_EQ(pictures[1].panels[0].y.tics.size(), 1u);
}

TEST(EvaluationPictures, OpTypesHaveGeometricMeansAndQuartiles) {
  Picture picture = opTypePicture(groupBySetup(kRows));
  const Panel &panel = picture.panels.at(0);
  EXPECT_EQ(panel.y.tics[0].text, "all programs, 3");
  EXPECT_EQ(panel.y.tics.back().text, "several tasks, 1");
  const Point &all = panel.series[0].points[0];  // default: 2, 2, 1
  EXPECT_NEAR(all.x, 1.5874, 1e-4);
  EXPECT_EQ(all.low, 1.5);
  EXPECT_EQ(all.high, 2);
}

TEST(EvaluationPictures, AnytimeCurvesAreSharesOfTheBest) {
  Picture picture = anytimePicture(groupBySetup(kRows));
  ASSERT_EQ(picture.panels.size(), 2u);
  const std::vector<Series> &series = picture.panels[0].series;
  ASSERT_EQ(series.size(), 3u);
  EXPECT_DOUBLE_EQ(series[0].points.at(0).y, 0.5);  // a: 1/4, b failed, c: 1
  EXPECT_EQ(series[0].points.at(0).x, 0);
  EXPECT_NEAR(series[0].points.at(1).y, std::cbrt(0.5), 1e-12);
  EXPECT_EQ(series[1].look, Look::dashed);
  EXPECT_EQ(series[2].label, "plain evolutionary search");
  EXPECT_TRUE(anytimePicture(groupBySetup({[] {
                ProgramEvaluation none = program("a", "pooling", {2, 1});
                none.setup.trials.clear();
                return none;
              }()}))
                  .panels.empty());
}

TEST(EvaluationPictures, WithoutAPolicyPlainSearchHasTheCurveAndItsMostTrialsTheBar) {
  ProgramEvaluation row = program("a", "pooling", {8, 4});
  row.setup = {{"none", 2, 0, "machine"}, {0, 10, 64}, 0};
  row.versions.push_back({.name = "evolutionary@10", .seconds = 2});
  row.versions.push_back({.name = "evolutionary@64", .seconds = 1});
  Picture picture = anytimePicture(groupBySetup({row}));
  ASSERT_EQ(picture.panels.size(), 2u);
  const std::vector<Series> &series = picture.panels[1].series;
  ASSERT_EQ(series.size(), 2u);
  EXPECT_EQ(series[1].label, "plain evolutionary search");
  ASSERT_EQ(series[1].points.size(), 2u);
  EXPECT_NEAR(series[1].points[0].y, 4, 1e-12);
  EXPECT_NEAR(series[1].points[1].y, 8, 1e-12);
  std::vector<Contestant> bars = mainContestants(groupBySetup({row}));
  ASSERT_EQ(bars.size(), 2u);
  EXPECT_EQ(bars[1].label, "evolutionary@64");
}

TEST(EvaluationPictures, SetupsAreKeptApartAndTheLastRowOfAProgramCounts) {
  ProgramEvaluation again = program("a", "contraction", {8, 1}), other = kRows[0];
  other.setup.policy = "distilbert";
  std::vector<SetupRows> groups = groupBySetup({kRows[0], again, other});
  ASSERT_EQ(groups.size(), 2u);
  ASSERT_EQ(groups[0].rows.size(), 1u);
  EXPECT_EQ(speedup(groups[0].rows[0], "default"), 8);
  std::vector<Contestant> all = allContestants({{kRows[0].setup, {kRows[0]}}, groups[1]});
  EXPECT_EQ(all.back().label, "policy@10 of distilbert");
  EXPECT_EQ(all.size(), 6u);
}

TEST(EvaluationPictures, ARaceIsWonStepByStep) {
  Race race{.steps = {{0, 4}, {3, 2}}, .evolutionSeconds = 2, .needed = 3};
  race.setup.searchTrials = 20;
  Race lost{.steps = {{0, 8}}, .evolutionSeconds = 2};
  lost.setup = race.setup;
  Picture picture = racePicture({race, lost});
  const Points &speed = picture.panels.at(0).series.at(0).points, &won = picture.panels.at(1).series.at(0).points;
  ASSERT_EQ(speed.size(), 3u);  // after 0, 3 and 20
  EXPECT_DOUBLE_EQ(speed[0].y, std::sqrt(0.5 * 0.25));
  EXPECT_DOUBLE_EQ(speed[1].y, 0.5);
  EXPECT_EQ(won[0].y, 0);
  EXPECT_EQ(won[1].y, 50);
  EXPECT_EQ(won[2].y, 50);
}

TEST(EvaluationTable, ReadsRowsAndRacesAndNamesTheRest) {
  TemporaryFolder folder;
  std::string path = folder.path() + "/table.jsonl";
  Race race{.name = "r", .evolutionSeconds = 1};
  ASSERT_TRUE(writeFile(path, toJson(kRows[0]).dump() + "\n{\"program\": 1}\n" + toJson(race).dump() + "\n"));
  EvaluationTable table;
  Damage damage;
  ASSERT_TRUE(readEvaluationTable(path, table, damage));
  EXPECT_EQ(table.rows.size(), 1u);
  EXPECT_EQ(table.races.size(), 1u);
  EXPECT_THAT(damage.lines, ElementsAre(HasSubstr("line 2: not an evaluation of a program")));
  EXPECT_EQ(evaluationPictures(table).size(), 4u);

  ASSERT_TRUE(writeFile(path, "{}\n"));
  Status none = readEvaluationTable(path, table, damage);
  ASSERT_FALSE(none);
  EXPECT_THAT(none.error().message, HasSubstr("has no row of mlir-rl evaluate"));
}

}  // namespace
}  // namespace mlir_rl
