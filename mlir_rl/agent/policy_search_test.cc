#include "mlir_rl/agent/policy_search.h"

#include <gtest/gtest.h>

#include <set>

#include "mlir_rl/agent/episode.h"
#include "mlir_rl/agent/policy_guide.h"
#include "mlir_rl/env/features.h"
#include "mlir_rl/schedule/defaults.h"
#include "mlir_rl/schedule/replay.h"
#include "mlir_rl/schedule/text.h"
#include "tests/conformance/sample_tasks.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

SearchProblem problem(uint64_t seed = 1) {
  return {testing::matmulTask(127, 96, 64), testing::sampleMachine(), 1, seed};
}

/// Proposals of a search, told made-up times.
std::vector<std::string> proposals(Search &search, int count) {
  std::vector<std::string> all;
  for (int i = 0; i < count; ++i) {
    std::optional<Schedule> schedule = search.ask();
    if (!schedule) break;
    EXPECT_TRUE(replay(problem().task, *schedule));
    all.push_back(printSchedule(*schedule));
    search.tell(*schedule, 1e-3 / double(1 + all.back().size()));
  }
  return all;
}

TEST(PolicySearch, ProposesLegalSchedulesOnce) {
  auto policy = makeRandomPolicy();
  TileMemory memory(testing::sampleMachine());
  auto search = makePolicySearch(problem(), *policy, memory);
  std::vector<std::string> all = proposals(*search, 150);
  EXPECT_EQ(all.size(), 150u);
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), all.size());
}

TEST(PolicySearch, StartsWithTheGreedyEpisodeThenTheRules) {
  auto policy = makeFixedPolicy(0);  // always `next`
  TileMemory memory(testing::sampleMachine());
  auto search = makePolicySearch(problem(), *policy, memory);
  auto greedy = playEpisodes(problem().task, 1, memory, *policy, {nullptr});
  ASSERT_TRUE(greedy);
  std::vector<std::string> all = proposals(*search, 40);
  ASSERT_EQ(all.size(), 40u) << "evolution goes on when the policy has nothing new";
  EXPECT_EQ(all[0], printSchedule(greedy->front().schedule));
  EXPECT_EQ(all[1], printSchedule(defaultSchedule(problem().task, testing::sampleMachine(), 1)));
}

TEST(PolicySearch, SameSeedSameProposals) {
  auto policy = makeRandomPolicy();
  TileMemory memory(testing::sampleMachine());
  auto a = makePolicySearch(problem(5), *policy, memory), b = makePolicySearch(problem(5), *policy, memory),
       c = makePolicySearch(problem(6), *policy, memory);
  std::vector<std::string> first = proposals(*a, 40);
  EXPECT_EQ(first, proposals(*b, 40));
  EXPECT_NE(first, proposals(*c, 40));
}

class BrokenPolicy : public Policy {
 public:
  std::string name() const override { return "broken"; }
  Result<std::vector<Decision>> act(const std::vector<Query> &) override { return failed("no"); }
};

TEST(PolicySearch, ABrokenPolicyLeavesEvolution) {
  BrokenPolicy policy;
  TileMemory memory(testing::sampleMachine());
  auto search = makePolicySearch(problem(), policy, memory);
  EXPECT_EQ(proposals(*search, 30).size(), 30u);
  auto guide = makePolicyGuide(std::make_unique<BrokenPolicy>(), "broken");
  EXPECT_FALSE(guide->propose(problem()));
}

TEST(PolicyGuide, HasItsPolicysName) { EXPECT_EQ(makePolicyGuide(makeFixedPolicy(0), "fixed")->name(), "fixed"); }

TEST(PolicyGuide, SaysWhatItCannotOpen) {
  EXPECT_EQ(openGuide("none").value(), nullptr);
  EXPECT_EQ(openGuide("random").value()->name(), "random");
  auto missing = openGuide("/nowhere/weights.safetensors");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::usage);
  TemporaryFolder folder;
  auto empty = openGuide(folder.path());
  ASSERT_FALSE(empty);
  EXPECT_NE(empty.error().message.find("not a training run"), std::string::npos) << empty.error().message;
}

}  // namespace
}  // namespace mlir_rl
