#pragma once

/// \file
/// What loops accumulate: sums, extremes, running values and hashes, which stay bounded however often they change.

#include "mlir_rl/kernel_make/loops.h"

namespace mlir_rl::kernel::make {

enum class FoldKind : uint8_t {
  sum,
  lowest,
  highest,
  product,  ///< of factors near 1
  decay,    ///< a part of it stays in each iteration: running averages, Horner's rule
  hash,     ///< of integers
  any,      ///< of bools
};

/// An accumulator; the grammar reads it only after its end.
struct Fold {
  Value variable;
  FoldKind kind = FoldKind::sum;
  int trips = 1;    ///< most times it changes
  double keep = 0;  ///< of decay: the part that stays
  Range range;      ///< what it may have become
  Range usual;      ///< what it mostly becomes
  Source source = Source::fixed;
};

FoldKind drawFold(Maker &m, const Type &type);
/// Declares the accumulator before its loop.
Fold beginFold(Maker &m, const Type &type, FoldKind kind, int trips, const std::string &hint = "");
/// One more value, in the loop; only one such place for each fold.
void addTo(Maker &m, Fold &fold, const Value &value);
/// After the loop: the accumulator as a value that nothing has read.
Value endFold(Maker &m, const Fold &fold);

/// A fold with its loop; names as hints.
struct FoldLoop {
  Trip trip;
  Type type;
  FoldKind kind = FoldKind::sum;
  std::string name = "", index = "";
};
/// What it comes to. `step` writes the loop's body and adds to the fold in one place.
Value foldOver(Maker &m, const FoldLoop &loop, const std::function<void(Fold &fold, const Value &k)> &step);

}  // namespace mlir_rl::kernel::make
