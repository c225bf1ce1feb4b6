#include "mlir_rl/kernel_make/names.h"

#include <gtest/gtest.h>

namespace mlir_rl::kernel::make {
namespace {

constexpr Theme kTheme = {.verbs = "scale sum", .nouns = "weight value range", .results = "out", .numbers = "alpha"};

TEST(Names, AreNewAndMeanNothingElse) {
  Names names;
  names.use(kTheme);
  Draw draw(makeRandom(1));
  std::set<std::string> atTop, inside;
  for (int i = 0; i < 40; ++i) {
    for (NameKind kind : {NameKind::function, NameKind::constant, NameKind::structure})
      EXPECT_TRUE(atTop.insert(names.ofModule(draw, kind)).second);
    names.local(draw, NameKind::real, inside);
  }
  EXPECT_EQ(inside.size(), 40U);
  for (const std::string &name : inside) {
    EXPECT_FALSE(isReserved(name) || atTop.count(name)) << name;
    EXPECT_TRUE(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789") == std::string::npos) << name;
  }
  EXPECT_TRUE(isReserved("range") && isReserved("wp") && isReserved("lambda"));
}

TEST(Names, HintsAreKeptWhereTheyAreFree) {
  Names names;
  names.use(kTheme);
  Draw draw(makeRandom(1));
  std::set<std::string> taken;
  EXPECT_EQ(names.local(draw, NameKind::real, taken, "left"), "left");
  EXPECT_NE(names.local(draw, NameKind::real, taken, "left"), "left");
  EXPECT_NE(names.local(draw, NameKind::real, taken, "sum"), "sum");
}

}  // namespace
}  // namespace mlir_rl::kernel::make
