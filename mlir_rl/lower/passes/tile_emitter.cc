#include "mlir_rl/lower/passes/tile_emitter.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir_rl/lower/passes/combine.h"
#include "mlir_rl/lower/passes/pack_operand.h"
#include "mlir_rl/lower/passes/tile_body.h"

using namespace mlir;

namespace mlir_rl {

namespace {

/// Points of a box in row-major order; loops not in `loops` stay at 0.
SmallVector<SmallVector<int64_t>> pointsOf(ArrayRef<int64_t> sizes, ArrayRef<unsigned> loops) {
  SmallVector<SmallVector<int64_t>> points = {SmallVector<int64_t>(sizes.size(), 0)};
  for (unsigned loop : loops) {
    SmallVector<SmallVector<int64_t>> next;
    for (const auto &point : points)
      for (int64_t i = 0; i < sizes[loop]; ++i) {
        next.push_back(point);
        next.back()[loop] = i;
      }
    points = std::move(next);
  }
  return points;
}

int64_t widestElementBits(linalg::LinalgOp op) {
  int64_t bits = 8;
  for (Value operand : op->getOperands()) {
    Type type = getElementTypeOrSelf(operand.getType());
    if (type.isIntOrFloat()) bits = std::max<int64_t>(bits, type.getIntOrFloatBitWidth());
  }
  return bits;
}

class TileEmitter {
 public:
  TileEmitter(RewriterBase &b, linalg::LinalgOp op, const TileSpec &spec)
      : b_(b),
        op_(op),
        loc_(op.getLoc()),
        lanes_(spec.lanes),
        streams_(spec.streams),
        first_(spec.first),
        extents_(op.getStaticLoopRanges()) {
    first_.resize(op.getNumDpsInits());
    maxWidth_ = std::max<int64_t>(1, spec.vectorBits / widestElementBits(op));
    lanesReduce_ = op.getIteratorTypesArray()[lanes_] == utils::IteratorType::reduction;
    for (auto [loop, kind] : llvm::enumerate(op.getIteratorTypesArray())) {
      sizes_.push_back(std::min(spec.sizes[loop], extents_[loop]));
      bool parallel = kind == utils::IteratorType::parallel;
      (parallel ? parallelLoops_ : reductionLoops_).push_back(loop);
      if (int64_t(loop) != lanes_) (parallel ? parallelPoints_ : reductionPoints_).push_back(loop);
    }
    for (OpOperand &operand : op->getOpOperands()) {
      bool packs = llvm::is_contained(spec.packs, operand.getOperandNumber());
      accesses_.push_back(packs ? packOperand(b, op, operand, spec) : *TileAccess::create(op, operand, lanes_));
    }
    origin_.offsets.assign(extents_.size(), b.getIndexAttr(0));
    origin_.sizes = sizes_;
    laneWidth_ = std::min<int64_t>(maxWidth_, llvm::PowerOf2Ceil(sizes_[lanes_]));
  }

  void emit() {
    b_.setInsertionPoint(op_);
    streams_ ? emitBoth() : overParallel(0);
  }

 private:
  using Values = SmallVector<Value>;

  /// With stores past the caches where the outputs are aligned, and without.
  void emitBoth() {
    Value aligned = output(0).isAligned(b_);
    for (int64_t i = 1; i < op_.getNumDpsInits(); ++i)
      aligned = arith::AndIOp::create(b_, loc_, aligned, output(i).isAligned(b_));
    auto either = scf::IfOp::create(b_, loc_, aligned, /*withElseRegion=*/true);
    for (Block *block : {either.thenBlock(), either.elseBlock()}) {
      ArrayRef<int64_t> steps = block == either.thenBlock() ? ArrayRef<int64_t>(sizes_) : ArrayRef<int64_t>();
      for (int64_t i = 0; i < op_.getNumDpsInits(); ++i) output(i).streamAt(steps, laneWidth_);
      b_.setInsertionPointToStart(block);
      overParallel(0);
    }
  }

