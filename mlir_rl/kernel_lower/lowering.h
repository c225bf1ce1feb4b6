#pragma once

/// \file
/// What builtins become: every row of their table has a function here that makes the operations for operands of certain
/// types. A row without one does not link. Nothing here is shared with the interpreter, which it is compared with.

#include "mlir_rl/kernel/builtin.h"
#include "mlir_rl/kernel_lower/memory.h"

namespace mlir_rl::kernel::lowering {

/// The use of a row.
struct Call {
  std::span<const Type> types;  ///< of the operands, as written
  Type result;
  llvm::ArrayRef<Value> values;       ///< operands, without arrays, their indices and states
  const ArrayPlace *array = nullptr;  ///< an array operand; with its indices where the row has effect memory
  Value *state = nullptr;             ///< of random numbers: read and changed

  Scalar scalar() const { return result.scalar; }
};

namespace lowerings {
#define DECLARE(id, name, form, rule, effect, about) Value id(Ops &ops, const Call &call);
MLIR_RL_KERNEL_BUILTINS(DECLARE)
#undef DECLARE
}  // namespace lowerings

/// Null when the row does not take these operands.
Value lower(Builtin row, Ops &ops, const Call &call);

/// Changes the element of call.array, one component after the other, each atomically: `row` is atomicAdd, atomicSub,
/// atomicAnd, atomicOr or atomicXor, which updates (`a[i] += x`) of elements of all widths are, too. The old value.
Value atomicUpdate(Builtin row, Ops &ops, const Call &call);

}  // namespace mlir_rl::kernel::lowering
