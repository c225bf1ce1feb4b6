#pragma once

/// \file
/// Choices as numbers.

#include <vector>

#include "mlir_rl/env/feature_row.h"
#include "mlir_rl/env/features.h"

namespace mlir_rl {

/// Marks the choice that the rules would take next: of their actions the first one that is listed and not yet `taken`,
/// or `next`.
std::vector<bool> choicesOfRules(const std::vector<Candidate> &choices, const Schedule &rules, const Schedule &taken);

/// Writes the rows of one list of choices.
class CandidateWriter {
 public:
  CandidateWriter(const Scene &scene, const std::vector<Candidate> &choices);

  /// `choice` is an element of the list.
  void put(Row row, const Candidate &choice) const;

 private:
  const Scene &scene_;
  const std::vector<Candidate> &choices_;
  std::vector<bool> ofRules_;
  double bestCycles_;
};

}  // namespace mlir_rl
