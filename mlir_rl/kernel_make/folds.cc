#include "mlir_rl/kernel_make/folds.h"

#include <algorithm>
#include <cmath>

#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/scope.h"

namespace mlir_rl::kernel::make {

FoldKind drawFold(Maker &m, const Type &type) {
  using enum FoldKind;
  if (type == kBool) return any;
  if (type.isMatrix()) return sum;
  if (type.isVector()) return m.draw.of({sum, sum, sum, highest, lowest, decay});
  if (isFloat(type.scalar)) return m.draw.of({sum, sum, sum, sum, sum, highest, lowest, decay, decay, product});
  return m.draw.of({sum, sum, sum, highest, lowest, hash});
}

namespace {

/// Below or above all that an extreme will meet.
double extremeStart(const Type &type, bool lowest) {
  double reach = type.scalar == Scalar::f16 ? 1000
                 : isFloat(type.scalar)     ? 1e5
                                            : std::min(limitsOf(type.scalar).high, 1e6);
  if (lowest) return reach;
  return isUnsigned(type.scalar) ? 0 : -reach;
}

double startOf(Maker &m, const Type &type, FoldKind kind) {
  switch (kind) {
    case FoldKind::lowest:
      return extremeStart(type, true);
    case FoldKind::highest:
      return m.draw.chance(40) ? 0 : extremeStart(type, false);
    case FoldKind::product:
      return 1;
    case FoldKind::hash:
      return m.draw.of({0, 1, 7, 17});
    case FoldKind::decay:
      return m.draw.of({0, 0, 1});
    default:
      return 0;
  }
}

/// `variable row= value`, or written out.
void change(Maker &m, const Value &variable, Builtin row, const Value &value) {
  if (m.draw.chance(80)) return emit(m, parts::update(row, variable.expr, value.expr));
  Expr result = {
      .kind = ExprKind::builtin, .row = row, .type = variable.type(), .operands = {variable.expr, value.expr}};
  emit(m, parts::assign(variable.expr, std::move(result)));
}

Expr call(Builtin row, const Type &type, Expr a, Expr b) {
  return {.kind = ExprKind::builtin, .row = row, .type = type, .operands = {std::move(a), std::move(b)}};
}

void addSum(Maker &m, Fold &fold, const Value &value) {
  Range limits = scaled(limitsOf(fold.variable.scalar()), 0.45 / fold.trips);
  bool wraps = isUnsigned(fold.variable.scalar());
  Value term = wraps ? value : fit(m, value, limits);
  bool minus = !wraps && m.draw.chance(8);
  Range all = scaled(hull(term.range, 0), fold.trips);
  fold.range = sum(fold.range, minus ? negated(all) : all);
  if (wraps && !limitsOf(term.scalar()).has(fold.range)) fold.range = limitsOf(term.scalar());
  fold.range = loosened(fold.range, fold.range.reach(), 2 * fold.trips, term.scalar());
  if (isUnsigned(term.scalar())) fold.range.low = std::max(fold.range.low, 0.0);
  fold.usual = scaled(term.usual(), (minus ? -0.5 : 0.5) * fold.trips);
  change(m, fold.variable, minus ? Builtin::sub : Builtin::add, term);
}

void addExtreme(Maker &m, Fold &fold, const Value &value) {
  Builtin row = fold.kind == FoldKind::lowest ? Builtin::minOf : Builtin::maxOf;
  fold.range = hull(fold.range, value.range);
  fold.usual = value.usual();
  bool scalar = value.type().isScalar();
  if (!scalar || m.draw.chance(65))
    return emit(m, parts::assign(fold.variable.expr, call(row, value.type(), fold.variable.expr, value.expr)));
  Value next = let(m, value);
  Builtin compare = fold.kind == FoldKind::lowest ? Builtin::less : Builtin::greater;
  emit(m, parts::branch(call(compare, kBool, next.expr, fold.variable.expr),
                        {parts::assign(fold.variable.expr, next.expr)}));
}

void addProduct(Maker &m, Fold &fold, const Value &value) {
  Value factor = fit(m, value, {0.5, 1.1});
  double most = std::pow(std::max(factor.range.high, 1.0), fold.trips);
  fold.range = {0, std::ceil(most * 1.01)};
  fold.usual = {0, std::ceil(std::sqrt(most))};
  change(m, fold.variable, Builtin::mul, factor);
}

/// x = x * keep + value: at most value / (1 - keep), or where it began.
void addDecay(Maker &m, Fold &fold, const Value &value) {
  Value term = fit(m, value, symmetric(limitsOf(value.scalar()).high * 0.01));
  double reach = std::max(fold.range.reach(), term.range.reach() / (1 - fold.keep)) * 1.05;
  fold.range = {fold.range.low >= 0 && term.range.low >= 0 ? 0 : -reach, reach};
  fold.usual = scaled(term.usual(), 1 / (1 - fold.keep));
  Expr kept = call(Builtin::mul, term.type(), fold.variable.expr, number(componentType(term.type()), fold.keep).expr);
  emit(m, parts::assign(fold.variable.expr, call(Builtin::add, term.type(), std::move(kept), term.expr)));
}

/// x = x * 31 + value, which wraps around or keeps its lowest bits.
void addHash(Maker &m, Fold &fold, const Value &value) {
  const Type &type = value.type();
  bool narrow = bitsOf(type.scalar) == 8 && isSigned(type.scalar);
  bool wraps = isUnsigned(type.scalar) && bitsOf(type.scalar) >= 32;
  double mask = narrow ? 15 : bitsOf(type.scalar) <= 16 ? 255 : 65535;
  Value factor = number(type, narrow ? 5 : m.draw.of({3, 5, 7, 31, 33}));
  Value term = wraps ? value : fit(m, value, {0, narrow ? 15.0 : 1000.0});
  Expr next = call(Builtin::mul, type, fold.variable.expr, factor.expr);
  next = call(wraps ? Builtin::bitXor : Builtin::add, type, std::move(next), term.expr);
  if (!wraps) next = call(Builtin::bitAnd, type, std::move(next), number(type, mask).expr);
  fold.range = wraps ? limitsOf(type.scalar) : Range{0, std::max(mask, fold.range.high)};
  fold.usual = fold.range;
  emit(m, parts::assign(fold.variable.expr, std::move(next)));
}

}  // namespace

Fold beginFold(Maker &m, const Type &type, FoldKind kind, int trips, const std::string &hint) {
  double start = startOf(m, type, kind);
  Value first = type == kBool ? truth(false) : number(type, start);
  Fold fold = {.variable = declare(m, first, hint), .kind = kind, .trips = std::max(trips, 1), .range = {start, start}};
  if (kind == FoldKind::decay) fold.keep = m.draw.of({0.5, 0.25, 0.75, 0.9, 0.8, 0.5});
  m.known(fold.variable).hidden = true;
  return fold;
}

void addTo(Maker &m, Fold &fold, const Value &value) {
  fold.source = value.source;
  switch (fold.kind) {
    case FoldKind::sum:
      return addSum(m, fold, value);
    case FoldKind::lowest:
    case FoldKind::highest:
      return addExtreme(m, fold, value);
    case FoldKind::product:
      return addProduct(m, fold, value);
    case FoldKind::decay:
      return addDecay(m, fold, value);
    case FoldKind::hash:
      return addHash(m, fold, value);
    case FoldKind::any:
      return emit(m, parts::branch(value.expr, {parts::assign(fold.variable.expr, truth(true).expr)}));
  }
}

Value endFold(Maker &m, const Fold &fold) {
  Known &known = m.known(fold.variable);
  known.hidden = false;
  known.uses = 0;
  known.source = std::max(fold.source, Source::thread);
  known.range = fold.kind == FoldKind::any ? Range{0, 1} : fold.range;
  if (fold.kind != FoldKind::any) known.typical = overlap(fold.usual, fold.range);
  return valueOf(m, fold.variable.expr.id);
}

Value foldOver(Maker &m, const FoldLoop &loop, const std::function<void(Fold &, const Value &)> &step) {
  Fold fold = beginFold(m, loop.type, loop.kind, loop.trip.most, loop.name);
  forLoop(m, loop.trip, [&](const Value &k) { step(fold, k); }, loop.index);
  return endFold(m, fold);
}

}  // namespace mlir_rl::kernel::make
