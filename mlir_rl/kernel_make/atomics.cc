#include "mlir_rl/kernel_make/atomics.h"

#include <cmath>

#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/search.h"

namespace mlir_rl::kernel::make {

Value addShared(Maker &m, const Type &element, const std::vector<int> &extents, const std::string &hint) {
  return addArray(
      m, {.element = element, .extents = extents, .role = Role::shared, .contents = {{.filling = Filling::zeros}}},
      hint);
}

/// The row that an update with this operator is on an element; nothing for rows that have none.
static std::optional<Builtin> updateOf(Builtin row) {
  switch (row) {
    case Builtin::atomicAdd:
      return Builtin::add;
    case Builtin::atomicSub:
      return Builtin::sub;
    case Builtin::atomicAnd:
      return Builtin::bitAnd;
    case Builtin::atomicOr:
      return Builtin::bitOr;
    case Builtin::atomicXor:
      return Builtin::bitXor;
    default:
      return std::nullopt;
  }
}

static Expr atomicCall(Builtin row, const Value &array, const Values &indices, const Values &values) {
  Expr call = {.kind = ExprKind::builtin, .row = row, .type = elementType(array.type()), .operands = {array.expr}};
  for (const Value &index : indices) call.operands.push_back(index.expr);
  for (const Value &value : values) call.operands.push_back(value.expr);
  return call;
}

void emitAtomic(Maker &m, Builtin row, const Value &array, const Values &indices, const Value &value) {
  std::optional<Builtin> op = updateOf(row);
  if (!op || m.draw.chance(70)) return emit(m, parts::evaluate(atomicCall(row, array, indices, {value})));
  std::vector<Expr> exprs;
  for (const Value &index : indices) exprs.push_back(index.expr);
  emit(m, parts::update(*op, parts::element(array.expr, std::move(exprs)), value.expr));
}

namespace {

/// Of 32 or 64 bits.
Scalar wideInteger(Maker &m) {
  if (bitsOf(m.style.integer) >= 32 && m.draw.chance(70)) return m.style.integer;
  return m.draw.of({Scalar::i32, Scalar::i32, Scalar::i32, Scalar::u32, Scalar::i64, Scalar::u64});
}
Scalar wideReal(Maker &m) { return m.style.real == Scalar::f16 ? Scalar::f32 : m.style.real; }

/// Some number of elements, and an index among them that the data says.
struct Place {
  std::vector<int> extents;
  Values indices;
};

/// The number of the bin by the upper edges of all.
Value searchedBin(Maker &m, const Value &value, int bins) {
  Table edges = addTable(m, value.type(), bins, value.usual(), m.draw.of({"edges", "bin_edges", "limits"}));
  return let(m, lowerBound(m, edges, value), m.draw.of({"bin", "slot", "bucket", "b"}));
}

/// floor of a value that is scaled to the number of bins.
Value binOf(Maker &m, int bins) {
  Value value = grow(m, scalarType(m.style.real), 1);
  if (value.source != Source::data || value.range.size() == 0) return indexBelow(m, bins);
  if (m.draw.chance(20)) return searchedBin(m, value, bins);
  Value place = value;
  if (value.range.reach() < m.plan.least(bins))
    place = apply(m, Builtin::mul, {value, number(value.type(), m.draw.of({2.0, 4.0, 5.0, 8.0, 10.0}))});
  if (m.draw.chance(30)) place = apply(m, Builtin::floorOf, {place});
  return boundedIndex(m, let(m, toScalar(m, place, Scalar::i32), m.draw.of({"bin", "slot", "bucket", "b"})), bins);
}

Value groupOf(Maker &m, int extent) {
  switch (m.draw.below(4)) {
    case 0:
      return boundedIndex(m, m.draw.from(m.space.indices), extent);
    case 1:
      return elementOf(m, addIndices(m, m.space.extents, extent, m.draw.of({"labels", "keys", "owners", "groups"})),
                       m.space.indices);
    default:
      return binOf(m, extent);
  }
}

Place drawPlace(Maker &m) {
  Place place;
  switch (m.draw.below(6)) {
    case 0:
      place.extents = {m.plan.extent(1)};
      place.indices = {whole(0)};
      return place;
    case 1: {
      size_t dim = size_t(m.draw.below(int(m.space.extents.size())));
      place.extents = {m.space.extents[dim]};
      place.indices = {m.space.indices[dim]};
      return place;
    }
    default:
      break;
  }
  for (int dims = m.draw.of({1, 1, 1, 2}); dims > 0; --dims) {
    int extent = m.draw.chance(50) ? m.plan.extent(m.draw.of({4, 8, 10, 16})) : m.plan.extent(3, m.draw.between(5, 12));
    place.extents.push_back(extent);
  }
  for (int extent : std::vector<int>(place.extents)) place.indices.push_back(groupOf(m, extent));
  for (Value &index : place.indices)
    if (operationsIn(index.expr) > 2) index = let(m, index);
  return place;
}

void addWhole(Maker &m) {
  Scalar scalar = wideInteger(m);
  Type type = m.draw.chance(12) ? vectorType(m.draw.between(2, 3), scalar) : scalarType(scalar);
  Place place = drawPlace(m);
  Value array = addShared(m, type, place.extents);
  Value value = m.draw.chance(30) ? number(type, 1)
                                  : fit(m, grow(m, type, 2), isUnsigned(scalar) ? Range{0, 1000} : symmetric(1000));
  emitAtomic(m, m.draw.chance(85) ? Builtin::atomicAdd : Builtin::atomicSub, array, place.indices, value);
}

/// Sums of whole numbers are exact, whatever their order.
void addWholeReal(Maker &m) {
  Type type = scalarType(wideReal(m));
  Place place = drawPlace(m);
  Value array = addShared(m, type, place.extents);
  Value value = fit(m, grow(m, type, 2), symmetric(1000));
  if (m.draw.chance(50))
    value = number(type, 1);
  else
    value = surely(m.draw.of({Builtin::floorOf, Builtin::roundOf, Builtin::ceilOf}), {value});
  emitAtomic(m, Builtin::atomicAdd, array, place.indices, value);
}

/// The lowest or highest of what threads have; of floats none is 0, whose sign would depend on the order.
void keepExtreme(Maker &m) {
  bool real = m.draw.chance(50), lowest = m.draw.chance(45);
  Type type = scalarType(real ? wideReal(m) : wideInteger(m));
  Place place = drawPlace(m);
  Range range = isUnsigned(type.scalar) || real ? Range{0, 1000} : symmetric(1000);
  Value value = fit(m, grow(m, type, 2), range);
  if (real) value = guard(m, value, Domain::positive);
  Content first = {.range = lowest ? Range{2000, 2000} : Range{0, 0}};
  Value array = addArray(m, {.element = type, .extents = place.extents, .role = Role::shared, .contents = {first}});
  emitAtomic(m, lowest ? Builtin::atomicMin : Builtin::atomicMax, array, place.indices, value);
}

/// Bits that are set, cleared or flipped.
void changeBits(Maker &m) {
  Type type = scalarType(wideInteger(m));
  Builtin row = m.draw.of({Builtin::atomicOr, Builtin::atomicOr, Builtin::atomicXor, Builtin::atomicAnd});
  Place place = drawPlace(m);
  Content first = {.range = row == Builtin::atomicAnd ? Range{255, 255} : Range{0, 0}};
  Value array = addArray(m, {.element = type, .extents = place.extents, .role = Role::shared, .contents = {first}},
                         m.draw.of({"flags", "mask", "bits", "marks"}));
  Value bit = guard(m, fit(m, grow(m, type, 1), {0, 1000}), Domain::shift);
  Value value =
      m.draw.chance(60) ? apply(m, Builtin::shl, {number(type, 1), bit}) : fit(m, grow(m, type, 2), {0, 1000});
  emitAtomic(m, row, array, place.indices, value);
}

/// Each thread has an element of its own, so that any operation will do.
void changeOwn(Maker &m) {
  Type type = m.draw.chance(70) ? scalarType(m.draw.chance(60) ? wideReal(m) : wideInteger(m))
                                : vectorType(m.style.extent, wideReal(m));
  Range start = usualRange(m.draw, type.scalar);
  Value array = addArray(m, {.element = type, .extents = m.space.extents, .range = start, .role = Role::shared});
  Value value = grow(m, type, 2);
  if (!type.isScalar() || m.draw.chance(55)) {
    Range half = scaled(limitsOf(type.scalar), 0.4);
    if (!isUnsigned(type.scalar)) value = fit(m, value, half);
    return emitAtomic(m, m.draw.of({Builtin::atomicAdd, Builtin::atomicSub}), array, m.space.indices, value);
  }
  // Of floats Warp compares values on one device and bits on another.
  if (isFloat(type.scalar) || m.draw.chance(40))
    return emitAtomic(m, Builtin::atomicExch, array, m.space.indices, value);
  Value expected = number(type, m.draw.between(0, 3));
  emit(m, parts::evaluate(atomicCall(Builtin::atomicCas, array, m.space.indices, {expected, value})));
}

void growOne(Maker &m) {
  static constexpr int weights[] = {34, 12, 20, 16, 16};
  switch (m.draw.weighted(weights)) {
    case 0:
      return addWhole(m);
    case 1:
      return addWholeReal(m);
    case 2:
      return keepExtreme(m);
    case 3:
      return changeBits(m);
    default:
      return changeOwn(m);
  }
}

}  // namespace

void growAtomic(Maker &m) {
  if (!m.draw.chance(30)) return growOne(m);
  Value test = condition(m);
  branch(m, test, [&] { growOne(m); });
}

}  // namespace mlir_rl::kernel::make
