#include "mlir_rl/kernel_set/recheck.h"

#include <gtest/gtest.h>

#include "mlir_rl/kernel_set/fakes_test.h"
#include "mlir_rl/support/compressed.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl::kernel::testing {
namespace {

/// Form texts of another compiler that calls itself by the same name.
class ChangedBuilder : public FakeBuilder {
 public:
  Result<Built> build(const Module &module, const std::set<Form> &wanted) override {
    Result<Built> built = FakeBuilder::build(module, wanted);
    if (depthOf(module) == 3) built->forms[Form::assembly].text += "nop\n";
    return built;
  }
};

class KernelRecheck : public ::testing::Test {
 protected:
  Result<RecheckReport> check(const RowSource &source, int64_t sample = 0) {
    Result<SetView> view = SetView::open(temporary_.path());
    EXPECT_TRUE(view.has_value()) << view.error().message;
    return recheck(*view, source, {.sample = sample, .pool = {}}, [](const RecheckReport &) {}, [] { return false; });
  }

  Status sql(const std::string &text) {
    return Database::open(shardPath(temporary_.path(), 0, 1), {.what = "", .rebuild = "", .elsewhere = ""})->run(text);
  }

  TemporaryFolder temporary_;
};

TEST_F(KernelRecheck, AgreesWithWhatItMade) {
  auto crash = [](const Module &module) {
    if (depthOf(module) == 3) raise(SIGILL);
  };
  generated(temporary_.path(), fakeSource(7, crash), 30);
  Result<RecheckReport> report = check(fakeSource(7, crash));
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(report->checked, 30) << "duplicates and failures too";
  EXPECT_TRUE(report->disagreements.empty()) << report->disagreements[0].what;
  EXPECT_EQ(check(fakeSource(7, crash), 10)->checked, 10);
}

TEST_F(KernelRecheck, NamesWhatChanged) {
  generated(temporary_.path(), fakeSource(), 6);
  RowSource changed = fakeSource();
  changed.builder = [] { return std::make_unique<ChangedBuilder>(); };
  Result<RecheckReport> report = check(changed);
  ASSERT_TRUE(report.has_value());
  ASSERT_EQ(report->disagreements.size(), 1u);
  EXPECT_EQ(report->disagreements[0].id, "7-0-0000002");
  EXPECT_TRUE(report->disagreements[0].what.starts_with("/forms/asm/")) << report->disagreements[0].what;
}

TEST_F(KernelRecheck, FindsTextsThatWereChanged) {
  generated(temporary_.path(), fakeSource(), 6);
  std::string hex;
  for (char c : compress("another text")) {
    char digits[3];
    snprintf(digits, sizeof digits, "%02x", uint8_t(c));
    hex += digits;
  }
  ASSERT_TRUE(sql("UPDATE texts SET zstd = x'" + hex + "' WHERE id = 1"));
  Result<RecheckReport> report = check(fakeSource());
  ASSERT_TRUE(report.has_value());
  ASSERT_EQ(report->disagreements.size(), 1u);
  EXPECT_TRUE(report->disagreements[0].what.ends_with(" is another")) << report->disagreements[0].what;
}

TEST_F(KernelRecheck, AnotherGeneratorCannotCheck) {
  generated(temporary_.path(), fakeSource(), 3);
  class Newer : public FakeMaker {
    int version() const override { return 8; }
  };
  RowSource newer = fakeSource();
  newer.maker = [] { return std::make_unique<Newer>(); };
  Result<RecheckReport> report = check(newer);
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().kind, ErrorKind::usage);
  EXPECT_NE(report.error().message.find("generator 7 instead of 8"), std::string::npos) << report.error().message;
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
