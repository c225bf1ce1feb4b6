#include "mlir_rl/kernel_make/loops.h"

#include <algorithm>

#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"

namespace mlir_rl::kernel::make {

Trip tripOf(int count) {
  return {.start = whole(0), .stop = whole(count), .most = count, .range = {0, double(count - 1)}};
}

Trip tripOver(Maker &m, int extent) {
  int most = m.plan.most(extent);
  Trip trip = tripOf(most);
  trip.stop = sizeOf(m, extent);
  trip.below = extent;
  return trip;
}

Trip tripBetween(const Value &start, const Value &stop, int most) {
  return {.start = start,
          .stop = stop,
          .most = most,
          .range = {start.range.low, std::max(start.range.low, stop.range.high - 1)}};
}

int tripsLeft(const Maker &m) {
  double all = m.body->isKernel ? 256 : 48;
  return int(all / m.body->trips);
}

namespace {

/// Up to a parameter that the kernel gets for it.
Trip tripToParameter(Maker &m, int most) {
  double low = m.draw.between(1, 4), high = std::max(low + 1, double(std::min(most, m.draw.between(6, 24))));
  Value count =
      addNumber(m, kI32, {low, high}, m.draw.of({"steps", "count", "iterations", "samples", "terms", "rounds"}));
  ++m.added;
  return tripBetween(whole(0), readOf(m, count.expr.id), int(high));
}

/// Up to a value of the scope, cut where it is large.
std::optional<Trip> tripToValue(Maker &m, int most) {
  Value value = leaf(m, kI32);
  if (value.source == Source::fixed) return std::nullopt;
  Value stop = fit(m, value, {value.range.low < 0 ? value.range.low : 0, double(std::min(most, 12))});
  int iterations = int(stop.range.high);
  return iterations < 1 ? std::nullopt : std::optional(tripBetween(whole(0), stop, iterations));
}

/// Over a dimension of some array.
std::optional<Trip> tripOverArray(Maker &m, int most) {
  std::vector<int> extents;
  for (const Known &known : m.body->known)
    if (known.open && known.role == Role::input)
      for (int extent : known.dims)
        if (m.plan.most(extent) <= most && m.plan.fixed(extent) == kNone) extents.push_back(extent);
  if (extents.empty()) return std::nullopt;
  return tripOver(m, m.draw.from(extents));
}

/// Down to 0 instead, or by steps, or from 1 on.
void turn(Maker &m, Trip &trip) {
  if (trip.start.expr != whole(0).expr) return;
  bool literal = trip.stop.expr.kind == ExprKind::literal;
  std::optional<Value> last =
      literal ? whole(int(trip.stop.range.low) - 1) : combine(Builtin::sub, {trip.stop, whole(1)});
  if (m.draw.chance(12) && last) {
    trip.start = *last;
    trip.stop = whole(-1);
    trip.step = -1;
  } else if (m.draw.chance(14) && trip.most > 4) {
    trip.step = m.draw.of({2, 2, 3});
  } else if (m.draw.chance(14)) {
    trip.start = whole(1);
    if (trip.range.high >= 1) trip.range.low = 1;
  }
}

}  // namespace

Trip drawTrip(Maker &m, int most) {
  std::optional<Trip> trip;
  bool adds = m.body->isKernel && m.added < m.style.parameters;
  switch (m.draw.below(10)) {
    case 0:
    case 1:
    case 2:
      if (adds && most >= 6) trip = tripToParameter(m, most);
      break;
    case 3:
    case 4:
      trip = tripOverArray(m, most);
      break;
    case 5:
    case 6:
      trip = tripToValue(m, most);
      break;
    default:
      break;
  }
  if (!trip)
    trip = tripOf(most >= 18 && m.draw.chance(65) ? m.draw.between(17, std::min(most, 32))
                                                  : m.draw.between(2, std::clamp(most, 2, 8)));
  turn(m, *trip);
  return *trip;
}

void forLoop(Maker &m, const Trip &trip, const std::function<void(const Value &)> &body, const std::string &hint) {
  Known known = {.range = trip.range,
                 .source = std::max({Source::thread, trip.start.source, trip.stop.source}),
                 .below = trip.below,
                 .uses = 1};
  Value variable = newVariable(m, kI32, NameKind::loop, known, hint);
  ++m.body->loops;
  m.body->trips *= trip.most;
  std::vector<Stmt> block = inBlock(m, [&] { body(variable); });
  m.body->trips /= trip.most;
  --m.body->loops;
  m.known(variable).open = false;
  if (block.empty()) return;
  emit(m, parts::forLoop(variable.expr, {trip.start.expr, trip.stop.expr, whole(trip.step).expr}, std::move(block)));
}

void whileLoop(Maker &m, const Expr &condition, int most, const Block &body) {
  ++m.body->loops;
  m.body->trips *= most;
  std::vector<Stmt> block = inBlock(m, body);
  m.body->trips /= most;
  --m.body->loops;
  emit(m, parts::whileLoop(condition, std::move(block)));
}

Value declareHeld(Maker &m, const Value &start, const Range &range, const std::string &hint) {
  Value variable = declare(m, fit(m, start, range), hint);
  variable.range = m.known(variable).range = range;
  return variable;
}

Value declareCounter(Maker &m, int most, const std::string &hint) {
  Value counter = declare(m, whole(0), hint);
  counter.range = m.known(counter).range = {0, double(most)};
  m.known(counter).source = Source::thread;
  m.known(counter).uses = 1;
  return counter;
}

void countUp(Maker &m, const Value &counter) { emit(m, parts::update(Builtin::add, counter.expr, whole(1).expr)); }

}  // namespace mlir_rl::kernel::make
