#pragma once

/// \file
/// The moves on a nest. Each has a question (`refuse...`: null when legal, else why not) and an effect, which is only
/// called when the question said yes. Sizes are one for each loop of the op; 0 leaves a loop alone.

#include <span>

#include "mlir_rl/flow/loop_nest.h"
#include "mlir_rl/nest/refusal.h"

namespace mlir_rl {

using Sizes = std::span<const int64_t>;

/// Whether the op has a loop that tiles or splits at all.
bool canBeTiled(const LoopNest &nest, int op);

/// Before: loops [m n k]; tile 8, 0, 4 -> for m/8, for k/4 around loops [8 n 4]. Sizes must divide: split first.
Refusal refuseTile(const LoopNest &nest, int op, Sizes sizes);
void tile(LoopNest &nest, int op, Sizes sizes);

/// The same with one forall over parallel loops: a container that producers can join.
Refusal refuseForall(const LoopNest &nest, int op, Sizes sizes, bool parallel);
void forall(LoopNest &nest, int op, Sizes sizes, bool parallel);

/// Recomputes `producer` inside the container of `consumer`, one tile at a time.
Refusal refuseFuse(const LoopNest &nest, int consumer, int producer);
void fuse(LoopNest &nest, int consumer, int producer);

/// permutation[i] = the loop that becomes loop i.
Refusal refuseInterchange(const LoopNest &nest, int op, Sizes permutation);
void interchange(LoopNest &nest, int op, Sizes permutation);

/// Cuts parallel loop `loop` after `at` iterations; the second part becomes a new op, the last of the nest.
Refusal refuseSplit(const LoopNest &nest, int op, int loop, int64_t at);
void split(LoopNest &nest, int op, int loop, int64_t at);

/// Rounds extents up to multiples (0: none): operands are copied into larger ones, the result is cut back.
Refusal refusePad(const LoopNest &nest, int op, Sizes multiples);
void pad(LoopNest &nest, int op, Sizes multiples);

/// Reduces each of `parts` parts of the op's reduction loop by itself: a new op, the next number, with a parallel loop
/// over the parts outside of the others; one more for its fill. The op then combines what the parts gave.
/// Without `parts`: whether any number of them may do.
Refusal refuseDecompose(const LoopNest &nest, int op);
Refusal refuseDecompose(const LoopNest &nest, int op, int64_t parts);
void decompose(LoopNest &nest, int op, int64_t parts);

/// Null when the op has a vector form, whatever the tile.
Refusal refuseLanes(const LoopNest &nest, int op);

/// Register tile of each loop (>= 1); `lanes` is the loop whose iterations share a vector.
Refusal refuseVectorize(const LoopNest &nest, int op, Sizes tile, int lanes);
void vectorize(LoopNest &nest, int op, Sizes tile, int lanes);

/// Factor of each reduction loop inside the register tile (0: none).
Refusal refuseUnroll(const LoopNest &nest, int op, Sizes factors);
void unroll(LoopNest &nest, int op, Sizes factors);

/// Copies input `operand` of a vectorised op into panels, in the order in which its register tiles read it.
Refusal refusePack(const LoopNest &nest, int op, int operand);
void pack(LoopNest &nest, int op, int operand);

/// Writes the results of a vectorised op past the caches.
Refusal refuseStream(const LoopNest &nest, int op);
void stream(LoopNest &nest, int op);

}  // namespace mlir_rl
