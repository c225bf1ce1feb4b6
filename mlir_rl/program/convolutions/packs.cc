#include "mlir_rl/program/convolutions/packs.h"

#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Tensor/Utils/Utils.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "mlir_rl/program/convolutions/builder.h"
#include "mlir_rl/program/convolutions/constants.h"

using namespace mlir;

namespace mlir_rl {

namespace {

SmallVector<OpFoldResult> attributesOf(OpBuilder &b, ArrayRef<int64_t> numbers) {
  return llvm::to_vector(llvm::map_range(numbers, [&](int64_t n) -> OpFoldResult { return b.getIndexAttr(n); }));
}

/// Where each dimension of the packed tensor is while the elements of every block stand beside their blocks, and which
/// of those make one dimension of the tensor that is not packed.
struct Cut {
  SmallVector<int64_t> order;
  SmallVector<ReassociationIndices> groups;
};

Cut cutOf(int64_t rank, ArrayRef<int64_t> dims, ArrayRef<int64_t> outerOrder) {
  Cut cut;
  SmallVector<int64_t> first(rank);
  int64_t next = 0;
  for (int64_t dim = 0; dim < rank; ++dim) {
    first[dim] = next;
    cut.groups.emplace_back();
    for (int64_t parts = llvm::is_contained(dims, dim) ? 2 : 1; parts > 0; --parts) cut.groups.back().push_back(next++);
  }
  for (int64_t at = 0; at < rank; ++at) cut.order.push_back(first[outerOrder.empty() ? at : outerOrder[at]]);
  for (int64_t dim : dims) cut.order.push_back(first[dim] + 1);
  return cut;
}

/// The dimensions in another order: dimension i of the result is dimension `order[i]`.
Value reordered(OpBuilder &b, Location at, Value tensor, ArrayRef<int64_t> order) {
  if (llvm::equal(order, llvm::seq<int64_t>(0, order.size()))) return tensor;
  Indexed from{tensor, SmallVector<AffineExpr>(order.size())};
  Place to;
  for (auto [loop, dim] : llvm::enumerate(order)) {
    to.indices.push_back(from.indices[dim] = b.getAffineDimExpr(loop));
    to.shape.push_back(cast<RankedTensorType>(tensor.getType()).getDimSize(dim));
  }
  return copied(b, at, order.size(), from, to);
}

/// Whether each output element is made of the elements at its own place, or of one that serves a row of places.
bool worksInPlace(linalg::LinalgOp op) {
  return op.getNumReductionLoops() == 0 && !op.hasIndexSemantics() && op.hasPureTensorSemantics() &&
         llvm::all_of(op.getIndexingMapsArray(), [](AffineMap map) { return map.isProjectedPermutation(); });
}

/// Whether a pack that reads `operand`, or an unpack that it is, may change places with the op on its other side.
/// Upstream's patterns are for these; of other generics they ask too little.
bool mayPass(OpOperand *operand) {
  Operation *other = isa<linalg::PackOp>(operand->getOwner()) ? operand->get().getDefiningOp() : operand->getOwner();
  auto generic = dyn_cast_or_null<linalg::GenericOp>(other);
  return generic ? worksInPlace(generic) : isa_and_nonnull<tensor::PadOp>(other);
}

bool isBesidePack(Operation *op) {
  return llvm::any_of(op->getOperands(), [](Value v) { return v.getDefiningOp<linalg::UnPackOp>(); }) ||
         llvm::any_of(op->getUsers(), llvm::IsaPred<linalg::PackOp>);
}

/// An elementwise op beside a pack or an unpack that reads rows as [c, 0, 0], which torch-mlir prints for what has one
/// value a channel: reads them as [c].
struct ReadRowsPlainly : OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(linalg::GenericOp op, PatternRewriter &rewriter) const final {
    if (!isBesidePack(op)) return failure();
    SmallVector<AffineMap> maps = op.getIndexingMapsArray();
    SmallVector<Value> inputs(op.getInputs());
    for (auto [input, map] : llvm::zip(inputs, maps)) {
      auto type = dyn_cast<RankedTensorType>(input.getType());
      llvm::SmallBitVector dropped(map.getNumResults());
      for (auto [dim, index] : llvm::enumerate(map.getResults()))
        dropped[dim] = isa<AffineConstantExpr>(index) && type && type.getDimSize(dim) == 1;
      if (dropped.none()) continue;
      rewriter.setInsertionPoint(op);
      input = tensor::dropGivenUnitDims(rewriter, op.getLoc(), input, dropped);
      map = map.dropResults(dropped);
    }
    if (llvm::equal(inputs, op.getInputs())) return failure();
    rewriter.modifyOpInPlace(op, [&] {
      op.getInputsMutable().assign(inputs);
      op.setIndexingMapsAttr(rewriter.getAffineMapArrayAttr(maps));
    });
    return success();
  }
};

/// A named op that is elementwise, as a broadcast is, beside a pack or an unpack: as linalg.generic, which may pass.
struct GeneralizeBeside : OpInterfaceRewritePattern<linalg::LinalgOp> {
  using OpInterfaceRewritePattern::OpInterfaceRewritePattern;
  LogicalResult matchAndRewrite(linalg::LinalgOp op, PatternRewriter &rewriter) const final {
    if (isa<linalg::GenericOp, linalg::FillOp>(op) || !worksInPlace(op) || !isBesidePack(op)) return failure();
    return linalg::generalizeNamedOp(rewriter, op);
  }
};

/// Whether as many elements go in as come out; a program's own packs may add elements, or drop them again.
bool keepsElements(RankedTensorType from, RankedTensorType to) {
  return from.hasStaticShape() && to.hasStaticShape() && from.getNumElements() == to.getNumElements();
}

struct LowerPack : OpRewritePattern<linalg::PackOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(linalg::PackOp op, PatternRewriter &rewriter) const final {
    if (!keepsElements(cast<RankedTensorType>(op.getSource().getType()),
                       cast<RankedTensorType>(op.getDest().getType())))
      return failure();
    Cut cut = cutOf(op.getSourceRank(), op.getInnerDimsPos(), op.getOuterDimsPerm());
    SmallVector<int64_t> shape(cut.order.size());
    for (auto [dim, from] : llvm::enumerate(cut.order)) shape[from] = op.getDestType().getShape()[dim];
    auto type = RankedTensorType::get(shape, getElementTypeOrSelf(op.getSource().getType()));
    Value cutUp = reshapedConstant(rewriter, op.getLoc(), op.getSource(), type);
    if (!cutUp) cutUp = tensor::ExpandShapeOp::create(rewriter, op.getLoc(), type, op.getSource(), cut.groups);
    rewriter.replaceOp(op, reordered(rewriter, op.getLoc(), cutUp, cut.order));
    return success();
  }
};

