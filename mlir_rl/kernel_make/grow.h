#pragma once

/// \file
/// Expressions of a wanted type, grown from what the scope has.

#include "mlir_rl/kernel_make/apply.h"

namespace mlir_rl::kernel::make {

/// A type that the kernel's style favours, bool left out unless `boolean`.
Type drawType(Maker &m, bool boolean = false);

/// An expression of at most about `operations` operations. Depends on the arguments or the thread if anything of the
/// scope does.
Value grow(Maker &m, const Type &type, int operations);
/// The same without operations: a variable, component, field or element; a literal when there is nothing.
Value leaf(Maker &m, const Type &type);
/// A bool to branch on.
Value condition(Maker &m);

/// Two values of one type in one: their sum, product, ...
Value joined(Maker &m, const Value &a, const Value &b);
/// All of the values in one of the type; with variables for parts when the expression would be long.
Value mix(Maker &m, Values values, const Type &type);
/// What no one has read yet, mixed; something grown, when everything was read.
Value mixUnread(Maker &m, const Type &type);

/// A literal, or a constant of the module or parameter of the kernel in its place, when `open` allows values near it.
Value named(Maker &m, const Value &literal, bool open);
/// How many operations an expression has.
int operationsIn(const Expr &expr);

}  // namespace mlir_rl::kernel::make