  /// Calls `inside` with the tile of `loop` at each of its positions: a loop of full tiles, then the remainder.
  /// Values carried from one position to the next (accumulators) pass through.
  Values overTiles(unsigned loop, Values carried, llvm::function_ref<Values(Values)> inside) {
    int64_t extent = extents_[loop], size = sizes_[loop], full = extent / size, rest = extent % size;
    if (full == 1) {
      carried = at(loop, b_.getIndexAttr(0), size, carried, inside);
    } else if (full > 1) {
      Value zero = arith::ConstantIndexOp::create(b_, loc_, 0),
            end = arith::ConstantIndexOp::create(b_, loc_, full * size),
            step = arith::ConstantIndexOp::create(b_, loc_, size);
      auto forOp = scf::ForOp::create(b_, loc_, zero, end, step, carried);
      OpBuilder::InsertionGuard guard(b_);
      b_.setInsertionPointToStart(forOp.getBody());
      Values inner(forOp.getRegionIterArgs().begin(), forOp.getRegionIterArgs().end());
      inner = at(loop, forOp.getInductionVar(), size, inner, inside);
      if (!carried.empty()) scf::YieldOp::create(b_, loc_, inner);
      carried.assign(forOp.getResults().begin(), forOp.getResults().end());
    }
    if (rest) carried = at(loop, b_.getIndexAttr(full * size), rest, carried, inside);
    return carried;
  }

  Values at(unsigned loop, OpFoldResult offset, int64_t size, Values carried,
            llvm::function_ref<Values(Values)> inside) {
    origin_.offsets[loop] = offset;
    origin_.sizes[loop] = size;
    return inside(std::move(carried));
  }

  void overParallel(unsigned depth) {
    if (depth == parallelLoops_.size()) return emitTile();
    overTiles(parallelLoops_[depth], {}, [&](Values) {
      overParallel(depth + 1);
      return Values();
    });
  }

  SmallVector<Chunk> chunks() const {
    return lanesReduce_ ? splitLanesEvenly(origin_.sizes[lanes_], laneWidth_)
                        : splitLanes(origin_.sizes[lanes_], maxWidth_);
  }

  /// Points and vectors of the tile in an order that keeps few operands in registers: those of the operands with fewer
  /// values all stay, the others pass one at a time. Vectors come from operands that move with the lanes, splats from
  /// those that do not.
  void orderPoints(size_t chunks) {
    SmallVector<unsigned> ofVectors, ofSplats;
    int64_t vectors = chunks, splats = 1;
    for (unsigned loop : parallelPoints_) {
      bool moves = llvm::any_of(llvm::seq<int64_t>(0, op_.getNumDpsInputs()), [&](int64_t i) {
        return accesses_[i].form() >= TileAccess::Form::contiguous && accesses_[i].movesWith(loop);
      });
      (moves ? ofVectors : ofSplats).push_back(loop);
      (moves ? vectors : splats) *= origin_.sizes[loop];
    }
    order_.clear();
    for (size_t p = 0; p < points_.size(); ++p)
      for (size_t c = 0; c < chunks; ++c) order_.push_back({p, c});
    auto key = [&](std::pair<size_t, size_t> at) {
      SmallVector<int64_t> vector, splat;
      for (unsigned loop : ofVectors) vector.push_back(points_[at.first][loop]);
      for (unsigned loop : ofSplats) splat.push_back(points_[at.first][loop]);
      vector.push_back(at.second);
      return vectors >= splats ? std::pair(vector, splat) : std::pair(splat, vector);
    };
    llvm::sort(order_, [&](auto a, auto b) { return std::pair(key(a), a) < std::pair(key(b), b); });
  }

  /// Offsets of reduction loops are 0 outside of them: accumulators do not move with them.
  void enterAccumulators() {
    for (unsigned loop : reductionLoops_) at(loop, b_.getIndexAttr(0), sizes_[loop], {}, [](Values v) { return v; });
    for (int64_t i = 0; i < op_.getNumDpsInits(); ++i) output(i).enter(b_, origin_);
  }

  TileAccess &output(int64_t i) { return accesses_[op_.getNumDpsInputs() + i]; }

