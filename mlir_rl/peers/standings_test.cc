#include "mlir_rl/peers/standings.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace mlir_rl {
namespace {

Entrant timed(const std::string &name, std::vector<double> samples, double error = 0) {
  return {.name = name, .samples = std::move(samples), .largestError = error};
}

Contest contest(const std::string &name, std::vector<Entrant> entrants) {
  Contest one{.name = name, .entrants = std::move(entrants), .reference = "default"};
  one.setup.ours = {"default"};
  one.setup.peers = {"unscheduled", "pytorch", "onnxruntime"};
  return one;
}

TEST(Standings, RatiosAreTakenWithinRounds) {
  // The second round ran on a machine half as fast.
  RatioQuartiles ratio = pairedRatio(timed("a", {2, 4, 2}), timed("b", {1, 2, 1}));
  EXPECT_DOUBLE_EQ(ratio.median, 2);
  EXPECT_DOUBLE_EQ(ratio.low, 2);
  EXPECT_DOUBLE_EQ(ratio.high, 2);
}

TEST(Standings, TheBestPeerIsTheFastestThatAgrees) {
  Contest one = contest(
      "x", {timed("default", {1}), timed("unscheduled", {0.1}), timed("pytorch", {3}), timed("onnxruntime", {2}, 0.5)});
  ASSERT_TRUE(one.bestPeer());
  EXPECT_EQ(one.bestPeer()->name, "pytorch") << "onnxruntime is wrong, and unscheduled code is nobody's peer";
  one.setup.peers.push_back("roof-fma");
  one.entrants.push_back(timed("roof-fma", {0.1}));
  EXPECT_EQ(one.bestPeer()->name, "pytorch") << "a roof is no rival";
}

TEST(Standings, MeansAndTheWorst) {
  std::vector<Contest> contests = {
      contest("x", {timed("default", {1}), timed("pytorch", {4})}),
      contest("y", {timed("default", {2}), timed("pytorch", {2}), timed("onnxruntime", {8})})};
  Standings all = standingsOf(contests);
  ASSERT_EQ(all.versions.size(), 1U);
  const std::vector<PeerStanding> &standings = all.versions[0].standings;
  EXPECT_EQ(standings[0].peer, "best peer");
  EXPECT_DOUBLE_EQ(standings[0].ratios.geometricMean, 2);
  EXPECT_EQ(standings[0].worst, "y");
  EXPECT_EQ(standings[1].ratios.count, 0) << "nobody timed unscheduled code";
  EXPECT_EQ(standings[3].ratios.count, 1);
  EXPECT_DOUBLE_EQ(standings[3].ratios.geometricMean, 4);
}

TEST(Standings, WhyThereIsNoNumberIsSaidOnce) {
  Entrant absent{.name = "pytorch", .status = "not installed", .why = "No module named 'torch'"};
  Entrant refused{.name = "onnxruntime", .status = "not offered"};
  std::vector<Contest> contests = {contest("x", {timed("default", {1}), absent, refused}),
                                   contest("y", {timed("default", {1}), absent, timed("onnxruntime", {1}, 1)})};
  EXPECT_EQ(standingsOf(contests).notes,
            (std::vector<std::string>{"PyTorch eager: not installed (No module named 'torch')",
                                      "y: onnxruntime differs from default"}));
}

TEST(Standings, TheTableSaysWhoWasNotThere) {
  Entrant absent{.name = "pytorch", .status = "not installed"};
  std::string text = tableText({contest("x", {timed("default", {1e-3}), absent, timed("onnxruntime", {2e-3})})});
  EXPECT_EQ(text,
            "program  default  unscheduled  PyTorch eager  onnxruntime  best peer    / ours\n"
            "-------  -------  -----------  -------------  -----------  -----------  ------\n"
            "x        1.00 ms            -              -      2.00 ms  onnxruntime    2.00\n");
}

TEST(Standings, AContestSurvivesItsLine) {
  Contest one = contest("x", {timed("default", {1, 2})});
  one.setup = {{"none", 2, 7, "machine", "winograd4"}, {"pytorch"}, {"default"}, 20};
  Result<Contest> again = contestFrom(toJson(one));
  ASSERT_TRUE(again);
  EXPECT_EQ(toJson(*again), toJson(one));
  EXPECT_EQ(again->setup, one.setup);
  EXPECT_EQ(toJson(one)["setup"],
            nlohmann::json::parse(R"({"peers": ["pytorch"], "ours": ["default"], "rounds": 20, "threads": 2, "seed": 7,
                                      "policy": "none", "machine": "machine", "convolutions": "winograd4"})"));
  nlohmann::json broken = toJson(one);
  broken.erase("entrants");
  ASSERT_FALSE(contestFrom(broken));
  EXPECT_NE(contestFrom(broken).error().message.find("entrants"), std::string::npos);
}

}  // namespace
}  // namespace mlir_rl
