#include "mlir_rl/support/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "mlir_rl/support/clock.h"
#include "mlir_rl/support/table.h"
#include "mlir_rl/support/units.h"

namespace mlir_rl {
namespace {

constexpr double kLiveSeconds = 0.1;
constexpr double kPlainSeconds = 10;

/// Seconds left, or a negative number when nothing is known.
double secondsLeft(const ProgressState &state, double elapsed) {
  double left = -1;
  if (state.total > 0 && state.done > 0) left = elapsed / state.done * std::max<int64_t>(state.total - state.done, 0);
  if (state.budgetSeconds > 0) {
    double budget = std::max(state.budgetSeconds - elapsed, 0.0);
    left = left < 0 ? budget : std::min(left, budget);
  }
  return left;
}

size_t terminalColumns(int fd) {
  winsize size{};
  return ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/// The first `columns` characters, whole code points.
std::string cutTo(const std::string &line, size_t columns) {
  size_t end = 0;
  for (size_t seen = 0; end < line.size(); ++end) {
    bool starts = (static_cast<unsigned char>(line[end]) & 0xc0) != 0x80;
    if (starts && seen++ == columns) break;
  }
  return line.substr(0, end);
}

/// Progress is a courtesy: a closed terminal must not end the work, so the result is dropped on purpose.
void put(int fd, const std::string &text) { [[maybe_unused]] ssize_t written = write(fd, text.data(), text.size()); }

}  // namespace

std::string progressLine(const ProgressState &state, double elapsedSeconds) {
  std::string line = state.label.empty() ? "" : state.label + ": ";
  line += std::to_string(state.done);
  if (state.total > 0) line += "/" + std::to_string(state.total);
  line += " " + state.unit;
  if (!state.detail.empty()) line += ", " + state.detail;
  if (state.best > 0) line += ", best " + formatSeconds(state.best);
  if (state.best > 0 && state.baseline > 0) line += " (" + formatFixed(state.baseline / state.best, 1) + "x)";
  const char *lead = ", failed: ";
  for (const auto &[kind, count] : state.failures) {
    if (count == 0) continue;
    line += lead + kind + " " + std::to_string(count);
    lead = " ";
  }
  double left = secondsLeft(state, elapsedSeconds);
  line += left < 0 ? ", " + formatDuration(elapsedSeconds) + " so far" : ", " + formatDuration(left) + " left";
  return line;
}

ProgressStyle progressStyleFor(int fd, bool quiet) {
  if (quiet) return ProgressStyle::silent;
  return isatty(fd) ? ProgressStyle::live : ProgressStyle::plain;
}

Progress::Progress(int fd, ProgressStyle style, std::function<double()> clock)
    : fd_(fd), style_(style), clock_(std::move(clock)), start_(clock_()), lastPrint_(start_) {}

Progress::Progress(int fd, ProgressStyle style) : Progress(fd, style, monotonicSeconds) {}

void Progress::print(const ProgressState &state) {
  std::string line = progressLine(state, clock_() - start_);
  if (style_ == ProgressStyle::live) {
    put(fd_, "\r" + cutTo(line, terminalColumns(fd_) - 1) + "\x1b[K");
  } else {
    put(fd_, line + "\n");
  }
  lastPrint_ = clock_();
  shown_ = true;
}

void Progress::show(const ProgressState &state) {
  if (style_ == ProgressStyle::silent) return;
  last_ = state;
  shown_ = false;
  double interval = style_ == ProgressStyle::live ? kLiveSeconds : kPlainSeconds;
  bool first = !started_ && style_ == ProgressStyle::live;
  if (first || clock_() - lastPrint_ >= interval) print(state);
  started_ = true;
}

void Progress::finish() {
  if (!started_) return;
  if (!shown_) print(last_);
  if (style_ == ProgressStyle::live) put(fd_, "\n");
  started_ = false;
}

}  // namespace mlir_rl
