#include "mlir_rl/lower/passes/borders.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

using namespace mlir;

namespace mlir_rl {

/// The copy right after the fill, if there is one.
static linalg::CopyOp copyAfter(linalg::FillOp fill) {
  Operation *next = fill->getNextNode();
  while (next && isMemoryEffectFree(next)) next = next->getNextNode();
  return dyn_cast_or_null<linalg::CopyOp>(next);
}

/// The view of the filled buffer that the copy overwrites; null where it is not such a view.
static memref::SubViewOp overwrittenInside(linalg::FillOp fill, linalg::CopyOp copy) {
  auto inside = copy.getOutputs()[0].getDefiningOp<memref::SubViewOp>();
  if (!inside || inside.getSource() != fill.getOutputs()[0]) return nullptr;
  bool plain = inside.getType().getRank() == inside.getSourceType().getRank() &&
               inside.getSourceType().hasStaticShape() &&
               !llvm::any_of(inside.getStaticOffsets(), ShapedType::isDynamic) &&
               !llvm::any_of(inside.getStaticSizes(), ShapedType::isDynamic) &&
               llvm::all_of(inside.getStaticStrides(), [](int64_t stride) { return stride == 1; });
  return plain ? inside : nullptr;
}

bool fillBorderOnly(linalg::FillOp fill) {
  linalg::CopyOp copy = copyAfter(fill);
  memref::SubViewOp inside = copy ? overwrittenInside(fill, copy) : nullptr;
  if (!inside) return false;
  OpBuilder b(fill);
  ArrayRef<int64_t> shape = inside.getSourceType().getShape();
  SmallVector<int64_t> offsets(shape.size(), 0), sizes(shape);
  auto strip = [&](size_t dim, int64_t from, int64_t size) {
    if (size == 0) return;
    SmallVector<int64_t> at(offsets), extent(sizes);
    at[dim] = from;
    extent[dim] = size;
    SmallVector<OpFoldResult> o, s, t(shape.size(), b.getIndexAttr(1));
    for (int64_t value : at) o.push_back(b.getIndexAttr(value));
    for (int64_t value : extent) s.push_back(b.getIndexAttr(value));
    Value view = memref::SubViewOp::create(b, fill.getLoc(), inside.getSource(), o, s, t);
    linalg::FillOp::create(b, fill.getLoc(), fill.getInputs()[0], view);
  };
  for (size_t dim = 0; dim < shape.size(); ++dim) {
    int64_t low = inside.getStaticOffsets()[dim], size = inside.getStaticSizes()[dim];
    b.setInsertionPoint(fill);
    strip(dim, 0, low);
    b.setInsertionPointAfter(copy);
    strip(dim, low + size, shape[dim] - low - size);
    offsets[dim] = low;  // the strips of later dimensions lie inside of earlier ones
    sizes[dim] = size;
  }
  fill.erase();
  return true;
}

}  // namespace mlir_rl
