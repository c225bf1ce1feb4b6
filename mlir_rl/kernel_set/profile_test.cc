#include "mlir_rl/kernel_set/profile.h"

#include <gtest/gtest.h>

#include "mlir_rl/kernel_set/fakes_test.h"
#include "mlir_rl/kernel_set/stats.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl::kernel::testing {
namespace {

class KernelProfile : public ::testing::Test {
 protected:
  /// Seven rows of each of six structures, of which five may stay; the fourth structure never does.
  KernelProfile() {
    auto crash = [](const Module &module) {
      if (depthOf(module) == 4) raise(SIGILL);
    };
    generated(temporary_.path(), fakeSource(7, crash), 42);
  }
  SetView view() {
    Result<SetView> view = SetView::open(temporary_.path());
    EXPECT_TRUE(view.has_value()) << view.error().message;
    return *std::move(view);
  }
  TemporaryFolder temporary_;
};

TEST_F(KernelProfile, AgreesWithTheStatistics) {
  SetView set = view();
  auto never = [] { return false; };
  Result<SetProfile> profile = profileOf(set, never);
  Result<SetStats> stats = statsOf(set, {}, never);
  ASSERT_TRUE(profile.has_value()) << profile.error().message;
  ASSERT_TRUE(stats.has_value()) << stats.error().message;
  EXPECT_EQ(profile->python.tokens.total(), stats->python.distinct);
  EXPECT_EQ(profile->python.tokens.quantile(0.5), stats->python.medianTokens);
  EXPECT_EQ(profile->python.lines.quantile(0.5), stats->python.medianLines);
  for (const auto &[form, texts] : stats->forms) {
    EXPECT_EQ(profile->forms[form].tokens.total(), texts.distinct) << rowOf(form).name;
    EXPECT_EQ(profile->forms[form].tokens.quantile(0.5), texts.medianTokens) << rowOf(form).name;
  }
  ASSERT_EQ(profile->families.size(), 2u);
  for (const auto &[family, rows] : stats->families)
    EXPECT_EQ(profile->families[family].states[RowState::kept], rows) << family;
}

TEST_F(KernelProfile, KnowsEachFamily) {
  SetView set = view();
  Result<SetProfile> profile = profileOf(set, [] { return false; });
  ASSERT_TRUE(profile.has_value()) << profile.error().message;
  FamilyProfile &even = profile->families["even"];
  EXPECT_EQ(even.states,
            (std::map<RowState, int64_t>{{RowState::kept, 10}, {RowState::duplicate, 4}, {RowState::failed, 7}}));
  EXPECT_EQ(even.structures, 2) << "depths 2 and 6";
  EXPECT_EQ(even.lines.total(), 10);
  EXPECT_EQ(even.splits[Split::train] + even.splits[Split::validation] + even.splits[Split::test], 10);
  EXPECT_EQ(profile->missing, (std::map<std::pair<Form, std::string>, int64_t>{{{Form::ptx, "needs libdevice"}, 10}}));
  EXPECT_EQ(profile->inputs.quantile(0), 3);
  EXPECT_EQ(profile->inputs.total(), 25);
  EXPECT_EQ(even.firstOf, (std::map<int64_t, int64_t>{{7, 7}})) << "the first row of depth 2";
}

TEST_F(KernelProfile, CountsBothSidesOfAPair) {
  SetView set = view();
  Result<SetProfile> profile = profileOf(set, [] { return false; });
  ASSERT_TRUE(profile.has_value()) << profile.error().message;
  auto pair = [&](const std::string &task, std::optional<Form> source, std::optional<Form> target) {
    for (const PairLengths &pair : profile->pairs)
      if (pair.task == task && pair.sides.source == source && pair.sides.target == target) return pair.tokens;
    ADD_FAILURE() << task;
    return Lengths();
  };
  EXPECT_EQ(profile->pairs.size(), defaultForms().size() + 2 + 2);
  EXPECT_EQ(pair("translate", std::nullopt, Form::ptx).total(), 15) << "depths 1, 2, 5; 3 and 6 have none, 4 crashed";
  Lengths o0 = profile->forms[Form::llvmO0].tokens, o2 = profile->forms[Form::llvmO2].tokens;
  EXPECT_EQ(pair("optimise", Form::llvmO0, Form::llvmO2).longest(), o0.longest() + o2.longest());
  EXPECT_EQ(pair("decompile", Form::assembly, std::nullopt).total(), 25);
}

TEST_F(KernelProfile, StopsWhenAsked) {
  SetView set = view();
  Result<SetProfile> profile = profileOf(set, [] { return true; });
  ASSERT_FALSE(profile.has_value());
  EXPECT_EQ(profile.error().message, "interrupted");
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
