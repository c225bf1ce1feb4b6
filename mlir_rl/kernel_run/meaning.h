#pragma once

/// \file
/// What builtins compute: every row of their table has a function here that gives the handler for operands of certain
/// types. A row without one does not link.
///
/// What handlers get: operands in in[0] to in[3] as written; `count`, the components of the result, or of the first
/// operand when the result is a scalar; `rows` and `columns` of the first operand (of the result, without operands);
/// `extra`, the result's bytes. Three sorts of rows differ:
/// - rows with effect memory: in[0] holds the address of the element, then come the values;
/// - rows with effect state: in[0] holds the address of the state, then come the bounds;
/// - rows that take many vectors (`packs`): in[0] is the first of them, and they stand one after the other.

#include "mlir_rl/kernel/builtin.h"
#include "mlir_rl/kernel_run/code.h"

namespace mlir_rl::kernel {

struct Signature {
  std::span<const Type> operands;
  Type result;
};

namespace meaning {
#define DECLARE(id, name, form, rule, effect, about) Handler id(const Signature &signature);
MLIR_RL_KERNEL_BUILTINS(DECLARE)
#undef DECLARE
}  // namespace meaning

/// Null when the row does not take these operands.
Handler meaningOf(Builtin row, const Signature &signature);

inline bool packs(Builtin row) { return row == Builtin::matrixFromRows || row == Builtin::matrixFromCols; }

}  // namespace mlir_rl::kernel
