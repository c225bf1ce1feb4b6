#pragma once

/// \file
/// Typed trees as Python text in Warp's style: four columns of indentation, double quotes, lines of at most 120 columns
/// as far as signatures can be broken, parentheses only where the precedence wants them. Reading the text back gives an
/// equal tree, as long as names are Python's, none is `wp`, the short name of a type (vec5), or one of Python's own
/// functions, and a function's variables do not share names with the module's constants, structs and functions.

#include <string>

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel {

/// A whole module: `import warp as wp`, types without a name of their own, constants, structs, functions, kernels.
std::string printModule(const Module &module);
/// One function or kernel with its decorator, without the module's declarations.
std::string printFunction(const Function &function, const Module &module, bool isKernel);
/// One expression.
std::string printExpr(const Expr &expr, const Function &function, const Module &module);
/// A literal of a scalar type: "1", "0.5", "True", "wp.uint8(3)".
std::string printLiteral(const Literal &value, const Type &type);
/// A number without its type's name: "3", "0.5", "wp.inf"; the fewest digits that read back as the same value.
std::string printNumber(const Literal &value, Scalar scalar);

}  // namespace mlir_rl::kernel