  void emitTile() {
    points_ = pointsOf(origin_.sizes, parallelPoints_);
    enterAccumulators();
    SmallVector<Chunk> lanes = chunks();
    orderPoints(lanes.size());
    Values accumulators;
    for (int64_t i = 0; i < op_.getNumDpsInits(); ++i)
      for (const auto &point : points_)
        for (const Chunk &chunk : lanes) accumulators.push_back(initial(i, point, chunk));
    accumulators = overReductions(0, accumulators);
    enterAccumulators();
    for (int64_t i = 0; i < op_.getNumDpsInits(); ++i) {
      ArrayRef<Value> mine =
          ArrayRef<Value>(accumulators).slice(i * points_.size() * lanes.size(), points_.size() * lanes.size());
      lanesReduce_ ? storeReduced(i, mine, lanes.size()) : storeLanes(i, mine, lanes);
    }
  }

  /// What an accumulator starts from: the old output, or the neutral element when lanes are summed at the end.
  Value initial(int64_t i, ArrayRef<int64_t> point, const Chunk &chunk) {
    auto type = VectorType::get({chunk.width}, output(i).elementType());
    if (lanesReduce_) return neutralVector(b_, loc_, *combiningKind(op_, i), type);
    if (first_[i]) return vector::BroadcastOp::create(b_, loc_, type, first_[i]);
    bool read = op_.payloadUsesValueFromOperand(op_.getDpsInitOperand(i));
    return read ? output(i).load(b_, point, chunk) : harmlessVector(b_, loc_, type);
  }

  void storeLanes(int64_t i, ArrayRef<Value> values, ArrayRef<Chunk> lanes) {
    for (auto [c, chunk] : llvm::enumerate(lanes)) {
      Values column;
      for (size_t p = 0; p < points_.size(); ++p) column.push_back(values[p * lanes.size() + c]);
      output(i).store(b_, points_, column, chunk);
    }
  }

  void storeReduced(int64_t i, ArrayRef<Value> values, size_t numChunks) {
    vector::CombiningKind kind = *combiningKind(op_, i);
    auto flags = arith::FastMathFlags::reassoc | arith::FastMathFlags::nsz | arith::FastMathFlags::contract;
    for (auto [p, point] : llvm::enumerate(points_)) {
      Value sum = values[p * numChunks];
      for (size_t c = 1; c < numChunks; ++c) sum = combine(b_, loc_, kind, sum, values[p * numChunks + c]);
      Value scalar = vector::ReductionOp::create(b_, loc_, kind, sum, flags);
      Value first = first_[i] ? first_[i] : output(i).loadElement(b_, point);
      output(i).storeElement(b_, point, combine(b_, loc_, kind, scalar, first));
    }
  }

  Values overReductions(unsigned depth, Values accumulators) {
    if (depth == reductionLoops_.size()) return emitPoints(std::move(accumulators));
    return overTiles(reductionLoops_[depth], std::move(accumulators),
                     [&](Values inner) { return overReductions(depth + 1, std::move(inner)); });
  }

  /// The straight-line heart: each point of the tile once, reductions outermost so that accumulators alternate.
  Values emitPoints(Values accumulators) {
    for (int64_t i = 0; i < op_.getNumDpsInputs(); ++i) accesses_[i].enter(b_, origin_);
    SmallVector<Chunk> lanes = chunks();
    size_t perOutput = accumulators.size() / op_.getNumDpsInits(), perPoint = perOutput / points_.size();
    for (SmallVector<int64_t> &k : pointsOf(origin_.sizes, reductionPoints_)) {
      for (auto [p, c] : order_) {
        if (c >= lanes.size()) continue;  // a remainder has fewer vectors
        SmallVector<int64_t> point(points_[p]);
        for (unsigned loop : reductionPoints_) point[loop] = k[loop];
        emitPoint(point, lanes[c], accumulators, perOutput, p * perPoint + c);
      }
    }
    return accumulators;
  }

