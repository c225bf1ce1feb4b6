#include "mlir_rl/env/fixed_sizes.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "mlir_rl/env/features.h"
#include "mlir_rl/env/scheduling_state.h"
#include "mlir_rl/nest/moves.h"
#include "mlir_rl/schedule/replay.h"
#include "mlir_rl/support/seed.h"
#include "tests/conformance/sample_tasks.h"

namespace mlir_rl {
namespace {

using ::testing::Contains;
using ::testing::IsSubsetOf;

// 127 x 96 x 64: what is longer than the size is cut, whether it divides or not.
TEST(FixedSizes, TilesOneLoopAtATime) {
  LoopNest nest = Draft::of(testing::matmulTask(127, 96, 64)).nest;
  auto tiles = fixedTiles(nest.ops[0]);
  EXPECT_EQ(tiles.size(), 5u + 5u + 4u);
  EXPECT_THAT(tiles, Contains(std::vector<int64_t>{64, 0, 0}));
  EXPECT_THAT(tiles, ::testing::Not(Contains(std::vector<int64_t>{128, 0, 0})));
}

TEST(FixedSizes, RegisterTilesCutAtMostTwoLoops) {
  LoopNest nest = Draft::of(testing::matmulTask(127, 96, 64)).nest;
  for (const RegisterTile &tile : fixedRegisterTiles(nest.ops[0])) {
    EXPECT_EQ(tile.sizes.size(), 3);
    EXPECT_LE(std::count_if(tile.sizes.begin(), tile.sizes.end(), [](int64_t size) { return size > 1; }), 2);
  }
}

TEST(FixedSizes, EpisodesAreLegalAndShowNothingOfASizeButWhichItIs) {
  TileMemory memory(testing::sampleMachine(), SizeSource::fixed);
  std::vector<std::string> names = candidateColumns();
  auto column = [&](const char *name) { return size_t(std::find(names.begin(), names.end(), name) - names.begin()); };
  Random random = makeRandom(8);
  for (const auto &task : {testing::matmulTask(127, 96, 64), testing::softmaxTask(24, 40)})
    for (int episode = 0; episode < 20; ++episode) {
      SchedulingState state(task, 1, memory);
      while (!state.finished()) {
        Observation o = state.observe();
        for (size_t c = 0; c < size_t(o.candidates); ++c)
          for (const char *name : {"cycles_to_rules", "cycles_to_best", "of_rules", "tile_of_l1", "result_registers"})
            EXPECT_EQ(o.candidateFeatures[c * names.size() + column(name)], 0) << name;
        state.take(int(uniformBelow(random, state.choices().size())));
      }
      EXPECT_TRUE(replay(task, state.draft().schedule));
    }
}

}  // namespace
}  // namespace mlir_rl
