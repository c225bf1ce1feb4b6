#pragma once

/// \file
/// What names mean while a source is read.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "mlir_rl/kernel_front/ast.h"
#include "mlir_rl/kernel_front/read.h"

namespace mlir_rl::kernel {

/// A number as Python has it before it becomes a literal: int, float or bool.
struct Number {
  enum Kind : uint8_t { integer, real, boolean } kind = integer;
  int64_t whole = 0;    ///< of integer, boolean
  double fraction = 0;  ///< of real
  double asReal() const { return kind == real ? fraction : double(whole); }
};

struct ModuleScope {
  Reading &reading;
  std::string warp;                                 ///< what it is imported as; "" when it is not
  std::set<std::string> math;                       ///< what math and numpy are imported as
  std::map<std::string, Type> aliases;              ///< names of vector and matrix types
  std::map<std::string, Number> numbers;            ///< of the module's constants, before they are rounded to a type
  std::map<std::string, Place> functions, kernels;  ///< all that the text defines, wherever
  std::set<std::string> failed;                     ///< names whose definition has errors: their uses are not noted too

  Module &module() { return reading.module; }
  /// "sqrt" for wp.sqrt, "" for anything else.
  std::string warpName(const Json &node) const;
  /// The last part of math.NAME and numpy.NAME, "" for anything else.
  std::string mathName(const Json &node) const;
};

/// Notes what is wrong at a node. Converts to "no value" of any optional, so that it can be returned.
std::nullopt_t refuse(ModuleScope &scope, const Json &node, const std::string &message);

/// One function or kernel.
struct FunctionScope {
  ModuleScope &outer;
  Function function;
  bool isKernel = false;
  std::map<std::string, int> numbers;  ///< of variables
  std::vector<bool> literal;           ///< of a variable: it holds what a bare literal gave it
  std::vector<bool> frozen;            ///< of a variable: literal before a dynamic loop around here
  std::vector<bool> bound;             ///< of a variable of array type: it has its one assignment
  std::vector<int> assigned;           ///< variables in the order of assignments, for what joins after branches
  int loops = 0;                       ///< around here
  int tidDims = 0;                     ///< 0: no tid() yet
  bool returned = false;               ///< results are known

  Module &module() { return outer.module(); }
};

inline std::nullopt_t refuse(FunctionScope &scope, const Json &node, const std::string &message) {
  return refuse(scope.outer, node, message);
}

using MaybeExpr = std::optional<Expr>;
using MaybeStmt = std::optional<Stmt>;

// A reader that fails has noted why, or leaves it to what failed before.

/// The type an annotation or dtype names.
std::optional<Type> readType(ModuleScope &scope, const Json &node);
/// The scalar, vector, matrix or struct that a dotted name means; nothing (and no note) when it is none.
std::optional<Type> namedType(const ModuleScope &scope, const Json &node);

/// What Python would compute from numbers, the module's constants and pi and the like.
std::optional<Number> readNumber(ModuleScope &scope, const Json &node);
/// A call of one of Python's own functions of numbers, or of math.
std::optional<Number> readNumberCall(ModuleScope &scope, const Json &node);
/// Whether it calls one of those: int(...), math.sqrt(...).
bool isNumberCall(const ModuleScope &scope, const Json &node);
/// The same as a literal: i32, f32, bool, or of the type whose cast stands around it.
MaybeExpr readConstant(ModuleScope &scope, const Json &node);
/// A number as a literal of a type; why not, at `node`, when it does not fit.
MaybeExpr literalOf(ModuleScope &scope, const Json &node, const Number &number, const Type &type);
/// pi, inf and the like of wp or math; nothing for another name.
std::optional<double> namedNumber(const std::string &name);

MaybeExpr readExpr(FunctionScope &scope, const Json &node);
/// One that is a value: refuses calls of none or several results.
MaybeExpr readValue(FunctionScope &scope, const Json &node);
std::optional<std::vector<Expr>> readValues(FunctionScope &scope, const Json &nodes);
/// A bool for if, while, assert and conditional expressions.
MaybeExpr readCondition(FunctionScope &scope, const Json &node);
/// a < b, a < b <= c.
MaybeExpr readCompare(FunctionScope &scope, const Json &node);
MaybeExpr readCall(FunctionScope &scope, const Json &node);
/// wp.tid() of a launch of `dims` dimensions.
MaybeExpr readTid(FunctionScope &scope, const Json &node, int dims);
MaybeExpr readSubscript(FunctionScope &scope, const Json &node);
MaybeExpr readAttribute(FunctionScope &scope, const Json &node);
/// The row of an operator node; nothing for @, is, in.
std::optional<Builtin> operatorOf(const Json &op);
/// The row applied to operands, typed.
MaybeExpr applyBuiltin(FunctionScope &scope, const Json &node, Builtin row, std::vector<Expr> operands);

/// A body; failed statements are left out.
std::vector<Stmt> readBody(FunctionScope &scope, const Json &nodes);
MaybeStmt readAssign(FunctionScope &scope, const Json &node);
MaybeStmt readUpdate(FunctionScope &scope, const Json &node);
/// The variable of that name as a target for values of `type`; a new one when there is none. `literal`: what it gets is
/// a bare literal. A type of none makes a variable whose uses are no errors of their own.
MaybeExpr readVariableTarget(FunctionScope &scope, const Json &node, const Type &type, bool literal);
/// Whether a dynamic loop around here may assign to the variable; notes why not.
bool mayChange(FunctionScope &scope, const Json &node, int variable);
MaybeStmt readLoop(FunctionScope &scope, const Json &node);
/// Forgets which variables hold literals, of those assigned since `mark` (a size of `assigned`).
void forgetLiterals(FunctionScope &scope, size_t mark);

void readFunction(ModuleScope &scope, const Json &node, bool isKernel);
void readStruct(ModuleScope &scope, const Json &node);
/// NAME = ... at the module's level.
void readModuleAssign(ModuleScope &scope, const Json &node);

/// What a construct of Python that kernels do not have is called, and what to write: for every class of node.
std::string refusalOf(const Json &node);
/// Whether that construct has a row of its own in that table.
bool refusedKind(const Json &node);

}  // namespace mlir_rl::kernel
