#pragma once

/// \file
/// A proof measured again, and its verdict judged again.

#include "mlir_rl/optimize/optimize.h"
#include "mlir_rl/optimize/proof.h"

namespace mlir_rl {

struct Replayed {
  Measurement unscheduled, rules, found;  ///< now
  bool sameMachine = false;
  bool sameVersions = false;
  /// What the proof chose is right on every input set, and nothing else is faster by the rule of ten pairs.
  bool confirmed = false;
  std::string verdict;  ///< one sentence

  double speedup(Choice choice) const;  ///< over unscheduled; 0: not measured
};

/// Builds the program of the proof with its schedules and measures one round with its seed. Errors: usage, when the
/// inputs it was measured on are not there or have changed; failed, when this version cuts the program into other
/// tasks, or refuses a schedule; those of the runner.
Result<Replayed> replayProof(const Proof &proof, const Workplace &workplace);

}  // namespace mlir_rl
