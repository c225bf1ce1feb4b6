#include "mlir_rl/kernel_set/pool.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <numeric>

namespace mlir_rl::kernel {
namespace {

/// Squares items; some are bad.
class Squares : public ItemWork {
 public:
  using Misbehave = std::function<void(int64_t item)>;
  explicit Squares(Misbehave bad, Status ready = {}) : bad_(std::move(bad)), ready_(std::move(ready)) {}
  Status start() override { return ready_; }
  void work(std::span<const int64_t> items, ItemReport &report) override {
    for (int64_t item : items) {
      report.at(item, "square");
      bad_(item);
      report.done(item, std::to_string(item * item));
    }
  }

 private:
  Misbehave bad_;
  Status ready_;
};

std::vector<int64_t> numbers(int64_t count) {
  std::vector<int64_t> items(static_cast<size_t>(count));
  std::iota(items.begin(), items.end(), 0);
  return items;
}

MakeWork squares(const Squares::Misbehave &bad) {
  return [bad] { return std::make_unique<Squares>(bad); };
}

struct Ran {
  std::vector<ItemResult> results;
  Status status;
};

Ran runAll(const std::vector<int64_t> &items, const MakeWork &make, PoolOptions options = {}) {
  Ran ran;
  ran.status = runPool(
      items, options, make,
      [&](ItemResult result) {
        ran.results.push_back(std::move(result));
        return Status();
      },
      [] { return false; });
  return ran;
}

void expectSquares(const Ran &ran, const std::vector<int64_t> &items, int64_t but) {
  ASSERT_TRUE(ran.status) << ran.status.error().message;
  ASSERT_EQ(ran.results.size(), items.size());
  for (size_t i = 0; i < items.size(); ++i) {
    EXPECT_EQ(ran.results[i].item, items[i]);
    EXPECT_EQ(ran.results[i].done, items[i] != but) << ran.results[i].message;
    if (items[i] != but) EXPECT_EQ(ran.results[i].bytes, std::to_string(items[i] * items[i]));
  }
}

TEST(KernelPool, GivesResultsInOrderWhateverTheJobs) {
  for (int jobs : {1, 2, 5})
    for (int batch : {1, 7, 32}) {
      auto slow = [](int64_t item) {
        if (item % 10 == 0) usleep(2000);
      };
      expectSquares(runAll(numbers(100), squares(slow), {.jobs = jobs, .batch = batch}), numbers(100), -1);
    }
}

TEST(KernelPool, ACrashCostsOneItem) {
  Ran ran = runAll(numbers(50), squares([](int64_t item) {
                     if (item == 17) {
                       fprintf(stderr, "LLVM ERROR: seventeen\n0x1234 somewhere\n");
                       raise(SIGSEGV);
                     }
                   }),
                   {.jobs = 2, .batch = 8});
  expectSquares(ran, numbers(50), 17);
  EXPECT_EQ(ran.results[17].stage, "square");
  // A sanitizer has more to say, and ends the process in its own way.
  EXPECT_NE(ran.results[17].message.find("; it said: LLVM ERROR: seventeen"), std::string::npos)
      << ran.results[17].message;
}

TEST(KernelPool, SlownessCostsOneItem) {
  Ran ran = runAll(numbers(20), squares([](int64_t item) {
                     if (item == 3) sleep(60);
                   }),
                   {.jobs = 1, .batch = 8, .seconds = 1.5});
  expectSquares(ran, numbers(20), 3);
  EXPECT_EQ(ran.results[3].message, "took more than 1.5 s");
}

TEST(KernelPool, HungerForMemoryCostsOneItem) {
#if __has_feature(address_sanitizer)
  GTEST_SKIP() << "memory is not limited under the sanitizer";
#endif
  Ran ran = runAll(numbers(20), squares([](int64_t item) {
                     if (item == 5) (void)::operator new(size_t{1} << 40);
                   }),
                   {.jobs = 1, .batch = 8, .memoryBytes = int64_t{1} << 28});
  expectSquares(ran, numbers(20), 5);
  EXPECT_EQ(ran.results[5].message, "ran out of memory");
}

TEST(KernelPool, AnExitIsNoResult) {
  Ran ran = runAll(numbers(5), squares([](int64_t item) {
                     if (item == 4) _exit(0);
                   }));
  expectSquares(ran, numbers(5), 4);
  EXPECT_EQ(ran.results[4].message, "ended by itself with exit code 0");
}

TEST(KernelPool, WorkThatCannotStartIsAnError) {
  MakeWork make = [] { return std::make_unique<Squares>([](int64_t) {}, badEnvironment("no python")); };
  Ran ran = runAll(numbers(5), make);
  ASSERT_FALSE(ran.status);
  EXPECT_EQ(ran.status.error().kind, ErrorKind::environment);
  EXPECT_EQ(ran.status.error().message, "no python");
  EXPECT_TRUE(ran.results.empty());
}

TEST(KernelPool, ChildrenThatDieAtTheirStartAreAnError) {
  MakeWork make = []() -> std::unique_ptr<ItemWork> { _exit(7); };
  Ran ran = runAll(numbers(40), make, {.jobs = 2, .batch = 4});
  ASSERT_FALSE(ran.status);
  EXPECT_NE(ran.status.error().message.find("exit code 7"), std::string::npos) << ran.status.error().message;
}

TEST(KernelPool, AnErrorOfTheTakerEndsIt) {
  int taken = 0;
  Status status = runPool(
      numbers(50), {.jobs = 2, .batch = 4}, squares([](int64_t) {}),
      [&](const ItemResult &) -> Status {
        if (++taken == 10) return badEnvironment("the disk is full");
        return {};
      },
      [] { return false; });
  ASSERT_FALSE(status);
  EXPECT_EQ(taken, 10);
}

TEST(KernelPool, StopsWhenAsked) {
  int taken = 0;
  Status status = runPool(
      numbers(1000), {.jobs = 2, .batch = 4}, squares([](int64_t) { usleep(1000); }),
      [&](const ItemResult &) { return ++taken, Status(); }, [&] { return taken >= 20; });
  EXPECT_TRUE(status);
  EXPECT_GE(taken, 20);
  EXPECT_LT(taken, 100);
}

}  // namespace
}  // namespace mlir_rl::kernel
