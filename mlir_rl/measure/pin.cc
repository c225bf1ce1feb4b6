#include "mlir_rl/measure/pin.h"

namespace mlir_rl {

std::vector<int> usableCpus() {
  std::vector<int> cpus;
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return cpus;
  for (int cpu = 0; cpu < CPU_SETSIZE; ++cpu)
    if (CPU_ISSET(cpu, &set)) cpus.push_back(cpu);
  return cpus;
}

PinnedThread::PinnedThread() {
  if (std::vector<int> cpus = usableCpus(); !cpus.empty()) cpu_ = cpus.back();
  pin();
}

PinnedThread::PinnedThread(int cpu) : cpu_(cpu) { pin(); }

PinnedThread::~PinnedThread() {
  if (pinned_) sched_setaffinity(0, sizeof before_, &before_);
}

void PinnedThread::pin() {
  if (cpu_ < 0 || cpu_ >= CPU_SETSIZE || sched_getaffinity(0, sizeof before_, &before_) != 0) return;
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(cpu_, &one);
  pinned_ = sched_setaffinity(0, sizeof one, &one) == 0;
}

}  // namespace mlir_rl
