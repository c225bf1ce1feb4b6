#pragma once

/// \file
/// A scheduled module -> the nests it really has: what nest/ predicts is held against what MLIR made.

#include <string>
#include <vector>

#include "mlir_rl/flow/loop_nest.h"
#include "mlir_rl/program/program.h"

namespace mlir_rl {

/// One linalg op as it stands in the module.
struct ReadOp {
  int id = 0;                       ///< the value of its attribute `mlir_rl.op`
  std::vector<int64_t> extents;     ///< of its own loops, outermost first; -1: not a constant
  std::vector<IteratorKind> kinds;  ///< of the same loops
  std::vector<int64_t> trips;       ///< of the loops around it, from outside in; -1: not a constant
  std::vector<bool> parallel;       ///< of the same loops: part of a forall shared between threads
  std::vector<int64_t> registerTile;
  int lanes = -1;
  std::vector<int64_t> packed;  ///< operands copied into panels
  bool streamed = false;        ///< results are written past the caches
};

/// Every op that carries `mlir_rl.op`, in the order of the module; ops of a task whose number MLIR dropped are absent.
std::vector<ReadOp> readNest(const Program &program);

/// What the module has that the nest does not say, one line each; empty when they agree. Each op of the nest must be
/// there exactly once; pads have no loops after bufferisation and fills may be merged with equal ones: both may be
/// absent.
std::string nestDifferences(const LoopNest &predicted, const std::vector<ReadOp> &read);

}  // namespace mlir_rl
