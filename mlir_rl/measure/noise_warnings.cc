#include <cmath>

#include "mlir_rl/measure/noise.h"
#include "mlir_rl/support/units.h"

namespace mlir_rl {
namespace {

std::string percent(double share) { return formatFixed(100 * share, share < 0.1 ? 1 : 0) + " %"; }

void warnOfJitter(const Jitter &jitter, std::vector<Warning> &warnings) {
  if (!jitter.pinned)
    warnings.push_back({"this process may not pin itself to a core", "allow sched_setaffinity in the container"});
  if (jitter.stealShare > 0.02)
    warnings.push_back({"the hypervisor takes " + percent(jitter.stealShare) + " of the core's time",
                        "measure on a machine of your own, or with dedicated cores"});
  if (jitter.bimodal)
    warnings.push_back({"identical work runs at two speeds, " + formatFixed(jitter.slowOverFast, 2) + "x apart",
                        "compare only timings interleaved in one run (optimize and measure do); close other programs; "
                        "fix the frequency where you may"});
  if (jitter.p95OverMedian > 1.05)
    warnings.push_back(
        {"one in twenty repetitions of identical work takes more than " + percent(jitter.p95OverMedian - 1) + " longer",
         "close other programs; trust differences only beyond the spread printed with each timing"});
}

void warnOfLoad(const Machine &machine, const SystemState &state, std::vector<Warning> &warnings) {
  if (state.load1 > 0.5 * machine.cores)
    warnings.push_back({"other programs are running: load " + formatFixed(state.load1, 2) + " on " +
                            std::to_string(machine.cores) + " cores",
                        "wait for them or stop them"});
  if (state.cpuQuota > 0 && state.cpuQuota != std::floor(state.cpuQuota))
    warnings.push_back(
        {"the container's quota is " + formatFixed(state.cpuQuota, 2) + " CPUs: work is stopped now and then",
         "give it a whole number of CPUs, or pin it to a set of cores instead"});
}

void warnOfFrequency(const SystemState &state, std::vector<Warning> &warnings) {
  if (!state.governor.empty() && state.governor != "performance")
    warnings.push_back({"the frequency governor is '" + state.governor + "': the clock follows the load",
                        "sudo cpupower frequency-set -g performance"});
  if (state.turbo && *state.turbo)
    warnings.push_back(
        {"turbo is on: the clock depends on heat and on the other cores",
         "for the steadiest timings turn it off: echo 1 > /sys/devices/system/cpu/intel_pstate/no_turbo, "
         "or echo 0 > /sys/devices/system/cpu/cpufreq/boost"});
  if (state.smt && *state.smt)
    warnings.push_back({"two hardware threads share each core: a neighbour can halve the speed of a timing",
                        "keep the machine idle, or turn SMT off: echo off > /sys/devices/system/cpu/smt/control"});
}

}  // namespace

std::vector<Warning> warningsFor(const Machine &machine, const SystemState &state, const Jitter &jitter) {
  std::vector<Warning> warnings;
  warnOfJitter(jitter, warnings);
  warnOfLoad(machine, state, warnings);
  warnOfFrequency(state, warnings);
  if (state.virtualMachine)
    warnings.push_back({"this is a virtual machine: neighbours share its caches and memory bandwidth unseen",
                        "compare only timings interleaved in one run (optimize and measure do)"});
  return warnings;
}

}  // namespace mlir_rl
