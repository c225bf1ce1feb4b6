#include "mlir_rl/optimize/roof_alarm.h"

namespace mlir_rl {

/// Measuring takes two seconds: a program that is always above the roof must not cost that for each candidate.
static constexpr int kMostRaises = 3;

bool RoofAlarm::isPlausible(const Measurement &measurement, const Floor &floor) const {
  return measurement.median * 1.1 >= floor(machine_);
}

void RoofAlarm::check(Measurement &measurement, const Floor &floor) {
  if (measurement.outcome != Outcome::implausible) return;
  if (!isPlausible(measurement, floor) && raise_ && raises_ < kMostRaises) {
    ++raises_;
    if (Result<Machine> raised = raise_(machine_)) machine_ = *std::move(raised);
  }
  if (!isPlausible(measurement, floor)) return;
  measurement.outcome = Outcome::ok;
  measurement.message.clear();
}

}  // namespace mlir_rl
