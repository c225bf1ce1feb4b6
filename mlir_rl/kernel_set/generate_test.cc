#include "mlir_rl/kernel_set/generate.h"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <filesystem>

#include "mlir_rl/kernel_set/fakes_test.h"
#include "mlir_rl/kernel_set/view.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl::kernel::testing {
namespace {

std::string contentOf(const std::string &folder) {
  Result<SetView> view = SetView::open(folder);
  EXPECT_TRUE(view.has_value()) << view.error().message;
  Result<std::string> hash = view->contentHash();
  EXPECT_TRUE(hash.has_value());
  return hash.value_or("");
}

/// "kept", or "failed forms: ran out of memory".
std::vector<std::string> statesOf(const std::string &folder) {
  std::vector<std::string> states;
  Result<SetView> view = SetView::open(folder);
  Status status = view->each([&](const StoredRow &stored) {
    const Row &row = stored.row;
    states.push_back(row.state == RowState::kept
                         ? "kept"
                         : std::string(stateName(row.state)) + " " + row.stage + ": " + row.message);
    return Status();
  });
  EXPECT_TRUE(status);
  return states;
}

class KernelGenerate : public ::testing::Test {
 protected:
  std::string folder(const std::string &name) { return temporary_.path() + "/" + name; }
  TemporaryFolder temporary_;
};

TEST_F(KernelGenerate, RowsDoNotDependOnJobsAndBatches) {
  GenerateState state = generated(folder("a"), fakeSource(), 40);
  EXPECT_EQ(state.total, 40);
  EXPECT_EQ(state.rows, 40);
  EXPECT_EQ(state.added.at("kept"), 40);
  generated(folder("b"), fakeSource(), 40, {}, {.jobs = 3, .batch = 4});
  EXPECT_EQ(contentOf(folder("a")), contentOf(folder("b")));
  generated(folder("c"), fakeSource(), 40, {.seed = 1});
  EXPECT_NE(contentOf(folder("a")), contentOf(folder("c")));
}

TEST_F(KernelGenerate, GoesOnWhereItWas) {
  generated(folder("a"), fakeSource(), 40);
  generated(folder("b"), fakeSource(), 13);
  EXPECT_EQ(generated(folder("b"), fakeSource(), 40, {}, {.batch = 5}).before, 13);
  EXPECT_EQ(contentOf(folder("a")), contentOf(folder("b")));
  GenerateState again = generated(folder("b"), fakeSource(), 40);
  EXPECT_TRUE(again.added.empty());
  EXPECT_EQ(contentOf(folder("a")), contentOf(folder("b")));
}

TEST_F(KernelGenerate, StopsAndKeepsWhatIsFinished) {
  int64_t shown = 0;
  Result<GenerateState> state = generateSet(
      {.folder = folder("a"), .set = {}, .count = 400, .pool = {.batch = 4}, .project = "test"}, fakeSource(),
      [&](const GenerateState &s) { shown = s.rows; }, [&] { return shown > 0; });
  ASSERT_TRUE(state.has_value()) << state.error().message;
  EXPECT_GT(state->rows, 0);
  EXPECT_LT(state->rows, 400);
  EXPECT_EQ(int64_t(statesOf(folder("a")).size()), state->rows);
}

TEST_F(KernelGenerate, FamiliesAreChosenAndUnknownOnesRefused) {
  GenerateState state = generated(folder("a"), fakeSource(), 10, {.families = {"odd"}});
  EXPECT_EQ(state.total, 10);
  Result<SetView> view = SetView::open(folder("a"));
  int64_t last = 0;
  ASSERT_TRUE(view->each([&](const StoredRow &stored) {
    EXPECT_EQ(stored.row.family, "odd");
    last = stored.row.id.index;
    return Status();
  }));
  EXPECT_EQ(last, 18) << "an index means the same kernel, whichever families are chosen";
  Result<GenerateState> unknown = generateSet(
      {.folder = folder("b"), .set = {.families = {"ood"}}, .count = 1, .pool = {}, .project = ""}, fakeSource(),
      [](const GenerateState &) {}, [] { return false; });
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ(unknown.error().message, "--families: unknown family 'ood'; did you mean odd?");
  EXPECT_FALSE(std::filesystem::exists(folder("b")));
}

TEST_F(KernelGenerate, OtherOptionsAreRefused) {
  generated(folder("a"), fakeSource(), 3);
  Result<GenerateState> other = generateSet(
      {.folder = folder("a"), .set = {.seed = 9}, .count = 3, .pool = {}, .project = ""}, fakeSource(),
      [](const GenerateState &) {}, [] { return false; });
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().kind, ErrorKind::usage);
  EXPECT_NE(other.error().message.find("seed 0 instead of 9"), std::string::npos) << other.error().message;
}