  void emitPoint(ArrayRef<int64_t> point, const Chunk &chunk, Values &accumulators, size_t perOutput, size_t slot) {
    Values arguments;
    for (int64_t i = 0; i < op_.getNumDpsInputs(); ++i) arguments.push_back(accesses_[i].load(b_, point, chunk));
    for (int64_t i = 0; i < op_.getNumDpsInits(); ++i) arguments.push_back(accumulators[i * perOutput + slot]);
    auto index = [&](int64_t loop) { return iteration(loop, point, chunk); };
    Values results = emitVectorBody(b_, op_, chunk.width, arguments, index);
    for (auto [i, result] : llvm::enumerate(results)) {
      Value &accumulator = accumulators[i * perOutput + slot];
      if (lanesReduce_ && chunk.valid < chunk.width)
        result = arith::SelectOp::create(b_, loc_, laneMask(b_, loc_, chunk.width, chunk.valid), result, accumulator);
      accumulator = result;
    }
  }

  Value iteration(int64_t loop, ArrayRef<int64_t> point, const Chunk &chunk) {
    auto type = VectorType::get({chunk.width}, b_.getIndexType());
    int64_t constant = loop == lanes_ ? chunk.start : point[loop];
    AffineExpr expr = getAffineDimExpr(0, b_.getContext()) + constant;
    OpFoldResult first = affine::makeComposedFoldedAffineApply(b_, loc_, expr, {origin_.offsets[loop]});
    Value splat = vector::BroadcastOp::create(b_, loc_, type, getValueOrCreateConstantIndexOp(b_, loc_, first));
    if (loop != lanes_) return splat;
    return arith::AddIOp::create(b_, loc_, splat, vector::StepOp::create(b_, loc_, type));
  }

  RewriterBase &b_;
  linalg::LinalgOp op_;
  Location loc_;
  int64_t lanes_;
  bool streams_;
  SmallVector<Value> first_;
  SmallVector<int64_t> extents_, sizes_;
  int64_t maxWidth_ = 1, laneWidth_ = 1;
  bool lanesReduce_ = false;
  SmallVector<unsigned> parallelLoops_, reductionLoops_, parallelPoints_, reductionPoints_;
  std::vector<TileAccess> accesses_;
  TileOrigin origin_;
  SmallVector<SmallVector<int64_t>> points_;
  SmallVector<std::pair<size_t, size_t>> order_;  ///< (point, vector of lanes)
};

}  // namespace

std::optional<std::string> whyNotVectorizable(linalg::LinalgOp op, const TileSpec &spec) {
  if (!op.hasPureBufferSemantics()) return "its operands are not memrefs";
  if (op.hasDynamicShape()) return "a loop has no static extent: split it so that tiles divide";
  if (spec.sizes.size() != op.getNumLoops()) return "the tile has another number of loops";
  if (spec.lanes >= op.getNumLoops()) return "there is no such loop for the lanes";
  if (llvm::any_of(spec.sizes, [](int64_t s) { return s < 1; })) return "a tile size is not positive";
  if (llvm::any_of(op.getStaticLoopRanges(), [](int64_t e) { return e < 1; })) return "a loop is empty";
  if (Operation *scalar = firstScalarOnlyOp(op))
    return "its body has no vector form: " + scalar->getName().getStringRef().str();
  for (OpOperand &operand : op->getOpOperands()) {
    if (getElementTypeOrSelf(operand.get().getType()).isInteger(1)) return "vectors of i1 in memory are packed bits";
    if (failed(TileAccess::create(op, operand, spec.lanes))) return "an access is not affine";
  }
  for (unsigned operand : spec.packs) {
    if (operand >= op->getNumOperands()) return "there is no such operand to pack";
    if (auto why = whyNotPackable(op, op->getOpOperand(operand), spec)) return why;
  }
  bool reduces = op.getIteratorTypesArray()[spec.lanes] == utils::IteratorType::reduction;
  for (int64_t i = 0; reduces && i < op.getNumDpsInits(); ++i)
    if (!combiningKind(op, i)) return "the lanes are a reduction that is not one associative op";
  return std::nullopt;
}

void emitRegisterTiles(RewriterBase &b, linalg::LinalgOp op, const TileSpec &spec) { TileEmitter(b, op, spec).emit(); }

}  // namespace mlir_rl
