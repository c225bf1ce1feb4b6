#include "mlir_rl/kernel_set/stats.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "mlir_rl/kernel_set/fakes_test.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl::kernel::testing {
namespace {

class KernelStats : public ::testing::Test {
 protected:
  SetStats stats(const StatsOptions &options = {}) {
    Result<SetView> view = SetView::open(temporary_.path());
    EXPECT_TRUE(view.has_value()) << view.error().message;
    Result<SetStats> stats = statsOf(*view, options, [] { return false; });
    EXPECT_TRUE(stats.has_value()) << stats.error().message;
    return *stats;
  }
  TemporaryFolder temporary_;
};

/// Seven rows of each of six structures, of which five may stay.
TEST_F(KernelStats, CountsWhatIsThere) {
  auto crash = [](const Module &module) {
    if (depthOf(module) == 4) raise(SIGILL);
  };
  generated(temporary_.path(), fakeSource(7, crash), 42);
  SetStats s = stats({.xz = Form::cpp});
  EXPECT_EQ(s.rows, 42);
  EXPECT_EQ(s.states, (std::map<std::string, int64_t>{{"kept", 25}, {"duplicate", 10}, {"failed", 7}}));
  EXPECT_EQ(s.troubles, (std::map<std::string, int64_t>{{"forms: crashed: SIGILL", 7}}));
  EXPECT_EQ(s.duplicates, (std::map<std::string, int64_t>{{"quota", 10}}));
  EXPECT_EQ(s.families, (std::map<std::string, int64_t>{{"even", 10}, {"odd", 15}}));
  EXPECT_EQ(s.distinct.at("renamed"), 25);
  EXPECT_EQ(s.distinct.at("blanked"), 5);
  EXPECT_EQ(s.leaks, 0);
  EXPECT_EQ(s.splits.at("train") + s.splits["validation"] + s.splits["test"], 25);
  EXPECT_EQ(s.python.rows, 25);
  EXPECT_EQ(s.python.distinct, 25);
  EXPECT_EQ(s.python.medianLines, 7);
  EXPECT_EQ(s.forms.at(Form::cpp).distinct, 5);
  EXPECT_EQ(s.forms.at(Form::ptx).without, 10) << "depths 3 and 6";
  EXPECT_EQ(s.optimised, 25);
  EXPECT_EQ(s.differO0O2, 25);
  EXPECT_EQ(s.differO2O3, 0);
  EXPECT_EQ(s.finite, 25);
  EXPECT_EQ(s.different, 25);
  EXPECT_EQ(s.agreeing, 25);
  EXPECT_EQ(s.variants.at("copy"), 25);
  EXPECT_EQ(s.uses.at("builtins"), (std::map<std::string, int64_t>{{"a + b", 25}}));
  EXPECT_EQ(s.near.rows, 25);
  EXPECT_GE(s.near.clusters, 1);
  ASSERT_TRUE(s.xz.has_value());
  EXPECT_GT(s.xz->raw, s.xz->compressed);
}

TEST_F(KernelStats, SaysItInWordsAndInJson) {
  generated(temporary_.path(), fakeSource(7), 21, {.shard = 0, .shards = 2});
  SetStats s = stats();
  std::string text = statsText(s);
  for (const char *part : {"shard 1/2 is not there", "builtins: 1 of ", "statements: 1 of 12", "rows/s of one core",
                           "outputs differ between input sets", "llvm-o3", "median lines"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  nlohmann::json json = toJson(s);
  EXPECT_EQ(json["rows"], s.rows);
  EXPECT_EQ(json["texts"]["cpp"]["rows"], s.forms.at(Form::cpp).rows);
  EXPECT_EQ(json["missing_shards"], nlohmann::json::array({"1/2"}));
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
