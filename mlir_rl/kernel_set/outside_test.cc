#include "mlir_rl/kernel_set/outside.h"

#include <gtest/gtest.h>

#include "mlir_rl/kernel_set/fakes_test.h"
#include "mlir_rl/support/files.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl::kernel::testing {
namespace {

class KernelOutside : public ::testing::Test {
 protected:
  /// Skips when the program is not installed.
  Result<RecheckReport> check(const std::string &name, int64_t sample, std::string python = "") {
    Result<SetView> view = SetView::open(temporary_.path());
    EXPECT_TRUE(view.has_value()) << view.error().message;
    const OutsideRow &row = *findOutsideCheck(name);
    const std::string own = MLIR_RL_SOURCE_DIR "/.venv-kernels/bin/python";
    if (python.empty()) python = name != "cpython" && exists(own) ? own : "python3";
    auto check =
        row.make({.python = python, .script = std::string(MLIR_RL_SOURCE_DIR) + "/python/kernels/" + row.script});
    return checkOutside(*view, sample, *check, testPython(), [](const RecheckReport &) {}, [] { return false; });
  }
  TemporaryFolder temporary_;
};

#define SKIP_WITHOUT(report)                                                                                  \
  if (!(report) && (report).error().kind == ErrorKind::environment) GTEST_SKIP() << (report).error().message; \
  ASSERT_TRUE((report).has_value()) << (report).error().message

TEST_F(KernelOutside, CpythonAgrees) {
  generated(temporary_.path(), fakeSource(7), 21);
  Result<RecheckReport> report = check("cpython", 6);
  SKIP_WITHOUT(report);
  EXPECT_EQ(report->checked, 6);
  EXPECT_TRUE(report->disagreements.empty()) << report->disagreements[0].what;
  EXPECT_EQ(check("cpython", 0)->checked, 15) << "kept rows only";
}

TEST_F(KernelOutside, WarpAgrees) {
  generated(temporary_.path(), fakeSource(), 2);
  Result<RecheckReport> report = check("warp", 0);
  SKIP_WITHOUT(report);
  EXPECT_EQ(report->checked, 2);
  EXPECT_TRUE(report->disagreements.empty()) << report->disagreements[0].what;
  EXPECT_EQ(report->notes, (std::map<std::string, int64_t>{{"input sets with equal bits", 6}}));
}

/// The fake's forms are no CUDA and no PTX.
TEST_F(KernelOutside, NvidiasToolsSayWhatIsWrong) {
  generated(temporary_.path(), fakeSource(), 3);
  Result<RecheckReport> report = check("nvidia", 0);
  SKIP_WITHOUT(report);
  ASSERT_EQ(report->disagreements.size(), 3u);
  EXPECT_TRUE(report->disagreements[0].what.starts_with("cuda: ")) << report->disagreements[0].what;
  EXPECT_EQ(report->notes, (std::map<std::string, int64_t>{{"rows without ptx", 1}}));
}

/// A row whose text is not the kernel that was run.
TEST_F(KernelOutside, FindsATextThatIsAnotherKernel) {
  {
    SetHeader header = {.options = {}, .generator = 7, .builder = "fake 1", .project = ""};
    Result<Shard> shard = Shard::open(shardPath(temporary_.path(), 0, 1), header);
    FakeMaker maker;
    FakeBuilder builder;
    PythonParser parser(testPython());
    RowPipeline pipeline(maker, builder, parser, {Form::cpp});
    struct Sink : RowSink {
      MadeRow made;
      void at(int64_t, const char *) override {}
      void done(int64_t, MadeRow row) override { made = std::move(row); }
    } sink;
    int64_t index = 1;
    pipeline.rows(0, {&index, 1}, sink);
    std::string text = sink.made.texts.at(sink.made.row.python.hash);
    text.replace(text.rfind("0.0"), 3, "0.5");
    sink.made.row.python = addText(sink.made, text);
    std::vector<PackedRow> rows;
    rows.push_back(pack(std::move(sink.made)));
    ASSERT_TRUE(shard->add(std::move(rows)).has_value());
  }
  Result<RecheckReport> report = check("cpython", 0);
  SKIP_WITHOUT(report);
  ASSERT_EQ(report->disagreements.size(), 1u);
  EXPECT_EQ(report->disagreements[0].what, "the interpreter gives other results than the row says");
}

TEST_F(KernelOutside, WithoutTheProgramItIsAnError) {
  generated(temporary_.path(), fakeSource(), 2);
  for (const OutsideRow &row : outsideChecks()) {
    Result<RecheckReport> report = check(row.name, 0, "/nowhere/python");
    ASSERT_FALSE(report.has_value()) << row.name;
    EXPECT_EQ(report.error().kind, ErrorKind::environment) << row.name;
  }
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
