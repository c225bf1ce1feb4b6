#include "mlir_rl/search/search.h"

#include <gtest/gtest.h>

#include <set>

#include "mlir_rl/schedule/replay.h"
#include "mlir_rl/schedule/text.h"
#include "tests/conformance/sample_tasks.h"

namespace mlir_rl {
namespace {

SearchProblem problem(uint64_t seed = 1) {
  return {testing::matmulTask(128, 192, 64), testing::sampleMachine(), 1, seed};
}

/// A made-up cost with a known optimum that random proposals hardly meet: a tile of 6 x 64, K unrolled by 4, K tiled
/// by 16 around it.
double madeUpSeconds(const Schedule &schedule) {
  auto nest = *replay(problem().task, schedule);
  const NestOp &op = nest.ops[0];
  if (op.lanes < 0) return 1;
  double seconds = 1e-3;
  for (int d = 0; d < op.registerTile.size(); ++d)
    seconds += 1e-5 * std::abs(double(op.registerTile[d]) - (d == 1 ? 64 : d == 0 ? 6 : 4));
  for (const NestLoop &loop : op.loops)
    if (loop.kind == IteratorKind::reduction) seconds += 1e-5 * std::abs(double(loop.extent) - 16);
  return seconds + 1e-4 * std::abs(op.outer.size() - 1);
}

class EachSearch : public ::testing::TestWithParam<std::string> {};

TEST_P(EachSearch, ProposesLegalSchedulesOnce) {
  auto search = *makeSearch(GetParam(), problem());
  std::set<std::string> seen;
  for (int i = 0; i < 200; ++i) {
    auto schedule = search->ask();
    if (!schedule) break;
    EXPECT_TRUE(seen.insert(printSchedule(*schedule)).second) << printSchedule(*schedule);
    auto nest = replay(problem().task, *schedule);
    ASSERT_TRUE(nest.has_value()) << nest.error().message;
    EXPECT_TRUE(nest->stopped);
    search->tell(*schedule, madeUpSeconds(*schedule));
  }
  EXPECT_GE(seen.size(), 1u);
}

TEST_P(EachSearch, SameSeedSameProposals) {
  auto a = *makeSearch(GetParam(), problem(5)), b = *makeSearch(GetParam(), problem(5));
  for (int i = 0; i < 50; ++i) {
    auto x = a->ask(), y = b->ask();
    ASSERT_EQ(x.has_value(), y.has_value());
    if (!x) break;
    EXPECT_EQ(*x, *y);
    a->tell(*x, madeUpSeconds(*x));
    b->tell(*y, madeUpSeconds(*y));
  }
}

TEST_P(EachSearch, SurvivesFailures) {
  auto search = *makeSearch(GetParam(), problem());
  for (int i = 0; i < 20; ++i)
    if (auto schedule = search->ask()) search->tell(*schedule, std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(All, EachSearch, ::testing::Values("default", "random", "evolutionary"));

double bestOf(const char *name, int trials, uint64_t seed) {
  auto search = *makeSearch(name, problem(seed));
  double best = 1;
  for (int i = 0; i < trials; ++i) {
    auto schedule = search->ask();
    if (!schedule) break;
    double seconds = madeUpSeconds(*schedule);
    best = std::min(best, seconds);
    search->tell(*schedule, seconds);
  }
  return best;
}

TEST(Evolutionary, FindsMoreThanRandomOnASmoothLandscape) {
  double evolutionary = 0, random = 0;
  for (uint64_t seed = 0; seed < 5; ++seed) {
    evolutionary += bestOf("evolutionary", 240, seed);
    random += bestOf("random", 240, seed);
  }
  EXPECT_LT(evolutionary, random);
}

TEST(MakeSearch, RefusesAnUnknownName) { EXPECT_FALSE(makeSearch("annealing", problem()).has_value()); }

}  // namespace
}  // namespace mlir_rl
