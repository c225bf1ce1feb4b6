#pragma once

/// \file
/// What the machine's measured roof says about the work of an op, a task, a program.

#include <string>

#include "mlir_rl/flow/machine.h"
#include "mlir_rl/flow/op_summary.h"

namespace mlir_rl {

/// The least seconds for computing and for moving; 0 when the machine was never measured.
struct Bound {
  double computeSeconds = 0;
  double memorySeconds = 0;
  int level = 0;  ///< cache that holds the working set; 0: memory

  double seconds() const { return computeSeconds > memorySeconds ? computeSeconds : memorySeconds; }
  /// "compute", "L2", "memory": which roof binds; "" when the machine was never measured.
  std::string roof() const;
};

/// Of work as counted: each operand moves once. The type is that of the outputs.
Bound boundOf(const OpSummary &op, const Machine &machine, int threads);
/// Of one call of a task: arguments and results once.
Bound boundOf(const TaskSummary &task, const Machine &machine, int threads);

/// Seconds that no correct code for one call of the task stays under: only multiply-accumulates count, for other
/// arithmetic may be hoisted from loops, and of the anchor's inputs only what it must touch. 0: never measured.
double floorSeconds(const TaskSummary &task, const Machine &machine, int threads);

}  // namespace mlir_rl
