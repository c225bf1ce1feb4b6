#include "mlir_rl/plot/run.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "mlir_rl/plot/training.h"
#include "mlir_rl/support/files.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class RunTest : public testing::Test {
 protected:
  void SetUp() override {
    write("run_1", "config.json", R"({"model_type": "lstm", "environment": "programs", "seed": 1, "bench_count": 8,
                                      "entropy_floor": 0.1})");
  }

  void write(const std::string &run, const std::string &name, const std::string &text) {
    ASSERT_TRUE(makeFolder(root_ + "/" + run));
    ASSERT_TRUE(writeFile(root_ + "/" + run + "/" + name, text));
  }

  TrainingRun read(const std::string &name) {
    Result<TrainingRun> run = readRun(root_ + "/" + name, damage_);
    EXPECT_TRUE(run) << run.error().message;
    return *run;
  }

  TemporaryFolder temporary_;
  const std::string root_ = temporary_.path();
  Damage damage_;
};

std::vector<double> xs(const Points &points) {
  std::vector<double> all;
  for (const Point &point : points) all.push_back(point.x);
  return all;
}

const char *const kMetrics = R"({"iteration": 0, "validation/speedup_geomean": 0.5}
{"iteration": 1, "charts/episodic_return": 2, "charts/speedup_geomean": 0.8, "failures/cut": 1, "failures/timeout": 1}
{"iteration": 2, "charts/episodic_return": 3, "charts/speedup_geomean": 1.2, "losses/entropy_share": 0.5}
)";

TEST_F(RunTest, LinesBecomeCurves) {
  write("run_1", "metrics.jsonl", kMetrics);
  write("run_1", "timing.jsonl", R"({"iteration": 1, "time/playing": 30, "time/learning": 30, "charts/SPS": 9}
{"iteration": 2, "time/playing": 60, "time/learning": 60})");
  TrainingRun run = read("run_1/");
  EXPECT_EQ(run.name, "run_1");
  EXPECT_EQ(run.model + run.environment + run.seed, "lstmprograms1");
  EXPECT_EQ(run.iterations(), 2);
  EXPECT_THAT(xs(run.metric("charts/episodic_return")), ElementsAre(1, 2));
  EXPECT_THAT(xs(run.overMinutes("charts/speedup_geomean")), ElementsAre(1, 3));
  EXPECT_EQ(run.metric(kFailedShare).at(0).y, 25);
  EXPECT_EQ(run.metric(kFailedShare).at(1).y, 0);
  EXPECT_TRUE(run.metric("nothing").empty());
}

TEST_F(RunTest, DamagedLinesAreNamedAndSkipped) {
  write("run_1", "metrics.jsonl",
        "{\"iteration\": 1, \"a\": 1}\n\n{\"iteration\": 2, \"a\n[3]\n{\"a\": 4}\n{\"iteration\": 5, \"a\": 5}\n");
  TrainingRun run = read("run_1");
  EXPECT_THAT(xs(run.metric("a")), ElementsAre(1, 5));
  EXPECT_THAT(damage_.lines, ElementsAre(HasSubstr("metrics.jsonl: line 3: "), HasSubstr("line 4: not an object"),
                                         HasSubstr("line 5: no number \"iteration\"")));
}

TEST_F(RunTest, SaysWhatIsMissing) {
  write("other", "x", "");
  EXPECT_THAT(readRun(root_ + "/other", damage_).error().message, HasSubstr("no config.json and metrics.jsonl"));
  EXPECT_EQ(readRun(root_ + "/run_1", damage_).error().kind, ErrorKind::usage);
  write("run_1", "metrics.jsonl", "");
  Error empty = readRun(root_ + "/run_1", damage_).error();
  EXPECT_EQ(empty.kind, ErrorKind::failed);
  EXPECT_THAT(empty.message, HasSubstr("metrics.jsonl has no iteration"));
}

TEST_F(RunTest, OneRunShowsValidationBesideTraining) {
  write("run_1", "metrics.jsonl", kMetrics);
  std::vector<Picture> pictures = trainingPictures({read("run_1")});
  ASSERT_EQ(pictures.size(), 2u);
  EXPECT_EQ(pictures[0].name, "training");
  EXPECT_EQ(pictures[0].subtitle, "model lstm, environment programs, seed 1, 2 iterations");
  ASSERT_EQ(pictures[0].panels.size(), 4u);  // reward, speed-up, failures, entropy: what is there
  EXPECT_EQ(pictures[0].panels[3].series[0].points[0].y, 50);
  EXPECT_EQ(pictures[0].panels[3].references[0].at, 10);
  ASSERT_EQ(pictures[1].panels.size(), 1u);  // no times
  EXPECT_EQ(pictures[1].panels[0].series[0].label, "training");
  EXPECT_EQ(pictures[1].panels[0].series[1].label, "validation");
}

TEST_F(RunTest, EachOpTypeHasAPanel) {
  write("run_1", "metrics.jsonl",
        R"({"iteration": 1, "charts/speedup_geomean": 2, "speedup/pooling": 2, "speedup/contraction": 1})");
  Picture types = trainingPictures({read("run_1")}).at(2);
  EXPECT_EQ(types.name, "op_types");
  ASSERT_EQ(types.panels.size(), 2u);
  EXPECT_EQ(types.panels[0].title, "contraction");
  EXPECT_EQ(types.panels[1].series.at(0).points.at(0).y, 2);
}

TEST_F(RunTest, SeedsOfOneSetupHaveAMeanAndOthersHaveNone) {
  write("run_1", "metrics.jsonl", R"({"iteration": 1, "charts/speedup_geomean": 0.5})");
  write("run_2", "config.json", R"({"model_type": "lstm", "environment": "programs", "seed": 2, "bench_count": 8,
                                    "entropy_floor": 0.1, "results_dir": "elsewhere"})");
  write("run_2", "metrics.jsonl", R"({"iteration": 1, "charts/speedup_geomean": 2})");
  Picture seeds = trainingPictures({read("run_1"), read("run_2")}).at(1);
  ASSERT_EQ(seeds.panels.at(0).series.size(), 3u);
  EXPECT_EQ(seeds.panels[0].series[2].label, "run_2 (seed 2)");
  EXPECT_EQ(seeds.panels[0].series[0].label, "mean");
  EXPECT_DOUBLE_EQ(seeds.panels[0].series[0].points.at(0).y, 1);  // geometric

  write("run_3", "config.json", R"({"model_type": "distilbert", "seed": 1})");
  write("run_3", "metrics.jsonl", R"({"iteration": 1, "charts/speedup_geomean": 2})");
  Picture models = trainingPictures({read("run_1"), read("run_3")}).at(1);
  ASSERT_EQ(models.panels.at(0).series.size(), 2u);
  EXPECT_THAT(models.panels[0].series[0].label, testing::EndsWith("run_1"));
}

}  // namespace
}  // namespace mlir_rl
