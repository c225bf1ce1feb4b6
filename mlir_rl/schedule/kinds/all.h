#pragma once

/// \file
/// The rows, one file each.

#include "mlir_rl/schedule/kind.h"

namespace mlir_rl {

extern const Kind kStop;
extern const Kind kDefaults;
extern const Kind kInterchange;
extern const Kind kSplit;
extern const Kind kTile;
extern const Kind kTileParallel;
extern const Kind kFuse;
extern const Kind kPack;
extern const Kind kVectorize;
extern const Kind kUnroll;

}  // namespace mlir_rl
