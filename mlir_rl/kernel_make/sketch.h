#pragma once

/// \file
/// Short ways to write what skeletons of families are made of. Operands are brought into domains as apply does it.

#include "mlir_rl/kernel_make/apply.h"

namespace mlir_rl::kernel::make {

Value plus(Maker &m, const Value &a, const Value &b);
Value minus(Maker &m, const Value &a, const Value &b);
Value times(Maker &m, const Value &a, const Value &b);
Value over(Maker &m, const Value &a, const Value &b);
Value compared(Builtin row, const Value &a, const Value &b);
Value bothOf(const Value &a, const Value &b);

/// The float type that the style favours; another where it is half precision, which sums of many terms overwhelm.
Type realType(const Maker &m);
/// A new variable that the skeleton itself goes on with: the grammar need not read it.
Value letUsed(Maker &m, const Value &value, const std::string &hint = "");
/// An input array with values that someone would think of.
Value addReals(Maker &m, const Type &element, const std::vector<int> &extents, const std::string &hint = "");
/// The thread's element of such an array on the space.
Value inputOf(Maker &m, const Type &element, const std::string &hint = "");
/// A float parameter of the type.
Value addScale(Maker &m, const Type &type, const Range &range, const std::string &hint);
/// A new variable for what the skeleton comes to: the grammar may read it, but not change it.
Value letKept(Maker &m, const Value &value, const std::string &hint = "");
/// More statements, and outputs of which the first has what the skeleton came to.
void conclude(Maker &m, const Value &kept);

/// The whole kernel of a family that is only a choice of operators: inputs at the thread's place, statements, outputs.
void plainKernel(Maker &m);

}  // namespace mlir_rl::kernel::make
