#include "mlir_rl/kernel_set/warp_builder.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "mlir_rl/kernel_set/fakes_test.h"
#include "mlir_rl/kernel_set/recheck.h"
#include "mlir_rl/support/files.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl::kernel::testing {
namespace {

const std::set<Form> kWarps = {Form::warpCpp, Form::warpCuda};

/// Gives these errors, one after the other, then texts.
class FakeWarp : public WarpWriter {
 public:
  explicit FakeWarp(std::vector<Error> errors = {}) : errors_(std::move(errors)) {}
  Status start() override { return {}; }
  Result<WarpTexts> texts(const std::string &source, const std::string &kernel) override {
    if (asked_ < errors_.size()) return tl::unexpected(errors_[asked_++]);
    return WarpTexts{"cpp " + kernel + "\n", "cuda of " + std::to_string(source.size()) + " bytes\n"};
  }

 private:
  std::vector<Error> errors_;
  size_t asked_ = 0;
};

const Error kDied = {ErrorKind::environment, "its process died"};
const Error kRefused = {ErrorKind::usage, "Warp 9 does not take it: no overload"};

Result<Built> build(std::vector<Error> errors, const std::set<Form> &wanted) {
  WarpBuilder builder(std::make_unique<FakeBuilder>(), std::make_unique<FakeWarp>(std::move(errors)), "9");
  return builder.build(sumSample(2, 0.5).module, wanted);
}

RowSource sourceWith(const std::string &release, const std::vector<Error> &errors = {}) {
  RowSource source = fakeSource();
  source.builder = [=] {
    return std::make_unique<WarpBuilder>(std::make_unique<FakeBuilder>(), std::make_unique<FakeWarp>(errors), release);
  };
  return source;
}

TEST(KernelWarpBuilder, GivesWhatIsWanted) {
  Result<Built> built = build({}, {Form::cpp, Form::warpCpp, Form::warpCuda});
  ASSERT_TRUE(built.has_value());
  EXPECT_EQ(built->forms.size(), 3u);
  EXPECT_EQ(built->forms[Form::warpCpp].text, "cpp sums\n");
  EXPECT_EQ(built->forms[Form::cpp].text, "cpp of depth 2\n");
  EXPECT_EQ(build({}, {Form::warpCuda})->forms.size(), 1u);
  EXPECT_EQ(build({kDied, kDied}, {Form::cpp})->forms.size(), 1u) << "Warp is not asked";
}

TEST(KernelWarpBuilder, ARefusalIsAReasonAndADeathIsTriedAgain) {
  Result<Built> refused = build({kRefused}, kWarps);
  ASSERT_TRUE(refused.has_value());
  for (Form form : kWarps) EXPECT_EQ(refused->forms[form].reason, kRefused.message);
  EXPECT_EQ(build({kDied}, kWarps)->forms[Form::warpCpp].reason, "");
  EXPECT_EQ(build({kDied, kDied}, kWarps).error().message, kDied.message);
  EXPECT_FALSE(build({{ErrorKind::failed, "no answer within 60 s"}}, kWarps).has_value());
}

TEST(KernelWarpBuilder, ASetGoesOnWithTheSameReleaseOnly) {
  TemporaryFolder folder;
  SetOptions set = {.forms = {Form::cpp, Form::warpCpp}};
  generated(folder.path(), sourceWith("1.19.0"), 3, set);
  EXPECT_EQ(generated(folder.path(), sourceWith("1.19.0"), 4, set).rows, 4);
  Result<GenerateState> other = generateSet(
      {.folder = folder.path(), .set = set, .count = 5, .pool = {}, .project = "test"}, sourceWith("1.20.0"),
      [](const GenerateState &) {}, [] { return false; });
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().kind, ErrorKind::usage);
  EXPECT_THAT(other.error().message,
              ::testing::HasSubstr(R"(builder "fake 1, Warp 1.19.0" instead of "fake 1, Warp 1.20.0")"));
}

