#include "mlir_rl/kernel/builtins/rules.h"

namespace mlir_rl::kernel {

static std::string listText(Operands operands) {
  std::string text;
  for (size_t i = 0; i < operands.size(); ++i)
    text += (i == 0 ? "" : i + 1 == operands.size() ? " and " : ", ") + typeText(operands[i]);
  return text;
}

std::string wrongCount(Operands operands, size_t least, size_t most) {
  if (operands.size() >= least && operands.size() <= most) return "";
  std::string count = least == most ? std::to_string(least) : std::to_string(least) + " to " + std::to_string(most);
  return "takes " + count + (most == 1 ? " operand" : " operands") + ", not " + std::to_string(operands.size());
}

TypeOrReason takes(const std::string &what, Operands operands) {
  return {{}, "takes " + what + ", not " + (operands.empty() ? "nothing" : listText(operands))};
}

/// How a cast to the type is written.
static std::string castText(const Type &type) {
  if (type == kI32) return "int(...)";
  if (type == kF32) return "float(...)";
  return type.is(Scalar::boolean) ? "bool(...)" : typeText(type) + "(...)";
}

TypeOrReason differ(const Type &a, const Type &b) {
  std::string reason = "operands are " + typeText(a) + " and " + typeText(b) + ", and nothing is converted by itself";
  if (a.isScalar() && b.isScalar()) reason += "; cast one of them: " + castText(a) + " or " + castText(b);
  return {{}, reason};
}

static bool isNumber(const Type &type) { return type.isScalar() && type.scalar != Scalar::boolean; }
static bool isNumbers(const Type &type) { return type.isNumeric() && type.scalar != Scalar::boolean; }
static bool isFloatScalar(const Type &type) { return type.isScalar() && isFloat(type.scalar); }
static bool isIntegerScalar(const Type &type) { return type.isScalar() && isInteger(type.scalar); }
static bool isNumberOrVector(const Type &type) { return isNumbers(type) && !type.isMatrix(); }

/// `count` operands of one type that `suits`; gives that type.
static TypeOrReason same(Operands operands, size_t count, bool (*suits)(const Type &), const char *what) {
  if (std::string wrong = wrongCount(operands, count, count); !wrong.empty()) return {{}, wrong};
  for (const Type &type : operands)
    if (!suits(type)) return takes(what, operands);
  for (const Type &type : operands)
    if (type != operands[0]) return differ(operands[0], type);
  return gives(operands[0]);
}

TypeOrReason sameNumeric(Operands operands, const Type &) {
  return same(operands, 2, isNumbers, "two numbers, vectors or matrices of one type");
}
TypeOrReason sameScalar(Operands operands, const Type &) { return same(operands, 2, isNumber, "two numbers"); }
TypeOrReason sameScalarOrVector(Operands operands, const Type &) {
  return same(operands, 2, isNumberOrVector, "two numbers or vectors of one type");
}
TypeOrReason sameFloat(Operands operands, const Type &) {
  return same(operands, 2, isFloatScalar, "two floats (cast integers with float(...))");
}
TypeOrReason sameInteger(Operands operands, const Type &) { return same(operands, 2, isIntegerScalar, "two integers"); }
TypeOrReason oneNumeric(Operands operands, const Type &) {
  return same(operands, 1, isNumbers, "a number, vector or matrix");
}
TypeOrReason oneInteger(Operands operands, const Type &) { return same(operands, 1, isIntegerScalar, "an integer"); }
TypeOrReason bitCountRule(Operands operands, const Type &wanted) {
  TypeOrReason rule = oneInteger(operands, wanted);
  return rule ? gives(kI32) : rule;
}
TypeOrReason oneScalar(Operands operands, const Type &) { return same(operands, 1, isNumber, "a number"); }
TypeOrReason oneFloat(Operands operands, const Type &) {
  return same(operands, 1, isFloatScalar, "a float (cast an integer with float(...))");
}
TypeOrReason oneScalarOrVector(Operands operands, const Type &) {
  return same(operands, 1, isNumberOrVector, "a number or vector");
}
TypeOrReason threeScalars(Operands operands, const Type &) { return same(operands, 3, isNumber, "three numbers"); }
TypeOrReason threeFloats(Operands operands, const Type &) {
  return same(operands, 3, isFloatScalar, "three floats (cast integers with float(...))");
}

static bool isBool(const Type &type) { return type.is(Scalar::boolean); }
TypeOrReason oneBool(Operands operands, const Type &) {
  return same(operands, 1, isBool, "a bool (compare a number with 0)");
}
TypeOrReason bothBool(Operands operands, const Type &) {
  return same(operands, 2, isBool, "two bools (compare numbers with 0)");
}

static TypeOrReason asBool(const TypeOrReason &rule) { return rule ? gives(kBool) : rule; }
TypeOrReason compares(Operands operands, const Type &) { return asBool(same(operands, 2, isNumber, "two numbers")); }
TypeOrReason comparesEqual(Operands operands, const Type &) {
  return asBool(same(operands, 2, [](const Type &type) { return type.isScalar(); }, "two scalars"));
}
TypeOrReason allOfScalar(Operands operands, const Type &wanted) { return asBool(oneNumeric(operands, wanted)); }

TypeOrReason extreme(Operands operands, const Type &wanted) {
  if (operands.size() != 1) return sameScalarOrVector(operands, wanted);
  if (!operands[0].isVector() || !isNumbers(operands[0])) return takes("one vector, or two operands", operands);
  return gives(componentType(operands[0]));
}

TypeOrReason blend(Operands operands, const Type &) {
  if (std::string wrong = wrongCount(operands, 3, 3); !wrong.empty()) return {{}, wrong};
  const Type &a = operands[0];
  if (!a.isNumeric() || !isFloat(a.scalar) || operands[2] != componentType(a))
    return takes("two floats, vectors or matrices and a float of the same width", operands);
  return a == operands[1] ? gives(a) : differ(a, operands[1]);
}

TypeOrReason choice(Operands operands, const Type &) {
  if (std::string wrong = wrongCount(operands, 3, 3); !wrong.empty()) return {{}, wrong};
  if (!isBool(operands[0]) || operands[1].isNone() || operands[1].isArray())
    return takes("a bool and two values of one type", operands);
  return operands[1] == operands[2] ? gives(operands[1]) : differ(operands[1], operands[2]);
}

TypeOrReason castScalar(Operands operands, Scalar to) {
  if (std::string wrong = wrongCount(operands, 1, 1); !wrong.empty()) return {{}, wrong};
  return operands[0].isScalar() ? gives(scalarType(to)) : takes("a scalar", operands);
}

}  // namespace mlir_rl::kernel
