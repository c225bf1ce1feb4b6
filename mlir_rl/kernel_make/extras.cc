// Statements of the grammar that stand by themselves: random numbers, assertions, structs.

#include <algorithm>
#include <cmath>

#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/records.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/statements.h"

namespace mlir_rl::kernel::make {

namespace {

/// The thread's number: its index, or row by row.
Value threadNumber(Maker &m) {
  Value number = m.space.indices[0];
  for (size_t i = 1; i < m.space.indices.size(); ++i) {
    Value scaled = apply(m, Builtin::mul, {number, sizeOf(m, m.space.extents[i])});
    number = apply(m, Builtin::add, {scaled, m.space.indices[i]});
  }
  return number;
}

void makeState(Maker &m) {
  Value seed = m.draw.chance(60) ? addNumber(m, kI32, {0, 10000}, "seed") : whole(m.draw.between(1, 9999));
  Value number = threadNumber(m);
  Value state = {{.kind = ExprKind::builtin, .row = Builtin::randInit, .type = scalarType(Scalar::u32)},
                 limitsOf(Scalar::u32),
                 std::max(seed.source, Source::thread)};
  state.expr.operands = {seed.expr, number.expr};
  if (m.draw.chance(15)) state.expr.operands = {number.expr};
  Value variable = let(m, state, m.draw.of({"state", "rng", "rand_state"}));
  m.known(variable).hidden = true;
  m.body->state = variable.expr.id;
}

Value drawOf(Maker &m, Builtin row, const Type &type, const Range &range, bool bounded) {
  const Known &state = m.body->known[size_t(m.body->state)];
  Value value = {{.kind = ExprKind::builtin, .row = row, .type = type}, range, state.source};
  value.expr.operands = {parts::variable(m.body->state, scalarType(Scalar::u32))};
  if (!bounded) return value;
  double high = range.high;
  if (row == Builtin::randf)
    value.range = loosened(range, range.reach(), 2, Scalar::f32);
  else
    value.range.high = high - 1;
  value.expr.operands.push_back(number(type, range.low).expr);
  value.expr.operands.push_back(number(type, high).expr);
  return value;
}

Range integerBounds(Maker &m, bool negative) {
  double low = negative ? m.draw.of({-10, -4, 0, 0, 1}) : m.draw.of({0, 0, 1, 2});
  return {low, low + m.draw.between(2, 20)};
}

/// A point of a shape; weights in a triangle lie between 0 and 1.
Value drawPoint(Maker &m) {
  static constexpr Builtin rows[] = {Builtin::sampleTriangle,
                                     Builtin::sampleUnitRing,
                                     Builtin::sampleUnitDisk,
                                     Builtin::sampleUnitSquare,
                                     Builtin::sampleUnitSphereSurface,
                                     Builtin::sampleUnitSphere,
                                     Builtin::sampleUnitHemisphereSurface,
                                     Builtin::sampleUnitHemisphere,
                                     Builtin::sampleUnitCube};
  int drawn = m.draw.below(int(std::size(rows)));
  Range range = rows[drawn] == Builtin::sampleTriangle ? Range{0, 1} : symmetric(1.01);
  return drawOf(m, rows[drawn], vectorType(drawn < 4 ? 2 : 3, Scalar::f32), range, false);
}

Value drawAny(Maker &m) {
  Type u32 = scalarType(Scalar::u32);
  switch (m.draw.below(13)) {
    case 8:
    case 9:
    case 10:
    case 11:
    case 12:
      return drawPoint(m);
    case 0:
      return drawOf(m, Builtin::randn, kF32, symmetric(6), false);
    case 1:
      return drawOf(m, Builtin::randi, kI32, integerBounds(m, true), true);
    case 2:
      return drawOf(m, Builtin::randi, kI32, limitsOf(Scalar::i32), false);
    case 3:
      return drawOf(m, Builtin::randu, u32, integerBounds(m, false), m.draw.chance(60));
    case 4:
    case 5:
      return drawOf(m, Builtin::randf, kF32, symmetric(m.draw.of({1.0, 0.5, 2.0})), true);
    default:
      return drawOf(m, Builtin::randf, kF32, {0, 1}, false);
  }
}

}  // namespace

void growDraw(Maker &m) {
  bool inside = m.body->loops > 0 || m.body->branches > 0;
  if (!m.body->isKernel || m.space.indices.empty() || (inside && m.body->state == kNone)) return void(growLet(m));
  if (m.body->state == kNone) makeState(m);
  Value drawn = drawAny(m);
  if (drawn.expr.row == Builtin::randu && drawn.expr.operands.size() == 1) drawn.range = limitsOf(Scalar::u32);
  let(m, drawn, m.draw.of({"u", "r", "noise", "jitter", "drawn", "roll"}));
}

namespace {

Expr classified(Maker &m, const Value &value) {
  Builtin row = m.draw.of({Builtin::isFinite, Builtin::isFinite, Builtin::isNan, Builtin::isInf});
  Expr test = {.kind = ExprKind::builtin, .row = row, .type = kBool, .operands = {value.expr}};
  if (row == Builtin::isFinite) return test;
  return {.kind = ExprKind::builtin, .row = Builtin::logicalNot, .type = kBool, .operands = {test}};
}

/// A short number beyond one side of the range.
Expr bounded(Maker &m, const Value &value) {
  bool low = m.draw.chance(50);
  double edge = low ? std::floor(value.range.low) : std::ceil(value.range.high);
  Builtin row = low ? Builtin::greaterEqual : Builtin::lessEqual;
  return {
      .kind = ExprKind::builtin, .row = row, .type = kBool, .operands = {value.expr, number(value.type(), edge).expr}};
}

}  // namespace

void growClaim(Maker &m) {
  Values found;
  for (int i = 0; i < int(m.body->known.size()); ++i) {
    const Known &known = m.body->known[size_t(i)];
    const Type &type = m.typeOf(i);
    bool suits = known.open && !known.hidden && known.source == Source::data && type.isNumeric() &&
                 i != m.body->state && (isFloat(type.scalar) || (known.below != kNone && knowsSize(m, known.below)));
    if (suits && known.range.reach() < 1e6) found.push_back(valueOf(m, i));
  }
  if (found.empty()) return void(growLet(m));
  Value value = m.draw.from(found);
  bool whole = !isFloat(value.scalar());
  if (whole) {
    Expr size = sizeOf(m, value.below).expr;
    return emit(m,
                parts::assertion(
                    {.kind = ExprKind::builtin, .row = Builtin::less, .type = kBool, .operands = {value.expr, size}}));
  }
  emit(m, parts::assertion(value.type().isScalar() && m.draw.chance(45) ? bounded(m, value) : classified(m, value)));
}

void growRecordUse(Maker &m) {
  Type record = !m.module.structs.empty() && m.draw.chance(70) ? structType(m.draw.below(int(m.module.structs.size())))
                                                               : drawStruct(m);
  bool kernel = m.body->isKernel && m.added < m.style.parameters && !m.space.extents.empty();
  if (kernel && m.draw.chance(60)) {
    ++m.added;
    if (m.draw.chance(40)) return void(addNumber(m, record, {}, ""));
    Value array = addArray(m, {.element = record, .extents = m.space.extents});
    let(m, anyElement(m, array));
    return;
  }
  Value made = declare(m, growRecord(m, record));
  if (m.draw.chance(40)) changeField(m, made);
}

}  // namespace mlir_rl::kernel::make
