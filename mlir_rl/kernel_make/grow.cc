#include "mlir_rl/kernel_make/grow.h"

#include <algorithm>
#include <cassert>

#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/functions.h"
#include "mlir_rl/kernel_make/records.h"
#include "mlir_rl/kernel_make/scope.h"

namespace mlir_rl::kernel::make {

Type drawType(Maker &m, bool boolean) {
  std::array<int, 5> weights = m.style.types;
  if (!boolean) weights[2] = 0;
  switch (m.draw.weighted(weights)) {
    case 0:
      return scalarType(m.style.real);
    case 1:
      return scalarType(m.style.integer);
    case 2:
      return kBool;
    case 3:
      return vectorType(m.style.extent, m.draw.chance(88) ? m.style.real : m.style.integer);
    default:
      return matrixType(m.style.extent, m.style.extent, m.style.real);
  }
}

int operationsIn(const Expr &expr) {
  bool counts = expr.kind == ExprKind::builtin || expr.kind == ExprKind::conditional || expr.kind == ExprKind::call;
  int count = counts;
  for (const Expr &operand : expr.operands) count += operationsIn(operand);
  return count;
}

namespace {

/// Rows whose two operands are not to be one and the same.
bool wantsTwo(Builtin row) {
  switch (row) {
    case Builtin::mul:
    case Builtin::dot:
    case Builtin::cwMul:
    case Builtin::outer:
      return false;
    default:
      return true;
  }
}

bool isComparison(Builtin row) { return productionOf(row)->group == Group::compare; }

/// Whether what two operands usually are decides what comes out.
bool isDecided(Builtin row, const Values &v) {
  if (v.size() < 2 || v[0].type().isNone() || v[0].scalar() == Scalar::boolean) return false;
  bool compares = isComparison(row) || row == Builtin::minOf || row == Builtin::maxOf;
  Range a = v[0].usual(), b = v[1].usual();
  return compares && (a.high <= b.low || b.high <= a.low);
}

bool isTest(const Expr &expr) { return expr.kind == ExprKind::builtin && isComparison(expr.row); }

bool contains(const Expr &whole, const Expr &part) {
  if (whole == part) return true;
  return std::any_of(whole.operands.begin(), whole.operands.end(), [&](const Expr &e) { return contains(e, part); });
}

/// Whether a value is compared with something made of it.
bool comparesItself(Builtin row, const Values &v) {
  bool plain = v.size() == 2 && v[0].expr.kind != ExprKind::literal && v[1].expr.kind != ExprKind::literal;
  return plain && isComparison(row) && (contains(v[0].expr, v[1].expr) || contains(v[1].expr, v[0].expr));
}

bool isSum(const Expr &expr) {
  return expr.kind == ExprKind::builtin && (expr.row == Builtin::add || expr.row == Builtin::sub);
}

/// Whether a difference takes away again what one side has: x - (x - 1).
bool takesItself(Builtin row, const Values &v) {
  if (row != Builtin::sub) return false;
  auto has = [](const Expr &sum, const Expr &part) {
    return isSum(sum) && (sum.operands[0] == part || sum.operands[1] == part);
  };
  return has(v[0].expr, v[1].expr) || has(v[1].expr, v[0].expr);
}

/// Whether an integer is divided by something made of it: x / (x + 1).
bool dividesItself(Builtin row, const Values &v) {
  bool division = row == Builtin::div || row == Builtin::floordiv || row == Builtin::mod;
  return division && !isFloat(v[0].scalar()) && contains(v[1].expr, v[0].expr);
}

/// Whether `and` or `or` joins two comparisons of one thing, of which one says all.
bool repeatsItself(const Values &v) {
  if (v.size() == 2 && v[0].type() == kBool && (contains(v[0].expr, v[1].expr) || contains(v[1].expr, v[0].expr)))
    return true;
  return v.size() == 2 && isTest(v[0].expr) && isTest(v[1].expr) && v[0].expr.operands[0] == v[1].expr.operands[0];
}

/// Whether a function of one operand does nothing to what is there already.
bool isIdle(const Production &p, const Value &operand) {
  const Expr &inner = operand.expr;
  bool sameRow = inner.kind == ExprKind::builtin && inner.row == p.row;
  bool isWhole = inner.kind == ExprKind::builtin &&
                 (productionOf(inner.row)->group == Group::rounding || productionOf(inner.row)->group == Group::casts);
  if (sameRow || (p.row == Builtin::logicalNot && isTest(inner))) return true;
  if (p.group == Group::rounding && isWhole) return true;
  return p.row == Builtin::absOf && operand.range.low >= 0;
}

/// Whether it could be a literal, but is none.
bool isComputedConstant(const Value &value) {
  bool plain = value.expr.kind == ExprKind::literal || value.expr.kind == ExprKind::constant;
  bool vector = value.type().isVector() && value.expr.kind == ExprKind::construct;
  return value.source == Source::fixed && !plain && !vector;
}

/// Whether nobody would write this operation of these operands.
bool isPointless(const Production &p, const Values &operands, const Value &result) {
  if (result.source == Source::fixed || result.range.size() == 0) return true;
  if (operands.size() == 2 && wantsTwo(p.row) && operands[0].expr == operands[1].expr) return true;
  if (operands.size() == 3 && operands[p.row == Builtin::lerp ? 0 : 2].expr == operands[1].expr) return true;
  if (std::any_of(operands.begin(), operands.end(), isComputedConstant)) return true;
  if (comparesItself(p.row, operands) || takesItself(p.row, operands) || dividesItself(p.row, operands) ||
      repeatsItself(operands))
    return true;
  return isDecided(p.row, operands) || (operands.size() == 1 && isIdle(p, operands[0]));
}

/// The part of a range that a threshold should lie in.
Range inner(const Range &range) { return {range.low + range.size() * 0.15, range.high - range.size() * 0.15}; }

/// Between which bounds a literal beside the operand says something; nothing when the row wants a grown one.
std::optional<Range> partnerRange(const Production &p, const Value &operand) {
  bool real = isFloat(operand.scalar());
  double reach = std::min(operand.usual().reach(), 1000.0);
  switch (p.row) {
    case Builtin::add:
    case Builtin::sub:
      return real ? Range{0.1 + reach * 0.1, 0.5 + reach} : Range{1, std::max(4.0, reach / 2)};
    case Builtin::mul:
      return real ? Range{0.1, 4} : Range{2, 9};
    case Builtin::div:
    case Builtin::floordiv:
      return real ? Range{1.5, 8} : Range{2, 9};
    case Builtin::mod:
      return real ? Range{0.5, 1 + reach / 2} : Range{2, std::max(5.0, std::min(reach, 17.0))};
    case Builtin::shl:
      return Range{1, 4};
    case Builtin::shr:
      return Range{1, 5};
    case Builtin::bitXor:
    case Builtin::bitOr:
      return Range{1, isSigned(operand.scalar()) && bitsOf(operand.scalar()) == 8 ? 127.0 : 255.0};
    case Builtin::atan2Of:
      return Range{0.5, 2};
    default:
      break;
  }
  bool threshold = isComparison(p.row) || p.row == Builtin::minOf || p.row == Builtin::maxOf;
  double size = operand.usual().size();
  return threshold && size > 0 && size < 1e9 ? std::optional(inner(operand.usual())) : std::nullopt;
}

/// A literal beside the operand that is grown already; nothing when the row wants a grown one.
std::optional<Value> partner(Maker &m, const Production &p, const Value &operand, const Type &type) {
  if (type == kBool || (!type.isScalar() && !type.isVector())) return std::nullopt;
  if (p.row == Builtin::bitAnd) return number(type, m.draw.of({1, 3, 7, 15, 31, 63, 127}));
  std::optional<Range> range = partnerRange(p, operand);
  if (!range) return std::nullopt;
  double value = shortNumber(m.draw, *range, type.scalar);
  if (p.row == Builtin::mul && value == 1) value = 2;
  bool open = p.group == Group::sums || p.row == Builtin::mul || isComparison(p.row) || p.group == Group::extremes;
  return named(m, number(type, value), open);
}

/// A literal at one side of the main operand's range.
Value edge(Maker &m, const Type &type, const Range &main, bool high) {
  Range part = high ? Range{main.low + main.size() * 0.6, main.high} : Range{main.low, main.low + main.size() * 0.4};
  return number(type, shortNumber(m.draw, part, type.scalar));
}

Value exponentOf(Maker &m, const Type &type) {
  return number(type, m.draw.of({2.0, 2.0, 3.0, 0.5, 1.5, 2.5, -1.0, -0.5}));
}

/// An operand but the main one.
Value growOther(Maker &m, const Production &p, const Value &main, const Type &type, size_t number, int operations) {
  Domain domain = p.domains[std::min<size_t>(number, 2)];
  if (domain == Domain::lowEdge || domain == Domain::highEdge)
    return edge(m, type, main.usual(), domain == Domain::highEdge);
  bool literal = main.source != Source::fixed && number == 1 && m.draw.chance(operations > 1 ? 30 : 50);
  if (literal)
    if (std::optional<Value> value = partner(m, p, main, type)) return *value;
  return grow(m, type, operations);
}

std::optional<Value> growBuiltin(Maker &m, const Production &p, const Type &type, int operations) {
  std::vector<Type> types = p.operands(m, type);
  if (types.empty()) return std::nullopt;
  size_t main = std::min(size_t(p.main), types.size() - 1);
  int left = operations - 1, share = types.size() == 1 ? left : m.draw.between(0, std::max(left, 0));
  Values operands(types.size());
  bool power = p.group == Group::powers && types.size() == 2;
  operands[main] = power && m.draw.chance(75) ? exponentOf(m, types[main]) : grow(m, types[main], share);
  for (size_t i = 0; i < types.size(); ++i)
    if (i != main)
      operands[i] = growOther(m, p, operands[main], types[i], i, (left - share) / std::max(1, int(types.size()) - 1));
  bool edges = p.domains[1] == Domain::lowEdge || p.domains[1] == Domain::highEdge;
  if (edges && (operands[main].source == Source::fixed || operands[main].usual().size() == 0)) return std::nullopt;
  for (size_t i = 0; i < operands.size(); ++i) operands[i] = guard(m, operands[i], domainOf(p, operands, i));
  std::optional<Value> value = combine(p.row, operands);
  return value && !isPointless(p, operands, *value) ? value : std::nullopt;
}

/// A plain value beside another: 0, or some literal of its size.
Value otherwise(Maker &m, const Value &value) {
  if (m.draw.chance(45)) return number(value.type(), 0);
  Range range = isFloat(value.scalar()) ? Range{0.1, 1 + std::min(value.usual().reach(), 100.0)} : Range{1, 9};
  return number(value.type(), shortNumber(m.draw, range, value.scalar()));
}

/// Conditions inside each other: a choice in a condition has a condition of its own, with operations of its own.
constexpr int kMostTests = 6;

std::optional<Value> growChoice(Maker &m, const Type &type, int operations) {
  if (m.tests >= kMostTests) return std::nullopt;
  Value test = condition(m);
  Value a = grow(m, type, operations / 2);
  Value b = m.draw.chance(30) && type.isScalar() && type != kBool ? otherwise(m, a) : grow(m, type, operations / 2);
  if (a.expr == b.expr || test.source == Source::fixed) return std::nullopt;
  return choose(test, a, b);
}

std::optional<Value> growParts(Maker &m, const Type &type, int operations) {
  if (type.components() > 6) return std::nullopt;
  Values parts;
  for (int i = 0; i < type.components(); ++i) {
    bool literal = i > 0 && m.draw.chance(20);
    parts.push_back(literal ? number(componentType(type), m.draw.of({0, 1}))
                            : grow(m, componentType(type), i ? 0 : operations / 2));
  }
  Value value = make::construct(type, parts);
  return value.source == Source::fixed ? std::nullopt : std::optional(value);
}

std::optional<Value> growCast(Maker &m, const Type &type, int operations) {
  Scalar from = m.draw.chance(50)
                    ? (isFloat(type.scalar) ? m.style.integer : m.style.real)
                    : m.draw.of({Scalar::f32, Scalar::i32, Scalar::f64, Scalar::f16, Scalar::boolean, Scalar::i64});
  if (from == type.scalar) return std::nullopt;
  if (!isFloat(type.scalar) && type != kBool && m.draw.chance(12)) {
    Value vector = grow(m, vectorType(m.style.extent, m.style.real), operations - 1);
    Value index = surely(m.draw.of({Builtin::argmin, Builtin::argmax}), {vector});
    return vector.source == Source::fixed ? std::nullopt : std::optional(toScalar(m, index, type.scalar));
  }
  Value value = grow(m, scalarType(from), operations - 1);
  if (value.source == Source::fixed) return std::nullopt;
  return toScalar(m, value, type.scalar);
}

/// Ways to grow that are no row of a table.
enum class Special : uint8_t { choice, parts, cast, call };

std::optional<Value> growSpecial(Maker &m, Special special, const Type &type, int operations) {
  switch (special) {
    case Special::choice:
      return growChoice(m, type, operations);
    case Special::parts:
      return growParts(m, type, operations);
    case Special::cast:
      return growCast(m, type, operations);
    case Special::call:
      return growCall(m, type, operations);
  }
  return std::nullopt;
}

std::optional<Value> growOnce(Maker &m, const Type &type, int operations) {
  unsigned wanted = classOf(type);
  std::array<int, 256> weights{};
  std::span<const Production> all = productions();
  assert(all.size() + 4 <= weights.size());
  for (size_t i = 0; i < all.size(); ++i)
    if (all[i].gives & wanted) weights[i] = all[i].weight * m.style.of(all[i].group);
  int *special = &weights[all.size()];
  special[int(Special::choice)] = type == kBool ? 0 : 10 * m.style.of(Group::blends);
  special[int(Special::parts)] = wanted & kCompound ? 30 * m.style.of(Group::building) : 0;
  special[int(Special::cast)] = wanted & kNumber ? 20 * m.style.of(Group::casts) : 0;
  special[int(Special::call)] = m.unfinished < 2 ? 40 * m.style.of(Group::calls) : 0;
  size_t chosen = m.draw.weighted({weights.data(), all.size() + 4});
  if (chosen >= all.size()) return growSpecial(m, Special(chosen - all.size()), type, operations);
  return growBuiltin(m, all[chosen], type, operations);
}

}  // namespace

Value grow(Maker &m, const Type &type, int operations) {
  if (type.isStruct()) return leaf(m, type);
  if (operations <= 0 || !classOf(type)) return leaf(m, type);
  for (int attempt = 0; attempt < 4; ++attempt)
    if (std::optional<Value> value = growOnce(m, type, operations)) return *value;
  return leaf(m, type);
}

Value condition(Maker &m) {
  for (int attempt = 0; attempt < 4; ++attempt) {
    ++m.tests;
    Value test = grow(m, kBool, m.draw.of({1, 1, 1, 2, 2, 3}));
    --m.tests;
    if (test.source != Source::fixed) return test;
  }
  Value value = leaf(m, scalarType(m.style.real));
  return value.source == Source::fixed ? truth(true) : toScalar(m, value, Scalar::boolean);
}

Value joined(Maker &m, const Value &a, const Value &b) {
  const Type &type = a.type();
  if (a.expr == b.expr) return a;
  if (type == kBool) return surely(m.draw.of({Builtin::logicalAnd, Builtin::logicalOr}), {a, b});
  Builtin product = type.isScalar() ? Builtin::mul : type.isVector() ? Builtin::cwMul : Builtin::add;
  Builtin extreme = type.isMatrix() ? Builtin::sub : Builtin::maxOf;
  Builtin row = m.draw.of({Builtin::add, Builtin::add, Builtin::sub, product, extreme});
  bool decided = row == Builtin::maxOf && !overlap(a.usual(), b.usual());
  return apply(m, decided ? Builtin::add : row, {a, b});
}

namespace {

/// The value where the test holds, and another where it does not.
Value chosen(Maker &m, const Value &test, const Value &value) {
  Value other = grow(m, value.type(), 1);
  if (other.expr == value.expr) other = number(value.type(), 0);
  bool where = m.draw.chance(40);
  return where ? surely(Builtin::where, {test, value, other}) : choose(test, value, other);
}

}  // namespace

Value mix(Maker &m, Values values, const Type &type) {
  Values tests;
  bool wantsBool = type == kBool;
  for (const Value &value : values)
    if (!wantsBool && value.type() == kBool) tests.push_back(value);
  if (!wantsBool) std::erase_if(values, [](const Value &value) { return value.type() == kBool; });
  if (values.empty()) values = {grow(m, type, 2)};
  Value all = convert(m, values[0], type);
  for (size_t i = 1; i < values.size(); ++i) {
    if (operationsIn(all.expr) > 4) all = let(m, all);
    Value next = convert(m, values[i], type);
    if (operationsIn(next.expr) > 3) next = let(m, next);
    all = joined(m, all, next);
  }
  for (const Value &test : tests) {
    if (operationsIn(all.expr) > 2) all = let(m, all);
    all = chosen(m, test, all);
  }
  return all;
}

Value mixUnread(Maker &m, const Type &type) {
  Values values = unread(m);
  std::erase_if(values, [](const Value &value) { return value.source == Source::fixed; });
  if (values.empty()) return grow(m, type, m.style.operations);
  if (values.size() == 1 && values[0].type() == type) return readOf(m, values[0].expr.id);
  for (Value &value : values) value = readOf(m, value.expr.id);
  return mix(m, values, type);
}

}  // namespace mlir_rl::kernel::make
