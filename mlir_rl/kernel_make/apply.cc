#include "mlir_rl/kernel_make/apply.h"

#include <algorithm>
#include <cassert>

#include "mlir_rl/kernel/literal.h"
#include "mlir_rl/kernel_make/fit.h"

namespace mlir_rl::kernel::make {

static Expr literalOf(const Type &type, double value) {
  if (isFloat(type.scalar)) return floatLiteral(value, type);
  // Beyond int64 only uint64 has it; its bits are kept.
  return intLiteral(value < 0x1p63 ? int64_t(value) : int64_t(uint64_t(value)), type);
}

Value number(const Type &type, double value) {
  Expr literal = literalOf(componentType(type), value);
  double kept = isFloat(type.scalar) ? literal.value.real : value;
  Expr expr = type.isScalar() ? literal : parts::construct(type, {literal});
  return {std::move(expr), {kept, kept}};
}

Value truth(bool value) { return {boolLiteral(value), {double(value), double(value)}}; }

static Source sourceOf(const Values &values) {
  Source source = Source::fixed;
  for (const Value &value : values) source = std::max(source, value.source);
  return source;
}

static std::vector<Expr> exprsOf(const Values &values) {
  std::vector<Expr> exprs;
  for (const Value &value : values) exprs.push_back(value.expr);
  return exprs;
}

/// Whether the row's results may lie beyond all of its operands.
static bool counts(Builtin row) {
  switch (row) {
    case Builtin::add:
    case Builtin::sub:
    case Builtin::mul:
    case Builtin::shl:
    case Builtin::bitNot:
    case Builtin::dot:
    case Builtin::ddot:
    case Builtin::cross:
    case Builtin::outer:
    case Builtin::lengthSq:
    case Builtin::cwMul:
    case Builtin::trace:
      return true;
    default:
      return false;
  }
}

/// Whether the row's results are operands or components of them, perhaps with another sign or whole: nothing is
/// rounded.
static bool copies(Builtin row, Scalar scalar) {
  switch (row) {
    case Builtin::minOf:
    case Builtin::maxOf:
    case Builtin::clamp:
    case Builtin::where:
    case Builtin::transpose:
    case Builtin::diag:
    case Builtin::getDiag:
    case Builtin::matrixFromRows:
    case Builtin::matrixFromCols:
    case Builtin::spatialTop:
    case Builtin::spatialBottom:
    case Builtin::spatialAdjoint:
      return true;
    case Builtin::neg:
    case Builtin::absOf:
    case Builtin::copysign:
    case Builtin::skew:
      return isFloat(scalar);
    default:
      return productionOf(row)->group == Group::rounding;
  }
}

/// What the row gives of usual operands; of two, both are seldom at their ends at once.
static std::optional<Range> typicalOf(const Production &production, const Type &type, Values operands,
                                      const Range &range) {
  for (Value &operand : operands) operand.range = operand.usual();
  std::optional<Range> exact = production.range(type, operands);
  std::optional<Range> usual = exact ? overlap(*exact, range) : std::nullopt;
  if (!usual) return std::nullopt;
  double ends = operands.size() < 2 || operands[1].source == Source::fixed ? 0 : usual->size() * 0.12;
  return Range{usual->low + ends, usual->high - ends};
}

std::optional<Value> combine(Builtin row, Values operands) {
  std::vector<Type> types;
  for (const Value &operand : operands) types.push_back(operand.type());
  TypeOrReason result = rowOf(row).rule(types, {});
  const Production *production = productionOf(row);
  assert(result && production);
  std::optional<Range> exact = production->range(result.type, operands);
  // Beyond what a double counts one by one nobody knows whether it wraps around.
  if (exact && result.type.scalar == Scalar::u64 && counts(row) && exact->reach() > 0x1p53) exact = Range{0, 0x1p65};
  std::optional<Range> range = exact && !copies(row, result.type.scalar) ? settled(*exact, result.type.scalar) : exact;
  if (!range) return std::nullopt;
  Expr expr = {.kind = ExprKind::builtin, .row = row, .type = result.type, .operands = exprsOf(operands)};
  Value value = {std::move(expr), *range, sourceOf(operands)};
  value.typical = typicalOf(*production, result.type, std::move(operands), *range);
  return value;
}

Value surely(Builtin row, Values operands) {
  std::optional<Value> value = combine(row, std::move(operands));
  assert(value);
  return *value;
}

/// The operand of the largest values that could be smaller, brought into a range that half of its reach fills.
static bool shrink(Maker &m, Values &operands) {
  Value *largest = nullptr;
  for (Value &operand : operands)
    if (operand.type().isNumeric() && operand.range.reach() > 1 &&
        (!largest || operand.range.reach() > largest->range.reach()))
      largest = &operand;
  if (!largest) return false;
  double reach = largest->range.reach(), less = reach > 64 ? 16 : reach > 4 ? 4 : 1;
  Range range = largest->range.low >= 0 ? Range{0, less} : symmetric(less);
  if (range.has(largest->range)) return false;
  *largest = fit(m, *largest, range);
  return true;
}

Value apply(Maker &m, Builtin row, Values operands) {
  const Production *production = productionOf(row);
  assert(production);
  auto keepToDomains = [&] {
    for (size_t i = 0; i < operands.size(); ++i)
      operands[i] = guard(m, operands[i], domainOf(*production, operands, i));
  };
  keepToDomains();
  for (int attempt = 0; attempt < 6; ++attempt) {
    if (std::optional<Value> value = combine(row, operands)) return *value;
    if (!shrink(m, operands)) break;
    keepToDomains();
  }
  std::vector<Type> types;
  for (const Value &operand : operands) types.push_back(operand.type());
  Type wanted = rowOf(row).rule(types, {}).type;
  for (const Value &operand : operands)
    if (operand.type() == wanted) return operand;
  return number(wanted, 1);
}

Value choose(const Value &condition, const Value &a, const Value &b) {
  Value value = {parts::conditional(condition.expr, a.expr, b.expr), hull(a.range, b.range),
                 std::max({condition.source, a.source, b.source})};
  if (a.below == b.below) value.below = a.below;
  value.typical = hull(a.usual(), b.usual());
  return value;
}

Value construct(const Type &type, const Values &operands) {
  Value value = {parts::construct(type, exprsOf(operands)), {}, sourceOf(operands)};
  if (!operands.empty()) value.range = operands[0].range, value.typical = operands[0].usual();
  for (const Value &operand : operands) {
    value.range = hull(value.range, operand.range);
    value.typical = hull(*value.typical, operand.usual());
  }
  return value;
}

Value componentOf(const Value &whole, const Values &indices) {
  Source source = std::max(whole.source, sourceOf(indices));
  return {parts::component(whole.expr, exprsOf(indices)), whole.range, source, kNone, whole.typical};
}
Value componentOf(const Value &whole, int index) { return componentOf(whole, Values{make::whole(index)}); }

}  // namespace mlir_rl::kernel::make
