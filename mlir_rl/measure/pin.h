#pragma once

/// \file
/// A thread that stays where it is while it measures.

#include <sched.h>

#include <vector>

namespace mlir_rl {

/// The logical CPUs this thread may run on, ascending; empty when the system refuses to say.
std::vector<int> usableCpus();

/// Pins the calling thread to one CPU until destroyed, then gives it back its CPUs. Same thread for both.
class PinnedThread {
 public:
  /// The last usable CPU: interrupts and other programs tend to gather on the first.
  PinnedThread();
  explicit PinnedThread(int cpu);
  ~PinnedThread();
  PinnedThread(const PinnedThread &) = delete;
  PinnedThread &operator=(const PinnedThread &) = delete;

  /// False when the system refused; the measurement then runs unpinned and should say so.
  bool pinned() const { return pinned_; }
  int cpu() const { return cpu_; }

 private:
  void pin();

  cpu_set_t before_;
  int cpu_ = -1;
  bool pinned_ = false;
};

}  // namespace mlir_rl
