#include "mlir_rl/kernel_set/uniqueness.h"

#include <gtest/gtest.h>

#include <set>

#include "mlir_rl/support/seed.h"

namespace mlir_rl::kernel {
namespace {

TEST(KernelUniqueness, RefusesEqualTreesAndManyOfOneStructure) {
  Uniqueness rows(2);
  EXPECT_EQ(rows.admit("r0", "b0", "id0"), "");
  EXPECT_EQ(rows.admit("r0", "b0", "id1"), "equals id0 but for names");
  EXPECT_EQ(rows.admit("r2", "b0", "id2"), "");
  EXPECT_EQ(rows.admit("r3", "b0", "id3"), "has the structure of 2 earlier rows, but for names and literals");
  EXPECT_EQ(rows.admit("r3", "b1", "id4"), "") << "what was refused is not in the set";
}

/// The shards refuse some rows, and the rest of all shards is admitted again: what stays is what one pass lets stay.
TEST(KernelUniqueness, ShardsAndWholeKeepTheSameRows) {
  for (uint64_t seed = 0; seed < 50; ++seed) {
    Random random = makeRandom(seed);
    std::vector<std::pair<std::string, std::string>> rows;
    for (int i = 0; i < 300; ++i) {
      uint64_t blanked = uniformBelow(random, 20), renamed = blanked * 100 + uniformBelow(random, 15);
      rows.emplace_back(std::to_string(renamed), std::to_string(blanked));
    }
    Uniqueness whole(5), merged(5);
    std::vector<Uniqueness> shards(3, Uniqueness(5));
    std::set<size_t> kept, keptOfShards;
    for (size_t i = 0; i < rows.size(); ++i) {
      const auto &[renamed, blanked] = rows[i];
      if (whole.admit(renamed, blanked, "").empty()) kept.insert(i);
      if (shards[i % 3].admit(renamed, blanked, "").empty() && merged.admit(renamed, blanked, "").empty())
        keptOfShards.insert(i);
    }
    EXPECT_EQ(kept, keptOfShards) << "seed " << seed;
  }
}

}  // namespace
}  // namespace mlir_rl::kernel
