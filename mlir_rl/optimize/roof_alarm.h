#pragma once

/// \file
/// A timing that the machine's measured roof does not allow is an error: of the roof, or of the timing.

#include <functional>

#include "mlir_rl/flow/machine.h"
#include "mlir_rl/flow/measurement.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// Measures the roof of a machine again and gives the better of old and new.
using RaiseRoof = std::function<Result<Machine>(const Machine &)>;

class RoofAlarm {
 public:
  /// Least seconds of what was measured, on a machine.
  using Floor = std::function<double(const Machine &)>;

  explicit RoofAlarm(Machine machine, RaiseRoof raise) : machine_(std::move(machine)), raise_(std::move(raise)) {}

  /// With the best roof known by now.
  const Machine &machine() const { return machine_; }

  /// For a measurement that came back `implausible` against floor(machine()), or against an older roof: the roof is
  /// measured again (a few times at most). What is not more than 1.1 times above it then is `ok`; what still is stays
  /// `implausible`. Other measurements are left alone.
  void check(Measurement &measurement, const Floor &floor);

 private:
  bool isPlausible(const Measurement &measurement, const Floor &floor) const;

  Machine machine_;
  RaiseRoof raise_;
  int raises_ = 0;
};

}  // namespace mlir_rl
