#include "mlir_rl/support/hash.h"

#include <gtest/gtest.h>

#include <set>

namespace mlir_rl {
namespace {

TEST(Hash, IsStableAcrossVersions) {
  // Written to stores and proofs: these values must never change.
  EXPECT_EQ(hashText(""), "813f0174a2367c13");
  EXPECT_EQ(hashText("matmul"), "05d6b30afa047773");
}

TEST(Hash, BordersBetweenValuesCount) {
  EXPECT_NE(Hasher().add("ab").add("c").value(), Hasher().add("a").add("bc").value());
  EXPECT_NE(Hasher().add("").value(), Hasher().value());
}

TEST(Hash, NearbyNumbersDoNotCollide) {
  std::set<uint64_t> seen;
  for (uint64_t i = 0; i < 10'000; ++i) seen.insert(Hasher().add(i).value());
  EXPECT_EQ(seen.size(), 10'000u);
}

TEST(Hash, HexDigitsKeepLeadingZeros) {
  EXPECT_EQ(hexDigits(0xabc), "0000000000000abc");
  EXPECT_EQ(hexDigits(UINT64_MAX), "ffffffffffffffff");
}

}  // namespace
}  // namespace mlir_rl
