#include "mlir_rl/kernel_text/arithmetic.h"

#include <cassert>

namespace mlir_rl::kernel::text {

Binding bindingOf(Builtin row) {
  switch (row) {
    case Builtin::add:
    case Builtin::sub:
      return Binding::sum;
    case Builtin::shl:
    case Builtin::shr:
      return Binding::shift;
    case Builtin::bitAnd:
      return Binding::bitAnd;
    case Builtin::bitOr:
      return Binding::bitOr;
    case Builtin::bitXor:
      return Binding::bitXor;
    default:
      return Binding::product;
  }
}

namespace {

/// C++ computes these in int.
bool isSmall(Scalar scalar) { return isInteger(scalar) && bitsOf(scalar) < 32; }

bool overflowsInCuda(Target target, Builtin row, Scalar scalar, bool overflows) {
  bool mayLeave = row == Builtin::add || row == Builtin::sub || row == Builtin::mul || row == Builtin::neg;
  return target == Target::cuda && overflows && mayLeave && isSigned(scalar) && !isSmall(scalar);
}

/// By a function that computes without a sign.
Text wrapped(Prelude &prelude, Builtin row, const char *name, Scalar scalar, std::vector<Text> operands) {
  Scalar plain = scalar == Scalar::i32 ? Scalar::u32 : Scalar::u64;
  Type type = scalarType(scalar);
  std::vector<Parameter> parameters = {{"a", type}};
  Text value = prefix("-", prelude.convert(plain, {"a"}));
  if (operands.size() == 2) {
    parameters.push_back({"b", type});
    value = infix(prelude.convert(plain, {"a"}), rowOf(row).name, prelude.convert(plain, {"b"}), bindingOf(row));
  }
  prelude.function(type, name, parameters, "return " + prelude.convert(scalar, value).text + ";\n");
  return call(name, operands);
}

/// Rounds down, where / rounds towards zero.
Text flooredQuotient(Prelude &prelude, Scalar scalar, const Text &a, const Text &b) {
  Type type = scalarType(scalar);
  Text quotient = operation(prelude, Builtin::div, scalar, {"a"}, {"b"});
  std::string word = prelude.word(scalar);
  prelude.function(type, "floor_div", {{"a", type}, {"b", type}},
                   word + " q = " + quotient.text + ";\n" + "return a % b != 0 && (a < 0) != (b < 0) ? " +
                       operation(prelude, Builtin::sub, scalar, {"q"}, {"1"}, false).text + " : q;\n");
  return call("floor_div", {a, b});
}

Text floatOperation(Prelude &prelude, Builtin row, Scalar scalar, const Text &a, const Text &b) {
  switch (row) {
    case Builtin::mod:
      return mathematics(prelude, "fmod", scalar, {a, b});
    case Builtin::powOf:
    case Builtin::pow:
      return mathematics(prelude, "pow", scalar, {a, b});
    case Builtin::floordiv:
      return mathematics(prelude, "floor", scalar, {operation(prelude, Builtin::div, scalar, a, b)});
    default:
      prelude.word(scalar);
      return rounded(scalar, infix(widened(scalar, a), rowOf(row).name, widened(scalar, b), bindingOf(row)));
  }
}

}  // namespace

std::pair<Text, Text> withPlainLiterals(Scalar scalar, const Text &a, const Text &b) {
  auto plain = [&](const Text &operand, const Text &other) {
    if (isFloat(scalar) || operand.bare.empty() || !other.bare.empty()) return operand;
    bool isSum = operand.bare.find(' ') != std::string::npos;
    return Text{operand.bare, isSum ? Binding::sum : operand.bare[0] == '-' ? Binding::unary : Binding::atom};
  };
  return {plain(a, b), plain(b, a)};
}

Text operation(Prelude &prelude, Builtin row, Scalar scalar, const Text &a, const Text &b, bool overflows) {
  if (isFloat(scalar)) return floatOperation(prelude, row, scalar, a, b);
  if (row == Builtin::floordiv && isSigned(scalar)) return flooredQuotient(prelude, scalar, a, b);
  if (overflowsInCuda(prelude.target(), row, scalar, overflows)) {
    const char *name = row == Builtin::add ? "add" : row == Builtin::sub ? "sub" : "mul";
    return wrapped(prelude, row, name, scalar, {a, b});
  }
  auto [left, right] = withPlainLiterals(scalar, a, b);
  // What is shifted has the type of the result.
  if (bindingOf(row) == Binding::shift) left = a;
  // The product of two numbers of 16 bits may be too large for int.
  if (scalar == Scalar::u16 && row == Builtin::mul) left = prelude.convert(Scalar::u32, a);
  Text result = infix(left, row == Builtin::floordiv ? "/" : rowOf(row).name, right, bindingOf(row));
  return isSmall(scalar) ? prelude.convert(scalar, result) : result;
}

bool hasAssignment(Target target, Builtin row, Scalar scalar, bool overflows) {
  if (scalar == Scalar::f16 || isSmall(scalar) || overflowsInCuda(target, row, scalar, overflows)) return false;
  if (isFloat(scalar)) return row != Builtin::mod && row != Builtin::floordiv && row != Builtin::powOf;
  return row != Builtin::floordiv;
}

Text negation(Prelude &prelude, Scalar scalar, const Text &a, bool overflows) {
  if (overflowsInCuda(prelude.target(), Builtin::neg, scalar, overflows))
    return wrapped(prelude, Builtin::neg, "neg", scalar, {a});
  prelude.word(scalar);
  Text result = rounded(scalar, prefix("-", widened(scalar, a)));
  return isSmall(scalar) ? prelude.convert(scalar, result) : result;
}

Text mathematics(Prelude &prelude, const std::string &function, Scalar scalar, std::span<const Text> operands) {
  assert(isFloat(scalar));
  bool isCpp = prelude.target() == Target::cpp;
  if (isCpp) prelude.include("cmath");
  prelude.word(scalar);
  std::vector<Text> wide;
  for (const Text &operand : operands) wide.push_back(widened(scalar, operand));
  std::string name = isCpp ? "std::" + function : scalar == Scalar::f64 ? function : function + "f";
  return rounded(scalar, call(name, wide));
}
Text mathematics(Prelude &prelude, const std::string &function, Scalar scalar, std::initializer_list<Text> operands) {
  return mathematics(prelude, function, scalar, std::span(operands.begin(), operands.size()));
}

}  // namespace mlir_rl::kernel::text
