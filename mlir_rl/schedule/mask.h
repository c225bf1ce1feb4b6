#pragma once

/// \file
/// Which actions a nest admits, before their parameters are chosen.

#include <bitset>

#include "mlir_rl/schedule/kind.h"

namespace mlir_rl {

/// Bit kind * kMaxOps + op: some action of this kind on this op may be legal. A set bit promises that the structural
/// conditions hold (the op exists, is not finished, has what the kind needs); parameters are checked by Kind::refuse.
class ActionMask {
 public:
  void set(ActionKind kind, int op) { bits_.set(int(kind) * kMaxOps + op); }
  bool test(ActionKind kind, int op) const { return bits_.test(int(kind) * kMaxOps + op); }
  bool none() const { return bits_.none(); }
  int count() const { return int(bits_.count()); }

  /// One of the set bits, uniformly; at least one must be set.
  std::pair<ActionKind, int> pick(Random &random) const;

 private:
  std::bitset<kNumActionKinds * kMaxOps> bits_;
};

ActionMask legalKinds(const LoopNest &nest);

}  // namespace mlir_rl
