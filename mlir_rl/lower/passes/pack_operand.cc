#include "mlir_rl/lower/passes/pack_operand.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir_rl/lower/passes/copies.h"
#include "mlir_rl/lower/passes/tile_emitter.h"

using namespace mlir;

namespace mlir_rl {

namespace {

/// One loop the operand moves with. A tiled loop has a position and an offset in its tile, another only itself.
struct PackedLoop {
  unsigned loop;
  int64_t extent, tile;
  bool tiled() const { return tile > 1; }
  int64_t full() const { return extent / tile; }
  int64_t rest() const { return extent % tile; }
};

/// The dimensions of the panel buffer, in order: (index into the loops, whether it is the offset in the tile).
using Dimension = std::pair<unsigned, bool>;

struct Layout {
  SmallVector<PackedLoop> loops;  ///< one for each dimension of the operand
  SmallVector<Dimension> dimensions;
};

Layout layoutOf(linalg::LinalgOp op, OpOperand &operand, const TileSpec &spec) {
  Layout layout;
  auto kinds = op.getIteratorTypesArray();
  auto extents = op.getStaticLoopRanges();
  for (AffineExpr expr : op.getMatchingIndexingMap(&operand).getResults()) {
    unsigned loop = cast<AffineDimExpr>(expr).getPosition();
    bool parallel = kinds[loop] == utils::IteratorType::parallel;
    layout.loops.push_back({loop, extents[loop], parallel ? std::min(spec.sizes[loop], extents[loop]) : 1});
  }
  auto add = [&](auto wanted, bool offset) {
    for (unsigned loop = 0; loop < op.getNumLoops(); ++loop)
      for (auto [i, packed] : llvm::enumerate(layout.loops))
        if (packed.loop == loop && wanted(packed)) layout.dimensions.push_back({unsigned(i), offset});
  };
  add([](const PackedLoop &l) { return l.tiled(); }, false);
  add([](const PackedLoop &l) { return !l.tiled(); }, false);
  add([&](const PackedLoop &l) { return l.tiled() && l.loop != spec.lanes; }, true);
  add([&](const PackedLoop &l) { return l.tiled() && l.loop == spec.lanes; }, true);
  return layout;
}

Value allocatePanels(RewriterBase &b, Location loc, const Layout &layout, Type element) {
  SmallVector<int64_t> shape;
  for (auto [i, offset] : layout.dimensions) {
    const PackedLoop &l = layout.loops[i];
    shape.push_back(offset ? l.tile : l.tiled() ? l.full() + (l.rest() != 0) : l.extent);
  }
  return memref::AllocOp::create(b, loc, MemRefType::get(shape, element), b.getI64IntegerAttr(64));
}

Value subview(RewriterBase &b, Location loc, Value memref, ArrayRef<int64_t> offsets, ArrayRef<int64_t> sizes) {
  SmallVector<OpFoldResult> at, size, stride(offsets.size(), b.getIndexAttr(1));
  for (int64_t offset : offsets) at.push_back(b.getIndexAttr(offset));
  for (int64_t s : sizes) size.push_back(b.getIndexAttr(s));
  return memref::SubViewOp::create(b, loc, memref, at, size, stride);
}

/// Copies the part of the operand where each loop of `edge` is in its last, incomplete tile and the others are in full
/// tiles.
void copyPart(RewriterBase &b, Location loc, Value source, Value panels, const Layout &layout, uint32_t edge,
              const TileSpec &spec) {
  SmallVector<int64_t> from, fromSizes, to, toSizes;
  for (auto [i, l] : llvm::enumerate(layout.loops)) {
    bool isEdge = edge >> i & 1;
    from.push_back(isEdge ? l.full() * l.tile : 0);
    fromSizes.push_back(isEdge ? l.rest() : l.full() * l.tile);
  }
  SmallVector<AffineExpr> read(layout.loops.size(), b.getAffineConstantExpr(0));
  for (auto [d, dimension] : llvm::enumerate(layout.dimensions)) {
    auto [i, offset] = dimension;
    const PackedLoop &l = layout.loops[i];
    bool isEdge = edge >> i & 1;
    to.push_back(isEdge && !offset ? l.full() : 0);
    toSizes.push_back(offset ? (isEdge ? l.rest() : l.tile) : isEdge ? 1 : l.full());
    read[i] = read[i] + b.getAffineDimExpr(d) * (l.tiled() && !offset ? l.tile : 1);
  }
  unsigned rank = layout.dimensions.size();
  SmallVector<AffineMap> maps = {AffineMap::get(rank, 0, read, b.getContext()), b.getMultiDimIdentityMap(rank)};
  auto copy = linalg::GenericOp::create(
      b, loc, ValueRange{subview(b, loc, source, from, fromSizes)}, ValueRange{subview(b, loc, panels, to, toSizes)},
      maps, SmallVector<utils::IteratorType>(rank, utils::IteratorType::parallel),
      [](OpBuilder &inner, Location at, ValueRange arguments) { linalg::YieldOp::create(inner, at, arguments[0]); });
  TileSpec tile;
  tile.vectorBits = spec.vectorBits;
  auto generic = cast<linalg::LinalgOp>(copy.getOperation());
  if (!copyTile(generic, tile) || whyNotVectorizable(generic, tile)) return;
  OpBuilder::InsertionGuard guard(b);
  emitRegisterTiles(b, generic, tile);
  b.eraseOp(copy);
}

}  // namespace

std::optional<std::string> whyNotPackable(linalg::LinalgOp op, OpOperand &operand, const TileSpec &spec) {
  if (!op.isDpsInput(&operand) || !isa<MemRefType>(operand.get().getType()))
    return "only a tensor that is read is packed";
  AffineMap map = op.getMatchingIndexingMap(&operand);
  if (!map.isProjectedPermutation() || map.getNumResults() == 0) return "the operand is not accessed loop by loop";
  if (op.getIteratorTypesArray()[spec.lanes] == utils::IteratorType::reduction) return "the lanes are a reduction";
  for (const PackedLoop &l : layoutOf(op, operand, spec).loops)
    if (l.tiled()) return std::nullopt;
  return "the register tile does not tile the operand";
}

TileAccess packOperand(RewriterBase &b, linalg::LinalgOp op, OpOperand &operand, const TileSpec &spec) {
  Location loc = op.getLoc();
  b.setInsertionPoint(op);
  Layout layout = layoutOf(op, operand, spec);
  Value panels = allocatePanels(b, loc, layout, getElementTypeOrSelf(operand.get().getType()));
  for (uint32_t edge = 0; edge < (1u << layout.loops.size()); ++edge) {
    bool exists = true;
    for (auto [i, l] : llvm::enumerate(layout.loops)) exists &= !(edge >> i & 1) || l.rest() != 0;
    if (exists) copyPart(b, loc, operand.get(), panels, layout, edge, spec);
  }
  SmallVector<AffineExpr> origin;
  SmallVector<SmallVector<int64_t>> coefficients;
  for (auto [i, offset] : layout.dimensions) {
    const PackedLoop &l = layout.loops[i];
    AffineExpr d = b.getAffineDimExpr(l.loop);
    origin.push_back(offset ? b.getAffineConstantExpr(0) : l.tiled() ? d.floorDiv(l.tile) : d);
    coefficients.push_back(SmallVector<int64_t>(op.getNumLoops(), 0));
    coefficients.back()[l.loop] = offset || !l.tiled();
  }
  return TileAccess::packed(loc, panels, origin, coefficients, spec.lanes);
}

}  // namespace mlir_rl
