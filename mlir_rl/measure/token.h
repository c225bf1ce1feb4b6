#pragma once

/// \file
/// Who may time now: locks on one file that every worker of a machine opens for itself.

#include <string>

#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// Builds run side by side; one process times at a time; where a timing wants all cores, no build runs beside it.
/// Locks belong to this object's own opening of the file, so they go when it or its process does, however it ends.
class TimingToken {
 public:
  /// Makes the file when missing. An empty path: no locks, nothing waits. Errors: environment.
  static Result<TimingToken> open(const std::string &path);

  TimingToken(TimingToken &&other) noexcept;
  TimingToken &operator=(TimingToken &&) = delete;
  ~TimingToken();

  /// Waits while a timing on all cores runs or is waited for.
  Status startBuilding();
  void stopBuilding();
  /// Waits for every other timing to end and, with `allCores`, for every build. Call stopBuilding() first.
  Status startTiming(bool allCores);
  void stopTiming();

  /// For the system-call filter: startTiming() and stopTiming() are fcntl() calls on it; -1 without locks.
  int descriptor() const { return fd_; }

 private:
  explicit TimingToken(int fd) : fd_(fd) {}
  int fd_;
};

/// The file shared by all of a user's programs on this machine.
std::string defaultTokenPath();

}  // namespace mlir_rl
