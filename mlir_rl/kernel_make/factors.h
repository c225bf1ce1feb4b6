#pragma once

/// \file
/// Factors of products of matrices: arrays with an index of the result and one that is summed over.

#include "mlir_rl/kernel_make/loops.h"

namespace mlir_rl::kernel::make {

/// One array: where its element of step `k` is, beside an index of the result's rows or columns.
struct Factor {
  Value array;
  bool batched = false, transposed = false;
};

/// What the factors hold and what they are summed in.
struct FactorTypes {
  Type left, right, sum;
};
FactorTypes drawFactorTypes(Maker &m);

struct Product {
  FactorTypes types;
  Factor left, right;
  int inner = kNone;
};

/// `outer` is the extent that it shares with the result, `inner` the one summed over.
Factor addFactor(Maker &m, const Type &element, int outer, int inner, bool left);
Value elementFor(Maker &m, const Factor &factor, const Value &outer, const Value &k, bool left);
/// A factor's element in the type that is summed in, unless it is a vector or matrix.
Value widened(Maker &m, const Value &value, const Type &sum);

/// Over all of the inner extent, or over tiles of it and their elements. 0: no tiles.
void overInner(Maker &m, const Product &product, int tile, const std::function<void(const Value &)> &step);

}  // namespace mlir_rl::kernel::make
