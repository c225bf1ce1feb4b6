#pragma once

/// \file
/// Variables of the function in the making and the blocks that its statements stand in.

#include "mlir_rl/kernel_make/maker.h"

namespace mlir_rl::kernel::make {

void emit(Maker &m, Stmt stmt);
/// `pass`: of a branch that does nothing and says so. It stays where the branch has nothing else.
void passBy(Maker &m);
/// The statements that `write` emits, which close the variables made among them.
std::vector<Stmt> inBlock(Maker &m, const Block &write);

/// A variable without a statement that gives it its value; for parameters and what loops assign.
Value newVariable(Maker &m, const Type &type, NameKind kind, const Known &known, const std::string &hint = "");
/// A variable by number, without reading it.
Value valueOf(const Maker &m, int variable);
/// A read of a variable by number.
Value readOf(Maker &m, int variable);
/// Which words suit a local of this type.
NameKind kindOf(const Type &type);

/// A new variable for the value, which keeps it; a value that is one already stays.
Value let(Maker &m, const Value &value, const std::string &hint = "");
/// The same of a variable that nobody but the grammar holds on to: it may change it later.
Value letFree(Maker &m, const Value &value, const std::string &hint = "");
/// A new variable for the value that will be assigned again, but not by the grammar on its own.
Value declare(Maker &m, const Value &value, const std::string &hint = "");
/// In a loop that began after the variable was made the value is made to fit the range that the variable has.
void assign(Maker &m, const Value &variable, const Value &value);
/// `result` is what the variable will hold from now on.
void update(Maker &m, Builtin row, const Value &variable, const Value &value, const Value &result);

/// Afterwards a variable is known by what both sides leave.
void branch(Maker &m, const Value &condition, const Block &then, const Block &otherwise = nullptr);

/// Variables that the grammar may read here, arrays left out, that nothing has read since they were assigned.
std::vector<Value> unread(Maker &m);

}  // namespace mlir_rl::kernel::make
