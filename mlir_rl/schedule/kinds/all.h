#pragma once

/// \file
/// The table of kinds: a row each, in the order of ActionKind. Row X is `const Kind kX`, in a file of its own.

#include "mlir_rl/schedule/kind.h"

// clang-format off
#define MLIR_RL_KINDS(KIND) \
  KIND(Stop) \
  KIND(Defaults) \
  KIND(Interchange) \
  KIND(Split) \
  KIND(Tile) \
  KIND(TileParallel) \
  KIND(Fuse) \
  KIND(Pack) \
  KIND(Pad) \
  KIND(Decompose) \
  KIND(Vectorize) \
  KIND(Unroll) \
  KIND(Stream)
// clang-format on

namespace mlir_rl {

#define DECLARE(name) extern const Kind k##name;
MLIR_RL_KINDS(DECLARE)
#undef DECLARE

}  // namespace mlir_rl
