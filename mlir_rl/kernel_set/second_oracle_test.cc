#include "mlir_rl/kernel_set/second_oracle.h"

#include <gtest/gtest.h>

#include "mlir_rl/kernel_python/python_run.h"
#include "mlir_rl/kernel_set/fakes_test.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl::kernel::testing {
namespace {

class KernelSecondOracle : public ::testing::Test {
 protected:
  void SetUp() override {
    if (Status started = PythonRunner(runner_).start(); !started) GTEST_SKIP() << started.error().message;
  }
  Result<RecheckReport> check(int64_t sample) {
    Result<SetView> view = SetView::open(temporary_.path());
    EXPECT_TRUE(view.has_value()) << view.error().message;
    return checkWithPython(*view, sample, testPython(), runner_, [](const RecheckReport &) {}, [] { return false; });
  }
  PythonPlace runner_ = {.script = std::string(MLIR_RL_SOURCE_DIR) + "/python/kernels/run.py"};
  TemporaryFolder temporary_;
};

TEST_F(KernelSecondOracle, AgreesWithTheFirst) {
  generated(temporary_.path(), fakeSource(7), 21);
  Result<RecheckReport> report = check(6);
  ASSERT_TRUE(report.has_value()) << report.error().message;
  EXPECT_EQ(report->checked, 6);
  EXPECT_TRUE(report->disagreements.empty()) << report->disagreements[0].what;
  EXPECT_EQ(check(0)->checked, 15) << "kept rows only";
}

/// A row whose text is not the kernel that was run.
TEST_F(KernelSecondOracle, FindsATextThatIsAnotherKernel) {
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
  Result<RecheckReport> report = check(0);
  ASSERT_TRUE(report.has_value()) << report.error().message;
  ASSERT_EQ(report->disagreements.size(), 1u);
  EXPECT_EQ(report->disagreements[0].what, "CPython: input 0: out is another");
}

TEST_F(KernelSecondOracle, WithoutPythonItIsAnError) {
  generated(temporary_.path(), fakeSource(), 2);
  runner_.python = "/nowhere/python";
  Result<RecheckReport> report = check(0);
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().kind, ErrorKind::environment);
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
