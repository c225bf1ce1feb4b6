#pragma once

/// \file
/// Choices as numbers.

#include <vector>

#include "mlir_rl/env/feature_row.h"
#include "mlir_rl/env/features.h"

namespace mlir_rl {

/// Whether the rules would take this choice: an action of theirs that is still to be taken, or `next` when no other
/// choice is one. The list is all of a state's choices.
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
