#pragma once

/// \file
/// Rising arrays, and where values belong in them.

#include "mlir_rl/kernel_make/apply.h"

namespace mlir_rl::kernel::make {

/// An input whose elements rise.
struct Table {
  Value array;
  int size = kNone;  ///< extent
};

/// A new one of this size with elements in the range.
Table addTable(Maker &m, const Type &element, int size, const Range &range, const std::string &hint = "");
/// An extent for tables.
int tableExtent(Maker &m);
/// The number of the first element that is not below the key, as Warp finds it; the last when all are. An i32 below the
/// table's size. The key has the elements' type.
Value lowerBound(const Maker &m, const Table &table, const Value &key);
/// The same number, or that of the first element above the key, found by halves, in a variable that may be the size too.
Value searchByHalves(Maker &m, const Table &table, const Value &key);

/// Looks a value of the scope up in a new table; afterwards the scope has the place, or what another array has there.
/// Nothing when the kernel has parameters enough.
void growLookup(Maker &m);

}  // namespace mlir_rl::kernel::make
