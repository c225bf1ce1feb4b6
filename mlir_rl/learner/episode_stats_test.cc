#include "mlir_rl/learner/episode_stats.h"

#include <gtest/gtest.h>

#include <cmath>

namespace mlir_rl {
namespace {

Episode episode(double reward, int candidates, double entropy, const std::string &info) {
  Episode e;
  Transition step;
  step.observation.candidates = candidates;
  step.decision.entropy = float(entropy);
  step.reward = float(reward);
  e.steps = {step};
  e.info = info;
  return e;
}

TEST(EpisodeStats, MeansByHand) {
  EpisodeStats stats =
      statsOf({episode(1, 4, std::log(4), R"({"outcome": "ok", "speedup": 4.0, "op_type": "pooling"})"),
               episode(-3, 4, 0, R"({"outcome": "crash", "speedup": 0})"),
               episode(0.5, 1, 0, R"({"outcome": "ok", "speedup": 1.0, "op_type": "pooling"})"), episode(0, 1, 0, "")});
  EXPECT_DOUBLE_EQ(stats.reward, -1.5 / 4);
  EXPECT_EQ(stats.steps, 4);
  EXPECT_NEAR(stats.entropyShare, 0.5, 1e-6) << "decisions without a choice do not count";
  EXPECT_NEAR(stats.speedup, 2, 1e-12) << "geometric, over those that ran";
  ASSERT_EQ(stats.speedups.size(), 1u);
  EXPECT_NEAR(stats.speedups["pooling"], 2, 1e-12);
  EXPECT_EQ(stats.failures, (std::map<std::string, int64_t>{{"crash", 1}}));
}

TEST(EpisodeStats, OneLineAnEpisode) {
  Episode e = episode(0.25, 2, 0, R"({"outcome": "ok"})");
  e.number = 7;
  e.steps[0].decision.candidate = 1;
  EXPECT_EQ(episodeLines(3, {e}),
            "{\"iteration\":3,\"episode\":7,\"reward\":0.25,\"length\":1,\"truncated\":false,\"choices\":[1],"
            "\"info\":{\"outcome\":\"ok\"}}\n");
}

}  // namespace
}  // namespace mlir_rl
