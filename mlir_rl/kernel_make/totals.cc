#include "mlir_rl/kernel_make/totals.h"

#include "mlir_rl/kernel_make/atomics.h"
#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"

namespace mlir_rl::kernel::make {

Value quanta(Maker &m, const Value &value, double scale, const Range &bounds) {
  Value steps = apply(m, Builtin::mul, {value, number(value.type(), scale)});
  return surely(castTo(Scalar::i32), {fit(m, steps, bounds)});
}

void gather(Maker &m, const Value &value) {
  Type type = scalarType(m.draw.of({Scalar::i32, Scalar::i32, Scalar::i32, Scalar::i64, Scalar::u32}));
  Builtin row = m.draw.of({Builtin::atomicAdd, Builtin::atomicAdd, Builtin::atomicMax, Builtin::atomicMin});
  bool adds = row == Builtin::atomicAdd;
  Value part = fit(m, convert(m, value, type), adds && isSigned(type.scalar) ? symmetric(1000) : Range{0, 1000});
  double first = row == Builtin::atomicMin ? 2000 : 0;
  int groups = m.plan.extent(m.draw.of({1, 1, 2, 4, 8}));
  Value index = m.plan.fixed(groups) == 1 ? whole(0) : boundedIndex(m, m.draw.from(m.space.indices), groups);
  Value array =
      addArray(m, {.element = type, .extents = {groups}, .role = Role::shared, .contents = {{.range = {first, first}}}},
               m.draw.of({"total", "grand_total", "summary", "best_of_all", "extreme", "overall"}));
  emitAtomic(m, row, array, {index}, part);
}

}  // namespace mlir_rl::kernel::make