struct LowerUnPack : OpRewritePattern<linalg::UnPackOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(linalg::UnPackOp op, PatternRewriter &rewriter) const final {
    if (!keepsElements(cast<RankedTensorType>(op.getSource().getType()),
                       cast<RankedTensorType>(op.getDest().getType())))
      return failure();
    Cut cut = cutOf(op.getDestRank(), op.getInnerDimsPos(), op.getOuterDimsPerm());
    Value whole = reordered(rewriter, op.getLoc(), op.getSource(), invertPermutationVector(cut.order));
    rewriter.replaceOpWithNewOp<tensor::CollapseShapeOp>(op, op.getDestType(), whole, cut.groups);
    return success();
  }
};

}  // namespace

SmallVector<int64_t> packedShape(const Packing &packing, Value tensor) {
  auto type = cast<RankedTensorType>(tensor.getType());
  return SmallVector<int64_t>(
      linalg::PackOp::inferPackedType(type, packing.blocks, packing.dims, packing.order).getShape());
}

Value packed(OpBuilder &b, Location at, Value tensor, const Packing &packing) {
  if (packing.dims.empty()) return tensor;
  Value to = tensor::EmptyOp::create(b, at, packedShape(packing, tensor), getElementTypeOrSelf(tensor.getType()));
  return linalg::PackOp::create(b, at, tensor, to, packing.dims, attributesOf(b, packing.blocks), std::nullopt,
                                packing.order)
      .getResult();
}

Value unpacked(OpBuilder &b, Location at, Value tensor, const Packing &packing, Type type) {
  auto shaped = cast<RankedTensorType>(type);
  Value to = tensor::EmptyOp::create(b, at, shaped.getShape(), shaped.getElementType());
  return linalg::UnPackOp::create(b, at, tensor, to, packing.dims, attributesOf(b, packing.blocks), packing.order)
      .getResult();
}

LogicalResult settlePacks(Operation *root) {
  RewritePatternSet moving(root->getContext()), lowering(root->getContext());
  linalg::populateDataLayoutPropagationPatterns(moving, mayPass);
  moving.add<ReadRowsPlainly, GeneralizeBeside>(root->getContext());
  tensor::CollapseShapeOp::getCanonicalizationPatterns(moving, root->getContext());
  linalg::PackOp::getCanonicalizationPatterns(moving, root->getContext());
  linalg::UnPackOp::getCanonicalizationPatterns(moving, root->getContext());
  lowering.add<LowerPack, LowerUnPack>(root->getContext());
  return success(succeeded(applyPatternsGreedily(root, std::move(moving))) &&
                 succeeded(applyPatternsGreedily(root, std::move(lowering))));
}

}  // namespace mlir_rl
