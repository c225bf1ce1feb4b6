#include "mlir_rl/support/progress.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>

namespace mlir_rl {
namespace {

/// A pipe that remembers what was written.
class Screen {
 public:
  Screen() {
    EXPECT_EQ(pipe(ends_.data()), 0);
    fcntl(ends_[0], F_SETFL, O_NONBLOCK);
  }
  ~Screen() {
    close(ends_[0]);
    close(ends_[1]);
  }
  int fd() const { return ends_[1]; }
  std::string taken() {
    std::string text(65536, '\0');
    ssize_t got = read(ends_[0], text.data(), text.size());
    text.resize(got > 0 ? static_cast<size_t>(got) : 0);
    return text;
  }

 private:
  std::array<int, 2> ends_{};
};

ProgressState sample() {
  return {.done = 16,
          .total = 64,
          .best = 3.21e-3,
          .baseline = 94.1e-3,
          .failures = {{"crash", 0}, {"timeout", 2}},
          .label = "optimize x"};
}

TEST(ProgressLine, CountsWhatItIsToldTo) {
  EXPECT_EQ(progressLine({.done = 3, .unit = "programs", .label = "generate"}, 1), "generate: 3 programs, 0:01 so far");
}

TEST(Progress, LineSaysHowFarAndHowGood) {
  EXPECT_EQ(progressLine(sample(), 10), "optimize x: 16/64 trials, best 3.21 ms (29.3x), failed: timeout 2, 0:30 left");
  EXPECT_EQ(progressLine({.done = 3}, 5), "3 trials, 0:05 so far");
  EXPECT_EQ(progressLine({.done = 0, .total = 9}, 5), "0/9 trials, 0:05 so far");
}

TEST(Progress, TimeLeftIsTheSmallerOfPaceAndBudget) {
  ProgressState state = sample();
  state.budgetSeconds = 15;
  EXPECT_NE(progressLine(state, 10).find("0:05 left"), std::string::npos);
  state.budgetSeconds = 1000;
  EXPECT_NE(progressLine(state, 10).find("0:30 left"), std::string::npos);
}

TEST(Progress, LiveLineIsRewrittenAtMostTenTimesASecond) {
  Screen screen;
  double now = 0;
  {
    Progress progress(screen.fd(), ProgressStyle::live, [&] { return now; });
    progress.show({.done = 1});
    EXPECT_EQ(screen.taken(), "\r1 trials, 0:00 so far\x1b[K");
    now = 0.05;
    progress.show({.done = 2});
    EXPECT_EQ(screen.taken(), "");
    now = 0.2;
    progress.show({.done = 3});
    EXPECT_NE(screen.taken().find("3 trials"), std::string::npos);
    progress.show({.done = 4});
    EXPECT_EQ(screen.taken(), "");
  }
  EXPECT_EQ(screen.taken(), "\r4 trials, 0:00 so far\x1b[K\n") << "the last state is shown at the end";
}

TEST(Progress, PlainLinesComeEveryTenSeconds) {
  Screen screen;
  double now = 0;
  Progress progress(screen.fd(), ProgressStyle::plain, [&] { return now; });
  progress.show({.done = 1});
  EXPECT_EQ(screen.taken(), "");
  now = 11;
  progress.show({.done = 2});
  EXPECT_EQ(screen.taken(), "2 trials, 0:11 so far\n");
  progress.finish();
  EXPECT_EQ(screen.taken(), "") << "already said";
}

TEST(Progress, SilentSaysNothing) {
  Screen screen;
  EXPECT_EQ(progressStyleFor(screen.fd(), true), ProgressStyle::silent);
  EXPECT_EQ(progressStyleFor(screen.fd(), false), ProgressStyle::plain);
  {
    Progress progress(screen.fd(), ProgressStyle::silent);
    progress.show({.done = 1});
  }
  EXPECT_EQ(screen.taken(), "");
}

TEST(Progress, LiveLinesFitTheTerminal) {
  Screen screen;
  Progress progress(screen.fd(), ProgressStyle::live);
  progress.show({.done = 1, .label = std::string(200, 'x')});
  EXPECT_EQ(screen.taken().size(), 1u + 79u + 3u);
}

}  // namespace
}  // namespace mlir_rl
