#pragma once

/// \file
/// Rows: elements of an input that belong to one thread, in the layouts that people give them.

#include "mlir_rl/kernel_make/apply.h"

namespace mlir_rl::kernel::make {

struct Row {
  Value array;
  int length = kNone;  ///< an extent
  enum Layout : uint8_t {
    last,    ///< array[thread, k]
    first,   ///< array[k, thread]
    flat,    ///< array[thread * length + k]
    shared,  ///< array[k], the same for all threads
  } layout = last;
  Value size;  ///< of flat ones: the length as the kernel writes it
};

/// An extent for rows of these lengths, known to the kernel.
int rowExtent(Maker &m, int low, int high);
/// A new input with a row of this length for each thread.
Row addRow(Maker &m, const Type &element, int length, const std::string &hint = "");
/// A new input with one row for all threads.
Row addCommonRow(Maker &m, const Type &element, int length, const std::string &hint = "");
/// Where element `k` of the thread's row is.
Values placeIn(Maker &m, const Row &row, const Value &k);
/// Element `k` of the thread's row, as an expression.
Value itemOf(Maker &m, const Row &row, const Value &k);

/// `a row b` as an expression that nobody asks more of: comparisons, and, or, ...
Expr binary(Builtin row, const Expr &a, const Expr &b);
/// if condition: break, or continue.
void leaveWhen(Maker &m, Expr condition, StmtKind leave);

}  // namespace mlir_rl::kernel::make