/// Seven of each structure with a quota of five, in three shards and at once, generated in any order.
TEST_F(KernelGenerate, ShardsMakeTheSameSet) {
  generated(folder("whole"), fakeSource(7), 60);
  for (int shard : {2, 0, 1}) generated(folder("shards"), fakeSource(7), 60, {.shard = shard, .shards = 3});
  EXPECT_EQ(statesOf(folder("whole")), statesOf(folder("shards")));
  EXPECT_EQ(contentOf(folder("whole")), contentOf(folder("shards")));
  std::vector<std::string> states = statesOf(folder("whole"));
  EXPECT_EQ(states[4], "kept");
  EXPECT_EQ(states[5], "duplicate unique: has the structure of 5 earlier rows, but for names and literals");
}

TEST_F(KernelGenerate, MissingShardsAreSaid) {
  generated(folder("a"), fakeSource(), 10, {.shard = 1, .shards = 3});
  Result<SetView> view = SetView::open(folder("a"));
  ASSERT_TRUE(view.has_value());
  EXPECT_EQ(view->missing(), (std::vector<std::string>{"0/3", "2/3"}));
  EXPECT_EQ(SetView::open(folder("nowhere")).error().kind, ErrorKind::usage);
}

TEST_F(KernelGenerate, ShardsOfDifferentSetsAreRefused) {
  generated(folder("a"), fakeSource(), 10, {.shard = 1, .shards = 3});
  generated(folder("a"), fakeSource(), 10, {.seed = 1, .shard = 0, .shards = 3});
  Result<SetView> view = SetView::open(folder("a"));
  ASSERT_FALSE(view.has_value());
  EXPECT_NE(view.error().message.find("of another set: seed"), std::string::npos) << view.error().message;
}

/// A compiler stage that crashes, hangs, or takes all memory.
TEST_F(KernelGenerate, MisbehaviourCostsOneRow) {
  auto misbehave = [](const Module &module) {
    int depth = depthOf(module);
    if (depth == 4) raise(SIGILL);
    if (depth == 9) sleep(60);
    if (depth == 12) (void)::operator new(size_t{1} << 40);
  };
#if __has_feature(address_sanitizer)
  GTEST_SKIP() << "memory is not limited under the sanitizer";
#endif
  generated(folder("a"), fakeSource(1, misbehave), 16, {},
            {.jobs = 2, .batch = 8, .seconds = 3, .memoryBytes = int64_t{1} << 28});
  std::vector<std::string> states = statesOf(folder("a"));
  ASSERT_EQ(states.size(), 16u);
  Row crashed = (*SetView::open(folder("a"))->row(3))->row;
  EXPECT_EQ(crashed.family, "even");
  EXPECT_EQ(crashed.kernel, "sums");
  EXPECT_NE(crashed.python.hash, "") << "its source is kept";
  EXPECT_EQ(states[3], "failed forms: crashed: SIGILL");
  EXPECT_EQ(states[8], "failed forms: took more than 3.0 s");
  EXPECT_EQ(states[11], "failed forms: ran out of memory");
  for (size_t i = 0; i < 16; ++i)
    if (i != 3 && i != 8 && i != 11) EXPECT_EQ(states[i], "kept") << i;
}

TEST_F(KernelGenerate, WithoutPythonThereIsNoSet) {
  RowSource source = fakeSource();
  source.python.python = "/nowhere/python";
  Result<GenerateState> state = generateSet(
      {.folder = folder("a"), .set = {}, .count = 3, .pool = {}, .project = ""}, source, [](const GenerateState &) {},
      [] { return false; });
  ASSERT_FALSE(state.has_value());
  EXPECT_EQ(state.error().kind, ErrorKind::environment);
  EXPECT_TRUE(statesOf(folder("a")).empty());
}

/// kill -9 of the whole generator, at several moments; the same command then goes on to the same content.
TEST_F(KernelGenerate, KillLosesNothingFinished) {
  auto slow = [](const Module &) { usleep(10000); };
  generated(folder("whole"), fakeSource(1, slow), 60);
  int64_t rows = 0;
  for (int round = 0; round < 4; ++round) {
    pid_t child = fork();
    if (child == 0) {
      generated(folder("killed"), fakeSource(1, slow), 60, {}, {.jobs = 2, .batch = 8});
      _exit(0);
    }
    usleep(250000);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    int64_t now = std::filesystem::exists(folder("killed")) ? int64_t(statesOf(folder("killed")).size()) : 0;
    EXPECT_GE(now, rows);
    rows = now;
  }
  generated(folder("killed"), fakeSource(1, slow), 60);
  EXPECT_EQ(contentOf(folder("killed")), contentOf(folder("whole")));
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
