// Loops that the grammar writes by itself.

#include <algorithm>
#include <cmath>

#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/folds.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/loops.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/statements.h"

namespace mlir_rl::kernel::make {

namespace {

Expr compare(Builtin row, const Expr &a, const Expr &b) {
  return {.kind = ExprKind::builtin, .row = row, .type = kBool, .operands = {a, b}};
}

Expr bothOf(const Expr &a, const Expr &b) {
  return {.kind = ExprKind::builtin, .row = Builtin::logicalAnd, .type = kBool, .operands = {a, b}};
}

void emitWhen(Maker &m, Expr condition, StmtKind leave) {
  emit(m, parts::branch(std::move(condition), {parts::plain(leave)}));
}

/// What the loop adds, sometimes only where a condition holds.
void addGrown(Maker &m, Fold &fold, const Type &type) {
  auto add = [&] { addTo(m, fold, grow(m, type, m.draw.between(1, std::max(2, m.style.operations)))); };
  if (!m.draw.chance(18)) return add();
  Value test = condition(m);
  branch(m, test, add);
}

/// Leaves the loop once a sum is large, or an extreme is reached.
void maybeBreak(Maker &m, const Fold &fold) {
  const Type &type = fold.variable.type();
  bool real = type.isScalar() && isFloat(type.scalar);
  if (!real || fold.kind == FoldKind::lowest || !m.draw.chance(14)) return;
  Value limit = number(type, shortNumber(m.draw, {1, 40}, type.scalar));
  emitWhen(m, compare(Builtin::greater, fold.variable.expr, limit.expr), StmtKind::breakLoop);
}

void accumulate(Maker &m) {
  Trip trip = drawTrip(m, tripsLeft(m));
  Type type = m.draw.chance(4) ? kBool : drawType(m);
  Fold fold = beginFold(m, type, drawFold(m, type), trip.most);
  forLoop(m, trip, [&](const Value &variable) {
    m.known(variable).uses = 0;
    if (m.draw.chance(10)) emitWhen(m, condition(m).expr, StmtKind::continueLoop);
    if (m.draw.chance(35)) statements(m, 1);
    addGrown(m, fold, type);
    maybeBreak(m, fold);
  });
  endFold(m, fold);
}

/// A variable that each iteration replaces by something made of it.
void iterate(Maker &m) {
  Type type = m.draw.chance(80) ? scalarType(m.style.real) : drawType(m);
  if (type.isMatrix()) type = componentType(type);
  Value start = leaf(m, type);
  Range range = isUnsigned(type.scalar) ? Range{0, 100} : symmetric(m.draw.of({2, 4, 10, 100}));
  Trip trip = drawTrip(m, tripsLeft(m));
  Value state = declareHeld(m, start, range);
  forLoop(m, trip, [&](const Value &) {
    m.known(state).uses = 0;
    if (m.draw.chance(30)) statements(m, 1);
    Value next = mix(m, {readOf(m, state.expr.id), grow(m, type, 2)}, type);
    assign(m, state, next);
    if (m.draw.chance(15)) emitWhen(m, condition(m).expr, StmtKind::breakLoop);
  });
  m.known(state).source = std::max(m.known(state).source, Source::thread);
}

Value limitOf(Maker &m, int most) { return whole(m.draw.between(std::min(6, most), std::max(6, most))); }

/// Until a value passes a threshold, or a number of steps was made.
void untilSmall(Maker &m) {
  Type type = scalarType(m.style.real);
  Range range = symmetric(m.draw.of({4, 10, 50}));
  Value start = grow(m, type, 1), state = declareHeld(m, start, range);
  Value limit = limitOf(m, std::min(24, tripsLeft(m))), counter = declareCounter(m, int(limit.range.high));
  Value edge = number(type, shortNumber(m.draw, {range.low * 0.5, range.high * 0.5}, type.scalar));
  Builtin row = m.draw.of({Builtin::greater, Builtin::less});
  Expr test = compare(row, state.expr, edge.expr), more = compare(Builtin::less, counter.expr, limit.expr);
  bool both = m.draw.chance(65);
  Expr condition = both ? bothOf(more, test) : more;
  whileLoop(m, condition, int(limit.range.high), [&] {
    m.known(state).uses = 0;
    if (m.draw.chance(25)) statements(m, 1);
    Value next = mix(m, {readOf(m, state.expr.id), grow(m, type, 2)}, type);
    assign(m, state, next);
    if (!both) emitWhen(m, test, StmtKind::breakLoop);
    countUp(m, counter);
  });
  m.known(counter).source = m.known(state).source;
  if (both) m.known(counter).uses = 0;
}

/// An integer of the scope as one that is not negative.
Value startNumber(Maker &m, const Range &range) {
  return fit(m, convert(m, leaf(m, scalarType(m.draw.chance(50) ? m.style.integer : m.style.real)), kI32), range);
}

/// Counts the bits of a number, or those that are set.
void halve(Maker &m) {
  Value number = declareHeld(m, startNumber(m, {0, 1023}), {0, 1023}), counter = declareCounter(m, 32);
  bool ones = m.draw.chance(40), shift = m.draw.chance(60);
  whileLoop(m, compare(Builtin::greater, number.expr, whole(0).expr), 10, [&] {
    if (ones) {
      Value bit = surely(Builtin::bitAnd, {number, whole(1)});
      emit(m, parts::update(Builtin::add, counter.expr, bit.expr));
    } else {
      countUp(m, counter);
    }
    emit(m, shift ? parts::update(Builtin::shr, number.expr, whole(1).expr)
                  : parts::update(Builtin::floordiv, number.expr, whole(2).expr));
  });
  m.known(counter).source = number.source;
  m.known(counter).uses = 0;
  m.known(number).uses = 1;
}

/// Euclid's algorithm.
void commonDivisor(Maker &m) {
  Range range = {0, 1000};
  Value a = declareHeld(m, startNumber(m, range), range), b = declareHeld(m, startNumber(m, range), range);
  Expr rest = {.kind = ExprKind::builtin, .row = Builtin::mod, .type = kI32, .operands = {a.expr, b.expr}};
  whileLoop(m, compare(Builtin::greater, b.expr, whole(0).expr), 12, [&] {
    Value left = let(m, {rest, range, Source::data});
    emit(m, parts::assign(a.expr, b.expr));
    emit(m, parts::assign(b.expr, left.expr));
  });
  m.known(b).hidden = true;  // it is 0
}

/// A square root by Newton's method: from above, so it never falls below the root.
void newton(Maker &m) {
  Type type = scalarType(m.style.real);
  Value x = let(m, fit(m, grow(m, type, 1), {0.5, 20}));
  m.known(x).uses = 1;
  Value first = surely(Builtin::maxOf, {x, number(type, 1)});
  Value guess = declareHeld(m, first, {0.7, 20.5});
  Trip trip = tripOf(m.draw.between(4, 20));
  Value tolerance = number(type, type.scalar == Scalar::f16 ? 0.05 : m.draw.of({0.001, 0.01, 0.0001}));
  forLoop(m, trip, [&](const Value &) {
    Value mean =
        surely(Builtin::mul, {number(type, 0.5), surely(Builtin::add, {guess, surely(Builtin::div, {x, guess})})});
    Value next = let(m, mean);
    m.known(next).uses = 1;
    Value step = let(m, surely(Builtin::absOf, {surely(Builtin::sub, {next, guess})}));
    m.known(step).uses = 1;
    emit(m, parts::assign(guess.expr, next.expr));
    emitWhen(m, compare(Builtin::less, step.expr, tolerance.expr), StmtKind::breakLoop);
  });
  m.known(guess).uses = 0;
}

/// Collatz: how many steps a number takes to come down to 1.
void hailstones(Maker &m) {
  Value number = declareHeld(m, startNumber(m, {1, 40}), {1, 40}), counter = declareCounter(m, 24);
  Expr more = compare(Builtin::greater, number.expr, whole(1).expr);
  Expr left = compare(Builtin::less, counter.expr, whole(m.draw.between(17, 24)).expr);
  Expr both = bothOf(more, left);
  Expr even = compare(Builtin::equal, surely(Builtin::mod, {number, whole(2)}).expr, whole(0).expr);
  Expr half = surely(Builtin::floordiv, {number, whole(2)}).expr;
  Expr triple = surely(Builtin::add, {surely(Builtin::mul, {whole(3), number}), whole(1)}).expr;
  whileLoop(m, both, 24, [&] {
    if (m.draw.chance(50))
      emit(m, parts::branch(even, {parts::assign(number.expr, half)}, {parts::assign(number.expr, triple)}));
    else
      emit(m, parts::assign(number.expr, parts::conditional(even, half, triple)));
    countUp(m, counter);
  });
  m.known(counter).source = number.source;
  m.known(counter).uses = 0;
  m.known(number).uses = 1;
  m.known(number).hidden = true;  // it may have grown
}

}  // namespace

void growForLoop(Maker &m) {
  if (tripsLeft(m) < 2) return;
  m.draw.chance(75) ? accumulate(m) : iterate(m);
}

void growWhileLoop(Maker &m) {
  if (tripsLeft(m) < 12) return growForLoop(m);
  switch (m.draw.below(10)) {
    case 0:
    case 1:
      return halve(m);
    case 2:
      return commonDivisor(m);
    case 3:
      return newton(m);
    case 4:
      return hailstones(m);
    default:
      return untilSmall(m);
  }
}

}  // namespace mlir_rl::kernel::make
