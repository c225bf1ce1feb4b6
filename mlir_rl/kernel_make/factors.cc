#include "mlir_rl/kernel_make/factors.h"

#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/rows.h"
#include "mlir_rl/kernel_make/scope.h"

namespace mlir_rl::kernel::make {

Factor addFactor(Maker &m, const Type &element, int outer, int inner, bool left) {
  Factor factor = {.transposed = m.draw.chance(30)};
  factor.batched = m.space.extents.size() == 3 && (left || m.draw.chance(60));
  std::vector<int> extents = {outer, inner};
  if (left == factor.transposed) std::swap(extents[0], extents[1]);
  if (factor.batched) extents.insert(extents.begin(), m.space.extents[0]);
  factor.array = addArray(m, {.element = element, .extents = extents, .range = usualRange(m.draw, element.scalar)});
  m.known(factor.array).hidden = true;
  return factor;
}

Value elementFor(Maker &m, const Factor &factor, const Value &outer, const Value &k, bool left) {
  Values indices = {outer, k};
  if (left == factor.transposed) std::swap(indices[0], indices[1]);
  if (factor.batched) indices.insert(indices.begin(), m.space.indices[0]);
  return elementOf(m, factor.array, indices);
}

FactorTypes drawFactorTypes(Maker &m) {
  Type real = scalarType(m.style.real), integer = scalarType(m.style.integer);
  switch (m.draw.below(8)) {
    case 0:
      return {scalarType(Scalar::f16), scalarType(Scalar::f16), kF32};
    case 1:
      return {integer, integer, integer};
    case 2:
      return {scalarType(Scalar::i8), scalarType(m.draw.of({Scalar::i8, Scalar::u8})), kI32};
    case 3: {
      Type block = matrixType(m.style.extent, m.style.extent, m.style.real);
      return {block, block, block};
    }
    case 4:
      return {real, vectorType(m.style.extent, m.style.real), vectorType(m.style.extent, m.style.real)};
    default:
      return {real, real, real};
  }
}

Value widened(Maker &m, const Value &value, const Type &sum) {
  return value.type().isScalar() ? toScalar(m, value, sum.scalar) : value;
}

void overInner(Maker &m, const Product &product, int tile, const std::function<void(const Value &)> &step) {
  Trip trip = tripOver(m, product.inner);
  if (!tile) return forLoop(m, trip, step, m.draw.of({"k", "k", "kk", "p", "l"}));
  trip.most = (trip.most + tile - 1) / tile;
  trip.step = tile;
  forLoop(
      m, trip,
      [&](const Value &start) {
        forLoop(
            m, tripOf(tile),
            [&](const Value &inside) {
              Value k = let(m, surely(Builtin::add, {start, inside}), "k");
              m.known(k).uses = 1;
              k.below = m.known(k).below = product.inner;
              Expr within = binary(Builtin::less, k.expr, sizeOf(m, product.inner).expr);
              branch(m, {within, {0, 1}, Source::thread}, [&] { step(k); });
            },
            m.draw.of({"kk", "t", "inner_k"}));
      },
      m.draw.of({"k0", "tile", "block_start"}));
}

}  // namespace mlir_rl::kernel::make
