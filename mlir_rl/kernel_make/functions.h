#pragma once

/// \file
/// Functions of the module: made for a call, called again where they suit.

#include "mlir_rl/kernel_make/apply.h"

namespace mlir_rl::kernel::make {

/// A parameter for values like this one.
struct Parameter {
  Type type;
  Known known;
  std::string hint = "";
};
Parameter parameterFor(Maker &m, const Value &argument, const std::string &hint = "");

/// Writes the statements of a function and gives what it returns at its end.
using FunctionBody = std::function<Values(const Values &parameters)>;

/// A function that was made, and which of the parameters it kept: those that something depends on.
struct Made {
  int function = kNone;
  std::vector<int> kept;
};
/// Nothing when its results depend on no parameter. With a drawn name when `name` is "".
std::optional<Made> makeFunction(Maker &m, const std::vector<Parameter> &parameters, const FunctionBody &body,
                                 const std::string &name = "");
/// `return values`, from anywhere in a function.
void giveBack(Maker &m, const Values &values);

/// A call of a function of one result, with arguments made to fit its parameters.
Value callOf(Maker &m, int function, Values arguments);
/// Makes the function and calls it; the arguments are its parameters' models. Nothing as with makeFunction.
std::optional<Value> callNew(Maker &m, const Values &arguments, const FunctionBody &body, const std::string &name = "");
/// The same of several results, which new variables get.
std::optional<Values> callSeveral(Maker &m, const Values &arguments, const FunctionBody &body);

/// A call of a function that gives the type: one of the module, or one whose body the grammar grows.
std::optional<Value> growCall(Maker &m, const Type &type, int operations);
/// What the grammar writes for functions: statements, perhaps an early return, and a value of each type.
Values growBody(Maker &m, const std::vector<Type> &results);

}  // namespace mlir_rl::kernel::make
