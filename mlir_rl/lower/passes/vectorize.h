#pragma once

/// \file
/// The pass `mlir-rl-vectorize`: linalg ops on memrefs become register tiles of vector code.

#include <memory>

#include "mlir/Pass/Pass.h"

namespace mlir_rl {

/// Rewrites each linalg op annotated with
///
///     mlir_rl.vectorize = array<i64: s0, s1, ...>   register tile of each loop
///     mlir_rl.lanes = d : i64                       the loop whose iterations become vector lanes
///     mlir_rl.pack = array<i64: i, ...>             operands copied into panels before (optional)
///     mlir_rl.stream                                results are stored past the caches where aligned (optional)
///
/// Parallel loops step by their tile and keep one accumulator vector for each point of the tile; reduction loops run
/// inside with the accumulators as loop-carried values, unrolled by their tile. Remainders are tiles of their own with
/// masked lanes. Copies, fills and transposes without annotation get a tile by rule. An annotated op that has no
/// vector form is an error, never a silent loop.
std::unique_ptr<mlir::Pass> createVectorizePass();
void registerVectorizePass();

}  // namespace mlir_rl
