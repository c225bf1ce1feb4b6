#pragma once

/// \file
/// How far timings on this machine can be trusted, now.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "mlir_rl/flow/machine.h"

namespace mlir_rl {

/// How much identical work varies: one spin loop on one core, again and again.
struct Jitter {
  double medianSeconds = 0;
  double p95OverMedian = 1;  ///< 1 is perfect
  double worstOverMedian = 1;
  bool bimodal = false;     ///< two speeds, both frequent
  double slowOverFast = 1;  ///< of the two, when bimodal
  double stealShare = 0;    ///< of the sampled time, taken by the hypervisor
  int samples = 0;
  bool pinned = true;  ///< the system let us stay on one core
};

/// What the system says about itself. An empty optional or string: it does not say.
struct SystemState {
  double load1 = 0;      ///< processes that want to run, average of the last minute
  std::string governor;  ///< cpufreq's: "performance", "powersave", ...
  std::optional<bool> turbo;
  std::optional<bool> smt;  ///< two threads share each core
  double cpuQuota = 0;      ///< CPUs' worth of time allowed to this container; 0: no limit
  bool virtualMachine = false;
  bool hardwareCounters = false;    ///< perf_event_open gives instructions and cycles
  std::optional<int> perfParanoid;  ///< kernel.perf_event_paranoid
};

/// One thing that makes timings unreliable, and what to do about it.
struct Warning {
  std::string what;
  std::string remedy;
  bool operator==(const Warning &) const = default;
};

/// Statistics of the seconds of identical pieces of work; at least 20.
Jitter jitterOf(std::vector<double> seconds);

/// Samples a spin loop of about 50 µs for `seconds` on one core.
Jitter measureJitter(double seconds = 0.3);

/// `root` is where /proc and /sys hang: another folder in tests.
SystemState readSystemState(const std::filesystem::path &root = "/");

/// In the order of their weight. Empty: nothing speaks against timing here.
std::vector<Warning> warningsFor(const Machine &machine, const SystemState &state, const Jitter &jitter);

}  // namespace mlir_rl
