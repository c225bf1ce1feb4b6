#pragma once

/// \file
/// The machine as the system describes it: nothing here is measured (roof.h measures).

#include <string>

#include "mlir_rl/flow/machine.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// This machine: CPU, the cores this process may use (affinity and container quota), data caches, vector width.
/// Takes milliseconds; the answer is read once and kept. Roofs are zero.
Machine readMachine();

/// The machine code for `targetCpu` is tuned for: its vector width and registers, this host's caches and cores.
/// "native" and "" are this machine. Errors: usage, when the name is not one of knownCpus() (cpu.h).
Result<Machine> machineFor(const std::string &targetCpu);

/// True when this CPU executes code made for `machine`, so that its roofs can be measured here.
bool runsHere(const Machine &machine);

/// The value of Machine::fingerprint: 16 hex digits, a hash of what makes timings comparable (CPU, caches, cores,
/// target). The same on every run and build; roofs have no part in it.
std::string fingerprintOf(const Machine &machine);

}  // namespace mlir_rl
