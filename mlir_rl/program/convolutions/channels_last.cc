#include "mlir_rl/program/convolutions/builder.h"
#include "mlir_rl/program/convolutions/forms.h"

using namespace mlir;

namespace mlir_rl {

namespace {

bool isIdentity(ArrayRef<int64_t> order) { return llvm::equal(order, llvm::seq<int64_t>(0, order.size())); }

Value transposed(OpBuilder &b, Location at, Value tensor, ArrayRef<int64_t> order) {
  if (isIdentity(order)) return tensor;
  ArrayRef<int64_t> shape = cast<RankedTensorType>(tensor.getType()).getShape();
  SmallVector<unsigned> loops(order.begin(), order.end());
  Place to = placeOf(b, loops, shape);
  SmallVector<AffineExpr> from;
  for (size_t dim = 0; dim < order.size(); ++dim) from.push_back(b.getAffineDimExpr(dim));
  return copied(b, at, order.size(), {tensor, from}, to);
}

SmallVector<int64_t> inverse(ArrayRef<int64_t> order) {
  SmallVector<int64_t> back(order.size());
  for (auto [to, from] : llvm::enumerate(order)) back[from] = to;
  return back;
}

}  // namespace

Value asChannelsLast(OpBuilder &b, const Convolution &c) {
  using enum LoopRole;
  // Of a depthwise convolution the groups are the channels.
  auto orderOf = [&](AffineMap map, ArrayRef<LoopRole> roles) {
    SmallVector<LoopRole> all(roles);
    all.insert(c.isDepthwise() ? all.end() : all.begin(), group);
    return c.dims(map, all);
  };
  SmallVector<int64_t> image = orderOf(c.imageMap, {batch, place, channel});
  SmallVector<int64_t> filter = orderOf(c.filterMap, {tap, channel, feature});
  SmallVector<int64_t> result = orderOf(c.resultMap, {batch, place, feature});
  if (isIdentity(image) && isIdentity(filter) && isIdentity(result)) return nullptr;

  SmallVector<unsigned> loops = c.loops({batch, group, place, feature, tap, channel});
  SmallVector<AffineExpr> position(loops.size());
  for (auto [at, loop] : llvm::enumerate(loops)) position[loop] = b.getAffineDimExpr(at);
  auto indicesOf = [&](AffineMap map, ArrayRef<int64_t> order) {
    SmallVector<AffineExpr> indices;
    for (int64_t dim : order) indices.push_back(map.getResult(dim).replaceDims(position));
    return indices;
  };
  Location at = c.result.getLoc();
  Value start = transposed(b, at, c.init, result);
  if (isZeros(c.init)) start = zeros(b, at, cast<RankedTensorType>(start.getType()).getShape(), c.element());
  Value sum = sumOfProducts(b, at, loops.size(), {transposed(b, at, c.image, image), indicesOf(c.imageMap, image)},
                            {transposed(b, at, c.filter, filter), indicesOf(c.filterMap, filter)},
                            Indexed{start, indicesOf(c.resultMap, result)});
  return transposed(b, at, sum, inverse(result));
}

}  // namespace mlir_rl
