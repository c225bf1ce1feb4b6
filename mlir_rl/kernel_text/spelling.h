#pragma once

/// \file
/// How builtins are written: every row of their table has a function here that gives the text for operands of certain
/// types, and asks the prelude for the helper functions that the text calls. A row without one does not link.

#include "mlir_rl/kernel_text/arithmetic.h"

namespace mlir_rl::kernel::text {

/// A builtin about to be written. Operands are evaluated as often and in whatever order the text does, so none but the
/// last evaluated may have an effect that others see. Of rows with effect memory, operand 0 is the element, an lvalue,
/// and its type that of the element; of rows with effect state, the variable that holds the state.
struct Use {
  Prelude &prelude;
  std::span<const Type> types;  ///< of the operands
  Type result;
  std::span<const Text> operands;
  bool overflows = true;  ///< whether a signed result may leave the range of its type; if unsure, true
};

namespace spelling {
#define DECLARE(id, name, form, rule, effect, about) Text id(const Use &use);
MLIR_RL_KERNEL_BUILTINS(DECLARE)
#undef DECLARE
}  // namespace spelling

Text spell(Builtin row, const Use &use);

/// Calls a helper function of these parameters and result, whose body is that; `places`: its first parameter is a
/// reference.
Text helper(const Use &use, const std::string &name, const std::vector<std::string> &parameters,
            const std::string &body, bool place = false);
/// "return VALUE;"
inline std::string returned(const std::string &value) { return "return " + value + ";\n"; }
inline std::string returned(const Text &value) { return returned(value.text); }

}  // namespace mlir_rl::kernel::text
