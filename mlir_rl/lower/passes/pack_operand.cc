#include "mlir_rl/lower/passes/pack_operand.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Transforms/LoopInvariantCodeMotionUtils.h"
#include "mlir_rl/lower/passes/copies.h"
#include "mlir_rl/lower/passes/tile_emitter.h"
#include "mlir_rl/program/buffers.h"

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

/// The order of the panel buffer's dimensions: positions, loops that are not tiled, offsets with the lanes last.
void orderDimensions(Layout &layout, unsigned lanes) {
  SmallVector<unsigned> byLoop = llvm::to_vector(llvm::seq<unsigned>(0, layout.loops.size()));
  llvm::sort(byLoop, [&](unsigned a, unsigned b) { return layout.loops[a].loop < layout.loops[b].loop; });
  auto add = [&](auto wanted, bool offset) {
    for (unsigned i : byLoop)
      if (wanted(layout.loops[i])) layout.dimensions.push_back({i, offset});
  };
  add([](const PackedLoop &l) { return l.tiled(); }, false);
  add([](const PackedLoop &l) { return !l.tiled(); }, false);
  add([&](const PackedLoop &l) { return l.tiled() && l.loop != lanes; }, true);
  add([&](const PackedLoop &l) { return l.tiled() && l.loop == lanes; }, true);
}

Layout layoutOf(linalg::LinalgOp op, OpOperand &operand, const TileSpec &spec) {
  Layout layout;
  auto kinds = op.getIteratorTypesArray();
  auto extents = op.getStaticLoopRanges();
  for (AffineExpr expr : op.getMatchingIndexingMap(&operand).getResults()) {
    unsigned loop = cast<AffineDimExpr>(expr).getPosition();
    bool parallel = kinds[loop] == utils::IteratorType::parallel;
    layout.loops.push_back({loop, extents[loop], parallel ? std::min(spec.sizes[loop], extents[loop]) : 1});
  }
  orderDimensions(layout, spec.lanes);
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

/// What the copies see: loops that follow each other both in the operand and in the panels are one long loop, so that
/// runs of a 3 x 3 window do not end after three elements.
struct CopyForm {
  Value source, panels;
  Layout layout;
};

CopyForm collapsed(RewriterBase &b, Location loc, Value source, Value panels, const Layout &layout, unsigned lanes) {
  CopyForm same{source, panels, layout};
  unsigned first = layout.loops.size();
  while (first > 0 && !layout.loops[first - 1].tiled()) --first;
  unsigned count = layout.loops.size() - first;
  for (unsigned i = 0; i < layout.loops.size(); ++i) {
    bool inRun = i >= first;
    if (!inRun && !layout.loops[i].tiled()) return same;
    if (inRun && i > first && layout.loops[i].loop < layout.loops[i - 1].loop) return same;
  }
  SmallVector<ReassociationIndices> ofSource, ofPanels;
  for (unsigned i = 0; i < first; ++i) ofSource.push_back({int64_t(i)});
  ofSource.push_back(llvm::to_vector(llvm::seq<int64_t>(first, first + count)));
  for (unsigned i = 0; i < first; ++i) ofPanels.push_back({int64_t(i)});
  ofPanels.push_back(llvm::to_vector(llvm::seq<int64_t>(first, first + count)));
  for (unsigned i = first + count; i < layout.dimensions.size(); ++i) ofPanels.push_back({int64_t(i)});
  if (count < 2 || !memref::CollapseShapeOp::isGuaranteedCollapsible(cast<MemRefType>(source.getType()), ofSource))
    return same;
  CopyForm form;
  form.source = memref::CollapseShapeOp::create(b, loc, source, ofSource);
  form.panels = memref::CollapseShapeOp::create(b, loc, panels, ofPanels);
  PackedLoop run{layout.loops[first].loop, 1, 1};
  for (unsigned i = first; i < layout.loops.size(); ++i) run.extent *= layout.loops[i].extent;
  form.layout.loops.assign(layout.loops.begin(), layout.loops.begin() + first);
  form.layout.loops.push_back(run);
  orderDimensions(form.layout, lanes);
  return form;
}

/// Whether something inside of the loop writes the buffer, through views too.
bool isWrittenIn(scf::ForOp loop, Value buffer) {
  for (Operation *user : buffer.getUsers()) {
    if (!loop->isAncestor(user) && !isa<ViewLikeOpInterface>(user)) continue;
    auto view = dyn_cast<ViewLikeOpInterface>(user);
    if (view && view.getViewSource() == buffer ? isWrittenIn(loop, view.getViewDest())
                                               : mightHaveEffect<MemoryEffects::Write>(user, buffer))
      return true;
  }
  return false;
}

/// Before the outermost loop around the op that neither moves the operand nor writes it. Loops that threads share are
/// not left: each thread packs its part.
Operation *hoistedPlace(linalg::LinalgOp op, OpOperand &operand) {
  Operation *place = op;
  while (auto loop = dyn_cast<scf::ForOp>(place->getParentOp())) {
    moveLoopInvariantCode(loop);
    if (!loop.isDefinedOutsideOfLoop(operand.get()) || isWrittenIn(loop, bufferBehind(operand.get()))) break;
    place = loop;
  }
  return place;
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
  b.setInsertionPoint(hoistedPlace(op, operand));
  Layout layout = layoutOf(op, operand, spec);
  Value panels = allocatePanels(b, loc, layout, getElementTypeOrSelf(operand.get().getType()));
  CopyForm form = collapsed(b, loc, operand.get(), panels, layout, spec.lanes);
  for (uint32_t edge = 0; edge < (1u << form.layout.loops.size()); ++edge) {
    bool exists = true;
    for (auto [i, l] : llvm::enumerate(form.layout.loops)) exists &= !(edge >> i & 1) || l.rest() != 0;
    if (exists) copyPart(b, loc, form.source, form.panels, form.layout, edge, spec);
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
