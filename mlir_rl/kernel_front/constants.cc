#include <cmath>
#include <cstdlib>
#include <limits>
#include <numbers>

#include "mlir_rl/kernel/literal.h"
#include "mlir_rl/kernel_front/scope.h"
#include "mlir_rl/support/nearest.h"

namespace mlir_rl::kernel {

namespace {

struct NamedNumber {
  const char *name;
  double value;
};
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr NamedNumber kNamedNumbers[] = {{"pi", std::numbers::pi},
                                         {"PI", std::numbers::pi},
                                         {"tau", 2 * std::numbers::pi},
                                         {"TAU", 2 * std::numbers::pi},
                                         {"e", std::numbers::e},
                                         {"E", std::numbers::e},
                                         {"inf", kInfinity},
                                         {"INF", kInfinity},
                                         {"nan", kNan},
                                         {"NAN", kNan},
                                         {"half_pi", std::numbers::pi / 2},
                                         {"HALF_PI", std::numbers::pi / 2}};

Number whole(int64_t value) { return {.kind = Number::integer, .whole = value}; }
Number real(double value) { return {.kind = Number::real, .fraction = value}; }

std::optional<Number> tooLarge(ModuleScope &scope, const Json &node) {
  return refuse(scope, node, "the number does not fit any integer type of 64 bits");
}

/// A constant node; `negative` when a minus sign stands before it.
std::optional<Number> readPlain(ModuleScope &scope, const Json &node, bool negative) {
  std::string digits = text(node, "text"), kind = text(node, "kind");
  if (kind == "bool") return Number{.kind = Number::boolean, .whole = digits == "True"};
  if (kind == "float") return real((negative ? -1 : 1) * std::strtod(digits.c_str(), nullptr));
  if (kind != "int") return refuse(scope, node, refusalOf(node));
  errno = 0;
  uint64_t value = std::strtoull(digits.c_str(), nullptr, 10);
  uint64_t most = uint64_t(1) << 63;
  if (errno || (negative && value > most)) return tooLarge(scope, node);
  if (negative) return whole(int64_t(0 - value));
  // Beyond int64 only uint64 has it; its bits are kept, and literalOf asks whether they were meant.
  return value < most ? whole(int64_t(value)) : Number{.kind = Number::integer, .whole = int64_t(value), .fraction = 1};
}

/// floor(a / b), as Python divides.
int64_t floorQuotient(int64_t a, int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }

std::optional<Number> powerOf(ModuleScope &scope, const Json &node, const Number &a, const Number &b) {
  if (a.kind == Number::real || b.kind == Number::real || b.whole < 0) return real(std::pow(a.asReal(), b.asReal()));
  int64_t result = 1;
  for (int64_t i = 0; i < b.whole; ++i)
    if (i > 64 || __builtin_mul_overflow(result, a.whole, &result)) return tooLarge(scope, node);
  return whole(result);
}

std::optional<Number> wholeResult(ModuleScope &scope, const Json &node, const std::string &op, int64_t a, int64_t b) {
  int64_t result = 0;
  bool over = op == "Add"   ? __builtin_add_overflow(a, b, &result)
              : op == "Sub" ? __builtin_sub_overflow(a, b, &result)
                            : __builtin_mul_overflow(a, b, &result);
  return over ? tooLarge(scope, node) : std::optional(whole(result));
}

std::optional<Number> binary(ModuleScope &scope, const Json &node, const Number &a, const Number &b) {
  const std::string &op = kindOf(child(node, "op"));
  bool division = op == "Div" || op == "FloorDiv" || op == "Mod";
  if (division && b.asReal() == 0) return refuse(scope, node, "a constant divided by 0");
  if (op == "Pow") return powerOf(scope, node, a, b);
  if (op == "Div") return real(a.asReal() / b.asReal());
  bool reals = a.kind == Number::real || b.kind == Number::real;
  double x = a.asReal(), y = b.asReal();
  if (op == "FloorDiv") return reals ? real(std::floor(x / y)) : whole(floorQuotient(a.whole, b.whole));
  if (op == "Mod")
    return reals ? real(x - y * std::floor(x / y)) : whole(a.whole - b.whole * floorQuotient(a.whole, b.whole));
  if (op != "Add" && op != "Sub" && op != "Mult")
    return refuse(scope, node, "constants are computed with + - * / // % ** only; write the number");
  if (reals) return real(op == "Add" ? x + y : op == "Sub" ? x - y : x * y);
  return wholeResult(scope, node, op, a.whole, b.whole);
}

std::optional<Number> unary(ModuleScope &scope, const Json &node) {
  const Json &operand = child(node, "operand");
  const std::string &op = kindOf(child(node, "op"));
  if (op == "USub" && is(operand, "Constant") && text(operand, "kind") != "bool")
    return readPlain(scope, operand, true);
  std::optional<Number> value = readNumber(scope, operand);
  if (!value || op == "UAdd") return value;
  if (op != "USub") return refuse(scope, node, "constants are computed with + - * / // % ** only; write the number");
  if (value->kind == Number::real) return real(-value->fraction);
  return wholeResult(scope, node, "Sub", 0, value->whole);
}

std::optional<Number> named(ModuleScope &scope, const Json &node) {
  std::string name = dottedName(node);
  if (auto known = scope.numbers.find(name); known != scope.numbers.end()) return known->second;
  std::string last = scope.warpName(node).empty() ? scope.mathName(node) : scope.warpName(node);
  if (std::optional<double> value = namedNumber(last)) return real(*value);
  std::vector<std::string> names;
  for (const auto &[known, value] : scope.numbers) names.push_back(known);
  return refuse(scope, node, "no constant is named `" + name + "`" + didYouMean(name, names));
}

}  // namespace

std::optional<double> namedNumber(const std::string &name) {
  for (const NamedNumber &number : kNamedNumbers)
    if (name == number.name) return number.value;
  return std::nullopt;
}

std::optional<Number> readNumber(ModuleScope &scope, const Json &node) {
  if (is(node, "Constant")) return readPlain(scope, node, false);
  if (is(node, "UnaryOp")) return unary(scope, node);
  if (!dottedName(node).empty()) return named(scope, node);
  if (is(node, "Call")) return readNumberCall(scope, node);
  if (!is(node, "BinOp"))
    return refuse(scope, node, "a constant is a number, or numbers and constants with + - * / // % ** and math");
  std::optional<Number> a = readNumber(scope, child(node, "left"));
  std::optional<Number> b = a ? readNumber(scope, child(node, "right")) : std::nullopt;
  return b ? binary(scope, node, *a, *b) : std::nullopt;
}

MaybeExpr literalOf(ModuleScope &scope, const Json &node, const Number &number, const Type &type) {
  Expr literal;
  if (isFloat(type.scalar)) {
    literal = floatLiteral(number.asReal(), type);
  } else {
    if (number.kind == Number::real)
      return refuse(scope, node, typeText(type) + " of a literal with a fraction; write a whole number");
    bool unsignedOnly = number.fraction != 0;
    bool suits = unsignedOnly ? type.is(Scalar::u64) : fits(type.scalar, number.whole);
    if (!suits)
      return refuse(scope, node,
                    "the number does not fit " + typeText(type) + "; write a wider type, such as wp.int64(...)");
    literal = intLiteral(number.whole, type);
  }
  literal.place = placeOf(node);
  return literal;
}

MaybeExpr readConstant(ModuleScope &scope, const Json &node) {
  std::optional<Type> type = is(node, "Call") ? namedType(scope, child(node, "func")) : std::nullopt;
  bool cast = type && type->isScalar() && list(node, "args").size() == 1 && !isNumberCall(scope, node);
  std::optional<Number> number = readNumber(scope, cast ? list(node, "args")[0] : node);
  if (!number) return std::nullopt;
  if (!cast) type = number->kind == Number::integer ? kI32 : number->kind == Number::real ? kF32 : kBool;
  return literalOf(scope, node, *number, *type);
}

}  // namespace mlir_rl::kernel
