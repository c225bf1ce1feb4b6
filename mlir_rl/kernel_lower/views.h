#pragma once

/// \file
/// Which array of a function's parameters an expression is a view of: arrays are only handed on, so that is known
/// without running anything.

#include "mlir_rl/kernel_lower/types.h"

namespace mlir_rl::kernel::lowering {

struct ArrayRoot {
  int parameter = -1;  ///< number of the variable; -1 when the array is a field of a struct that was made or assigned
                       ///< in more than one place
  int number = 0;      ///< among the arrays of that parameter's parts
  size_t indices = 0;  ///< that lead from the array to the view
};

/// Of an expression of array type.
ArrayRoot rootOfArray(const Types &types, const Function &function, const Expr &expr);

/// The first expression of array type of which rootOfArray knows no parameter, or whose array has elements that hold
/// arrays; null when there is none. Nothing else here, and no emitting, copes with those.
const Expr *unknownArray(const Types &types, const Function &function);

/// A field of a struct as an expression.
Expr fieldOf(const Expr &whole, int field, const Type &type);

/// For each function of the module, and each array among its parameters' parts, in order: whether some call passes a
/// view that may start anywhere. `functions` are those of the module, `kernel` uses them.
std::vector<std::vector<bool>> viewParameters(const Types &types, const std::vector<Function> &functions,
                                              const Function &kernel);

}  // namespace mlir_rl::kernel::lowering
