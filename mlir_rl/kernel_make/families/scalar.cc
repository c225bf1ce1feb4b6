#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/statements.h"
#include "mlir_rl/kernel_make/threads.h"

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs = "calibrate convert quantize rescale encode mix_channels dequantize adjust map_range configure pack",
    .nouns = "sample reading channel code_in level raw_value register_in signal count_in voltage",
    .results = "out converted encoded result packed levels",
    .numbers = "gain offset scale bias zero_point full_scale reference slope"};

namespace {

/// Of any width.
Scalar anyScalar(Maker &m) {
  return m.draw.of({Scalar::f32, Scalar::f32, Scalar::f64, Scalar::f16, Scalar::i32, Scalar::i32, Scalar::i64,
                    Scalar::i16, Scalar::i8, Scalar::u8, Scalar::u16, Scalar::u32, Scalar::u64, Scalar::boolean});
}
Scalar anyNumber(Maker &m) {
  Scalar scalar = anyScalar(m);
  return scalar == Scalar::boolean ? Scalar::f32 : scalar;
}

/// Several parameters, each of a width of its own.
Values addNumbers(Maker &m) {
  Values numbers;
  for (int count = m.draw.between(3, 6); count > 0; --count) {
    Type type = scalarType(anyScalar(m));
    numbers.push_back(addNumber(m, type, usualRange(m.draw, type.scalar)));
  }
  return numbers;
}

/// Two of the values in the type of a third width.
Value combined(Maker &m, const Values &values) {
  Type type = scalarType(anyNumber(m));
  size_t first = size_t(m.draw.below(int(values.size()))), step = size_t(m.draw.between(1, int(values.size()) - 1));
  Value a = readOf(m, values[first].expr.id), b = readOf(m, values[(first + step) % values.size()].expr.id);
  Value left = convert(m, a, type), right = convert(m, b, type);
  if (operationsIn(right.expr) > 2) right = let(m, right);
  return let(m, joined(m, left, right));
}

/// There and back: through a narrower or wider type.
Value roundTrip(Maker &m, const Value &value) {
  Scalar through = anyNumber(m);
  Value there = let(m, convert(m, readOf(m, value.expr.id), scalarType(through)));
  Value changed = m.draw.chance(60) ? joined(m, there, grow(m, there.type(), 1)) : there;
  if (changed.expr.kind == ExprKind::variable) m.known(changed).uses = 1;
  return let(m, convert(m, changed, scalarType(anyNumber(m))));
}

/// A value that a parameter switches or limits.
Value limited(Maker &m, const Values &values) {
  Value value = readOf(m, m.draw.from(values).expr.id), limit = readOf(m, m.draw.from(values).expr.id);
  Type type = value.type() == kBool ? scalarType(m.style.integer) : value.type();
  if (limit.type() == kBool) {
    Value a = convert(m, value, type), b = grow(m, type, 1);
    return let(m, m.draw.chance(50) ? choose(limit, a, b) : surely(Builtin::where, {limit, a, b}));
  }
  Value a = convert(m, value, type), b = convert(m, grow(m, limit.type(), 1), type);
  return let(m, apply(m, m.draw.of({Builtin::minOf, Builtin::maxOf}), {a, b}));
}

}  // namespace

void scalar(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    style.of(Group::casts) *= 6;
    style.of(Group::bits) *= 3;
    style.of(Act::forLoop) /= 2;
    style.of(Act::whileLoop) = 1;
    style.types = {50, 46, 4, 2, 1};
    style.operations -= 1;
  });
  enter(m, m.draw.of({1, 1, 1, 2}));
  Values values = addNumbers(m);
  for (int count = m.draw.between(1, 2); count > 0; --count) {
    Type element = scalarType(anyNumber(m));
    Range range = usualRange(m.draw, element.scalar);
    Value array = addArray(m, {.element = element, .extents = m.space.extents, .range = range});
    values.push_back(let(m, elementOf(m, array, m.space.indices)));
  }
  inRounds(m, [&] {
    for (int count = m.draw.between(2, 4); count > 0; --count) {
      int kind = m.draw.below(3);
      Value made = kind == 0 ? combined(m, values) : kind == 1 ? roundTrip(m, m.draw.from(values)) : limited(m, values);
      if (made.type().isScalar()) values.push_back(made);
    }
    statements(m, m.draw.between(0, 2));
    for (int count = m.draw.of({1, 2, 2}); count > 0; --count) output(m, mixUnread(m, scalarType(anyScalar(m))));
  });
}

}  // namespace mlir_rl::kernel::make::families
