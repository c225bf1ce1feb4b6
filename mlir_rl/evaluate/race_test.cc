#include "mlir_rl/evaluate/race.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace mlir_rl {
namespace {

using ::testing::HasSubstr;

TEST(Race, NeedsTheFirstStepWithinTwoPercent) {
  std::vector<RaceStep> steps = {{0, 5}, {1, 0}, {7, 1.03}, {12, 1.019}, {40, 0.8}};
  EXPECT_EQ(neededTrials(steps, 1), 12);
  EXPECT_EQ(neededTrials(steps, 5), 0);
  EXPECT_EQ(neededTrials(steps, 0.5), std::nullopt);
}

Race won(std::optional<int64_t> needed) { return {.name = "p", .evolutionSeconds = 1, .needed = needed}; }

TEST(Race, MedianTakesLostOnesAsLongest) {
  EXPECT_EQ(summarise({won(3), won(std::nullopt), won(9)}).median, 9);
  EXPECT_EQ(summarise({won(3), won(4)}).median, 3.5);
  EXPECT_EQ(summarise({won(3), won(std::nullopt)}).median, std::nullopt);
  EXPECT_EQ(summarise({won(std::nullopt), won(1), won(std::nullopt)}).median, std::nullopt);
  EXPECT_EQ(summarise({}).median, std::nullopt);
  EXPECT_EQ(summarise({won(3), won(std::nullopt), won(9)}).won, 2);
}

TEST(Race, ComesBackFromJsonAndPrints) {
  Race race = won(std::nullopt);
  race.setup = {{"random", 1, 3, "machine"}, {}, 160};
  race.steps = {{0, 2.0}, {5, 0}};
  Result<Race> back = raceFrom(toJson(race));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(toJson(*back), toJson(race));
  EXPECT_FALSE(raceFrom(nlohmann::json::array()));
  EXPECT_THAT(tableText({race}), HasSubstr("never"));
}

}  // namespace
}  // namespace mlir_rl