TEST(KernelWarpBuilder, RowsThatWarpRefusesAreKept) {
  TemporaryFolder folder;
  SetOptions set = {.forms = {Form::cpp, Form::warpCpp}};
  generated(folder.path(), sourceWith("9", {kRefused}), 2, set);
  Result<SetView> view = SetView::open(folder.path());
  ASSERT_TRUE(view.has_value());
  Result<std::map<int64_t, Row>> rows = view->spread(0, true);
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ(rows->at(0).forms.at(Form::warpCpp).reason, kRefused.message);
  EXPECT_EQ(rows->at(1).forms.at(Form::warpCpp).reason, "");
}

TEST(KernelWarpBuilder, NoneIsThereUnlessItIsNamed) {
  EXPECT_FALSE(needWarp(defaultForms()));
  EXPECT_TRUE(needWarp({Form::cpp, Form::warpCuda}));
  EXPECT_EQ(defaultForms().size() + kWarps.size(), forms().size());
}

PythonPlace realWarp() {
  std::string own = MLIR_RL_SOURCE_DIR "/.venv-kernels/bin/python";
  return {.python = exists(own) ? own : "python3",
          .script = std::string(MLIR_RL_SOURCE_DIR) + "/python/kernels/warp_worker.py"};
}

/// A row of children and their processes of Warp's gives what one process gives.
TEST(KernelWarpBuilder, RealTextsAreThoseOfAnyProcess) {
  TemporaryFolder folder;
  WarpRunner runner(realWarp());
  if (Status started = runner.start(); !started) GTEST_SKIP() << started.error().message;
  RowSource source = fakeSource();
  source.builder = [&] {
    return std::make_unique<WarpBuilder>(std::make_unique<FakeBuilder>(), makeWarpWriter(realWarp(), folder.path()),
                                         runner.version());
  };
  SetOptions set = {.forms = kWarps};
  generated(folder.path(), source, 6, set, {.jobs = 2, .batch = 2});
  Result<SetView> view = SetView::open(folder.path());
  ASSERT_TRUE(view.has_value());
  Result<RecheckReport> again =
      recheck(*view, source, {.sample = 0, .pool = {}}, [](const RecheckReport &) {}, [] { return false; });
  ASSERT_TRUE(again.has_value()) << again.error().message;
  EXPECT_EQ(again->checked, 6);
  EXPECT_TRUE(again->disagreements.empty()) << again->disagreements[0].what;
  Result<std::map<int64_t, Row>> rows = view->spread(0, true);
  ASSERT_EQ(rows->size(), 6u);
  Result<std::string> cuda = view->text(0, rows->at(0).forms.at(Form::warpCuda).text.hash);
  ASSERT_TRUE(cuda.has_value()) << cuda.error().message;
  EXPECT_TRUE(cuda->starts_with("// Made by NVIDIA Warp " + runner.version() + ".\n")) << *cuda;
}

/// As tools do for a user without Warp: an error that says what to install.
TEST(KernelWarpBuilder, WithoutWarpASetIsNotBegun) {
  TemporaryFolder folder;
  RowSource source = fakeSource();
  source.builder = [&] {
    return std::make_unique<WarpBuilder>(
        std::make_unique<FakeBuilder>(),
        makeWarpWriter({.python = "python3", .script = "/nowhere/warp.py"}, folder.path()), "9");
  };
  Result<GenerateState> state = generateSet(
      {.folder = folder.path(), .set = {.forms = kWarps}, .count = 2, .pool = {}, .project = "test"}, source,
      [](const GenerateState &) {}, [] { return false; });
  ASSERT_FALSE(state.has_value());
  EXPECT_EQ(state.error().kind, ErrorKind::environment);
  EXPECT_THAT(state.error().message, ::testing::HasSubstr("/nowhere/warp.py is missing"));
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
