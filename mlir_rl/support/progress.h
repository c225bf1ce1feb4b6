#pragma once

/// \file
/// What long work says while it runs: a live line on a terminal, a plain line now and then elsewhere.

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace mlir_rl {

struct ProgressState {
  int64_t done = 0;
  int64_t total = 0;                        ///< 0: not known
  double best = 0;                          ///< seconds of the fastest so far; 0: none yet
  double baseline = 0;                      ///< seconds of what it is compared with; 0: not known
  std::map<std::string, int64_t> failures;  ///< how many of each kind
  double budgetSeconds = 0;                 ///< time allowed for the whole work; 0: no limit
  std::string unit = "trials";              ///< what is counted
  std::string label;                        ///< stands first: "optimize matmul_512"
  std::string detail;                       ///< more about it, stands after the count
};

/// "optimize x: 12/64 trials, best 3.21 ms (29.3x), failed: timeout 2, 0:14 left". Time left is the smaller of
/// what the pace so far and the budget say.
std::string progressLine(const ProgressState &state, double elapsedSeconds);

enum class ProgressStyle {
  silent,  ///< nothing
  plain,   ///< a line at most every ten seconds
  live,    ///< one line rewritten at most ten times a second
};

/// Live on a terminal, else plain; silent when asked to be quiet.
ProgressStyle progressStyleFor(int fd, bool quiet);

class Progress {
 public:
  /// Writes to `fd` (usually 2). `clock` gives seconds; tests bring their own.
  Progress(int fd, ProgressStyle style, std::function<double()> clock);
  Progress(int fd, ProgressStyle style);
  Progress(const Progress &) = delete;
  Progress &operator=(const Progress &) = delete;
  ~Progress() { finish(); }

  /// Shows the state unless the last one is too recent.
  void show(const ProgressState &state);
  /// Ends the live line, showing the last state given. Further calls do nothing until the next show().
  void finish();

 private:
  void print(const ProgressState &state);
  int fd_;
  ProgressStyle style_;
  std::function<double()> clock_;
  double start_;
  double lastPrint_;
  ProgressState last_;
  bool shown_ = false;    ///< the last state is on screen
  bool started_ = false;  ///< something was shown since finish()
};

}  // namespace mlir_rl
