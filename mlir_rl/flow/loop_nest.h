#pragma once

/// \file
/// The state a schedule acts on: for each op of a task, the loops around it and the loops it still has.
/// A pure value, cheap to copy; a property test holds it equal to the IR (docs/architecture.md).

#include <memory>
#include <vector>

#include "mlir_rl/flow/inline_vector.h"
#include "mlir_rl/flow/op_summary.h"

namespace mlir_rl {

inline constexpr int kMaxLoops = 10;  ///< of one op; ops with more are left to loops
inline constexpr int kMaxOuter = 16;  ///< loops around one op
inline constexpr int kMaxOps = 20;    ///< of one task, parts and packs included

/// A loop the op still has: one tile of one loop of the original op.
struct NestLoop {
  int64_t extent = 0;
  IteratorKind kind = IteratorKind::parallel;
  int8_t origin = 0;   ///< loop of the OpSummary
  int64_t stride = 1;  ///< iterations of `origin` one iteration advances (the inner tile, for a packed outer loop)
  bool operator==(const NestLoop &) const = default;
};

/// A loop around the op.
struct OuterLoop {
  int64_t trips = 0;
  int16_t band = 0;  ///< loops made by one action share a band
  bool parallel = false;
  bool operator==(const OuterLoop &) const = default;
};

struct NestOp {
  int16_t summary = 0;    ///< index into TaskSummary::ops of what it was made from
  bool isPart = false;    ///< one of the parts of a split
  bool padded = false;    ///< works on padded copies of its operands
  bool viewed = false;    ///< reads its inputs through reshaped views
  bool carried = false;   ///< the innermost loops around it only reduce: its result passes whole from one to the next
  int8_t container = 0;   ///< how many of `outer` (from outside) end at the last loop that producers can join; 0: none
  int8_t inside = -1;     ///< op whose container it was fused into
  uint8_t packed = 0;     ///< bit i: input i is copied into panels first
  bool streamed = false;  ///< writes its results past the caches
  int8_t lanes = -1;      ///< loop that becomes vector lanes; -1: not vectorised
  InlineVector<NestLoop, kMaxLoops> loops;
  InlineVector<OuterLoop, kMaxOuter> outer;
  InlineVector<int64_t, kMaxLoops> registerTile;  ///< of each loop; empty: not vectorised
  bool operator==(const NestOp &) const = default;
};

struct LoopNest {
  std::shared_ptr<const TaskSummary> task;
  InlineVector<NestOp, kMaxOps> ops;
  int16_t bands = 0;
  bool stopped = false;

  const OpSummary &summaryOf(const NestOp &op) const { return task->ops[op.summary]; }
  bool operator==(const LoopNest &other) const {
    return ops == other.ops && bands == other.bands && stopped == other.stopped && *task == *other.task;
  }
};

}  // namespace mlir_rl
