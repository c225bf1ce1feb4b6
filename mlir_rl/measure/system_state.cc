#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <fstream>

#include "mlir_rl/measure/cgroup.h"
#include "mlir_rl/measure/cpu.h"
#include "mlir_rl/measure/noise.h"

namespace mlir_rl {
namespace {

namespace fs = std::filesystem;

std::string firstLine(const fs::path &path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

std::optional<int> numberIn(const fs::path &path) {
  std::ifstream file(path);
  int value = 0;
  return file >> value ? std::optional(value) : std::nullopt;
}

/// Intel's driver and the generic one say the same thing the other way round.
std::optional<bool> readTurbo(const fs::path &cpus) {
  if (std::optional<int> off = numberIn(cpus / "intel_pstate/no_turbo")) return *off == 0;
  if (std::optional<int> on = numberIn(cpus / "cpufreq/boost")) return *on != 0;
  return std::nullopt;
}

std::optional<bool> readSmt(const fs::path &cpus) {
  std::optional<int> active = numberIn(cpus / "smt/active");
  return active ? std::optional(*active != 0) : std::nullopt;
}

/// Opens a counter as profilers do; virtual machines often have none.
bool countersWork() {
  perf_event_attr attributes = {};
  attributes.type = PERF_TYPE_HARDWARE;
  attributes.size = sizeof attributes;
  attributes.config = PERF_COUNT_HW_INSTRUCTIONS;
  attributes.exclude_kernel = 1;
  attributes.exclude_hv = 1;
  long counter = syscall(SYS_perf_event_open, &attributes, 0, -1, -1, 0UL);
  if (counter < 0) return false;
  close(static_cast<int>(counter));
  return true;
}

}  // namespace

SystemState readSystemState(const fs::path &root) {
  SystemState state;
  fs::path cpus = root / "sys/devices/system/cpu";
  std::ifstream(root / "proc/loadavg") >> state.load1;
  state.governor = firstLine(cpus / "cpu0/cpufreq/scaling_governor");
  state.turbo = readTurbo(cpus);
  state.smt = readSmt(cpus);
  state.cpuQuota = cpuQuota(root);
  state.virtualMachine = underHypervisor();
  state.hardwareCounters = countersWork();
  state.perfParanoid = numberIn(root / "proc/sys/kernel/perf_event_paranoid");
  return state;
}

}  // namespace mlir_rl
