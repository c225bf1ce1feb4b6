#include "mlir_rl/kernel_make/cells.h"

#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/sketch.h"

namespace mlir_rl::kernel::make {

Border drawBorder(Maker &m) { return m.draw.of({Border::clamp, Border::clamp, Border::wrap}); }

Value shifted(Maker &m, const Value &index, int extent, int by, Border border) {
  if (by == 0) return index;
  Value moved = by > 0 ? surely(Builtin::add, {index, whole(by)}) : surely(Builtin::sub, {index, whole(-by)});
  Value size = sizeOf(m, extent), result;
  if (border == Border::wrap) {
    bool back = by < 0;
    if (back) moved = surely(Builtin::sub, {surely(Builtin::add, {index, size}), whole(-by)});
    moved.range.low = 0;
    result = surely(Builtin::mod, {moved, size});
  } else if (by < 0) {
    result = surely(Builtin::maxOf, {moved, whole(0)});
  } else {
    bool literal = size.expr.kind == ExprKind::literal;
    Value last = literal ? whole(int(size.range.low) - 1) : surely(Builtin::sub, {size, whole(1)});
    result = surely(Builtin::minOf, {moved, last});
  }
  result.range = {0, double(m.plan.most(extent) - 1)};
  result.below = extent;
  return result;
}

Around::Around(Maker &m, Border border) {
  static constexpr const char *names[3][2] = {{"left", "right"}, {"up", "down"}, {"below", "above"}};
  size_t dims = m.space.extents.size();
  bool inPlace = border == Border::clamp && m.draw.chance(50);
  for (size_t d = 0; d < dims; ++d) {
    Value index = m.space.indices[d];
    Value before = shifted(m, index, m.space.extents[d], -1, border),
          after = shifted(m, index, m.space.extents[d], 1, border);
    if (!inPlace) {
      before = letUsed(m, before, names[dims - 1 - d][0]);
      after = letUsed(m, after, names[dims - 1 - d][1]);
    }
    indices_.push_back({before, index, after});
  }
}

Value cellOf(Maker &m, const Value &field) { return elementOf(m, field, m.space.indices); }

Value cellOf(Maker &m, const Value &field, const Around &around, size_t dim, int by) {
  Values indices = m.space.indices;
  indices[dim] = around.index(dim, by);
  return elementOf(m, field, indices);
}

}  // namespace mlir_rl::kernel::make
