#pragma once

/// \file
/// One row of the action language: what a kind of action is called, when it is legal, what it does to a nest, and the
/// transform script it prints.

#include <random>
#include <span>

#include "mlir_rl/flow/action.h"
#include "mlir_rl/flow/loop_nest.h"
#include "mlir_rl/flow/machine.h"
#include "mlir_rl/nest/refusal.h"
#include "mlir_rl/schedule/script_writer.h"

namespace mlir_rl {

using Random = std::mt19937_64;

/// A schedule for one of the programs of docs/schedules.md; its last action is the one shown.
struct Example {
  const char *program;
  const char *schedule;
};

struct Kind {
  ActionKind kind;
  const char *name;  ///< in text: "tile_parallel"
  const char *help;  ///< one sentence for docs/schedules.md
  bool hasOp = true;
  const char *sizes = nullptr;  ///< what `sizes` means; null when the kind has none
  const char *list = nullptr;   ///< word before `list` in text ("producers"); null when the kind has none
  const char *dim = nullptr;    ///< word before `dim` in text ("lanes")

  Example example = {};                   ///< shown with the nest before and after; no program: nothing to show
  std::span<const Example> refused = {};  ///< one for each reason of `refuse` that is not every kind's

  /// Whether the op may have a legal action of this kind at all: what the mask shows.
  bool (*possible)(const LoopNest &, int op);
  /// Null when legal.
  Refusal (*refuse)(const LoopNest &, const Action &);
  /// Only called on a legal action.
  void (*effect)(LoopNest &, const Action &);
  /// Appends the transform ops that do to the IR what `effect` did to `before`.
  void (*print)(ScriptWriter &, const LoopNest &before, const Action &);
  /// Sets a random action of this kind on op `action.op`; false when none is legal. What it sets is legal.
  bool (*propose)(const LoopNest &, const Machine &, Random &, Action &);
};

}  // namespace mlir_rl
