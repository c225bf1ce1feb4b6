#include "mlir_rl/program/convolutions/builder.h"
#include "mlir_rl/program/convolutions/forms.h"

using namespace mlir;

namespace mlir_rl {

Value asIm2col(OpBuilder &b, const Convolution &c) {
  if (llvm::all_of(c.windows, [&](const Window &w) { return c.extents[w.tap] == 1 && w.stride == 1; })) return nullptr;
  SmallVector<unsigned> order =
      c.loops({LoopRole::batch, LoopRole::group, LoopRole::channel, LoopRole::tap, LoopRole::place});
  SmallVector<AffineExpr> position(c.extents.size(), b.getAffineConstantExpr(0));
  SmallVector<unsigned> dims;
  SmallVector<int64_t> extents;
  for (unsigned loop : order) {
    position[loop] = b.getAffineDimExpr(dims.size());
    dims.push_back(dims.size());
    extents.push_back(c.extents[loop]);
  }
  SmallVector<AffineExpr> read;
  for (AffineExpr index : c.imageMap.getResults()) read.push_back(index.replaceDims(position));
  Location at = c.result.getLoc();
  Value windows = copied(b, at, dims.size(), {c.image, read}, placeOf(b, dims, extents));
  auto indicesOf = [](AffineMap map) { return SmallVector<AffineExpr>(map.getResults()); };
  return sumOfProducts(b, at, c.extents.size(), {windows, placeOf(b, order, c.extents).indices},
                       {c.filter, indicesOf(c.filterMap)}, Indexed{c.init, indicesOf(c.resultMap)});
}

}  // namespace mlir_rl
