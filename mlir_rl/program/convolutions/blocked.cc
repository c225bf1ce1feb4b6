#include "mlir_rl/program/convolutions/builder.h"
#include "mlir_rl/program/convolutions/forms.h"
#include "mlir_rl/program/convolutions/packs.h"

using namespace mlir;

namespace mlir_rl {

namespace {

/// Elements of a block: a vector's lanes or a cache line of f32 where they divide, 0 where less than 4 do.
int64_t blockOf(int64_t extent) {
  for (int64_t block : {16, 8, 4})
    if (extent % block == 0) return block;
  return 0;
}

/// The convolution in blocks, one operand after the other.
class Blocked {
 public:
  Blocked(OpBuilder &b, const Convolution &c) : b_(b), c_(c), blocks_(c.extents.size(), 0) {
    using enum LoopRole;
    // Of a depthwise convolution the groups are both.
    SmallVector<unsigned> features = c.loops({c.isDepthwise() ? group : feature}), channels = c.loops({channel});
    if (features.size() != 1) return;
    feature_ = features[0];
    blocks_[feature_] = blockOf(c.extents[feature_]);
    if (!c.isDepthwise() && channels.size() == 1) blocks_[channels[0]] = blockOf(c.extents[channels[0]]);
    number();
  }

  bool suits() const { return !outer_.empty() && blocks_[feature_] != 0; }

  Value rewritten() {
    using enum LoopRole;
    Location at = c_.result.getLoc();
    const SmallVector<LoopRole> ofResult = {batch, group, feature, place};
    Packing image = packingOf(c_.imageMap, {batch, group, channel, place});
    Packing filter = packingOf(c_.filterMap, {group, feature, channel, tap});
    Packing result = packingOf(c_.resultMap, ofResult);
    Value start =
        isZeros(c_.init) ? zeros(b_, at, packedShape(result, c_.init), c_.element()) : packed(b_, at, c_.init, result);
    Value sum = sumOfProducts(b_, at, loops_, {packed(b_, at, c_.image, image), indicesOf(c_.imageMap, image)},
                              {packed(b_, at, c_.filter, filter), indicesOf(c_.filterMap, filter)},
                              Indexed{start, indicesOf(c_.resultMap, result)});
    return unpacked(b_, at, sum, result, c_.result.getType());
  }

 private:
  /// The loops of the new op: blocks run outside, the elements of a feature's block innermost of what is not summed
  /// over, those of a channel's block innermost of all.
  void number() {
    using enum LoopRole;
    outer_.resize(blocks_.size());
    inner_.resize(blocks_.size());
    auto next = [&] { return b_.getAffineDimExpr(loops_++); };
    for (unsigned loop : c_.loops({batch, group, feature, place})) outer_[loop] = next();
    inner_[feature_] = next();
    for (unsigned loop : c_.loops({channel, tap})) outer_[loop] = next();
    for (unsigned loop : c_.loops({channel}))
      if (blocks_[loop]) inner_[loop] = next();
  }

  /// An operand without blocks keeps its order.
  Packing packingOf(AffineMap map, ArrayRef<LoopRole> order) const {
    Packing packing;
    for (LoopRole role : {LoopRole::group, LoopRole::channel, LoopRole::feature})
      for (int64_t dim : c_.dims(map, {role}))
        if (int64_t block = blocks_[map.getDimPosition(dim)]) {
          packing.dims.push_back(dim);
          packing.blocks.push_back(block);
        }
    if (!packing.dims.empty()) packing.order = c_.dims(map, order);
    return packing;
  }

  SmallVector<AffineExpr> indicesOf(AffineMap map, const Packing &packing) const {
    SmallVector<AffineExpr> indices;
    for (AffineExpr index : map.getResults()) indices.push_back(index.replaceDims(outer_));
    if (packing.dims.empty()) return indices;
    indices = llvm::to_vector(llvm::map_range(packing.order, [&](int64_t dim) { return indices[dim]; }));
    for (int64_t dim : packing.dims) indices.push_back(inner_[map.getDimPosition(dim)]);
    return indices;
  }

  OpBuilder &b_;
  const Convolution &c_;
  SmallVector<int64_t> blocks_;            ///< of each loop; 0 where it has none
  SmallVector<AffineExpr> outer_, inner_;  ///< what stands for each loop of the convolution in the new op
  unsigned feature_ = 0;                   ///< the loop whose block is the vectors of the result
  int loops_ = 0;                          ///< of the new op
};

}  // namespace

Value asBlocked(OpBuilder &b, const Convolution &c) {
  Blocked blocked(b, c);
  return blocked.suits() ? blocked.rewritten() : Value();
}

}  // namespace mlir_rl
