#include "mlir_rl/program/fold_scales.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/IR/LinalgInterfaces.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"
#include "mlir_rl/program/convolutions/builder.h"
#include "mlir_rl/program/convolutions/constants.h"

using namespace mlir;

namespace mlir_rl {

namespace {

using Values = std::vector<double>;

/// Of each feature: result * factor + offset.
struct Scales {
  Values factors, offsets;
  int scaled = 0;

  explicit Scales(int64_t features) : factors(features, 1), offsets(features, 0) {}

  void multiply(const Values &by) {
    for (size_t i = 0; i < factors.size(); ++i) factors[i] *= by[i], offsets[i] *= by[i];
    ++scaled;
  }
  void add(const Values &what, double sign) {
    for (size_t i = 0; i < factors.size(); ++i) offsets[i] += sign * what[i];
  }
  bool moves() const {
    return llvm::any_of(offsets, [](double offset) { return offset != 0; });
  }
};

/// The one operation of an elementwise body that yields it; null for longer bodies.
Operation *onlyOpOf(linalg::GenericOp op) {
  Block &body = *op.getBody();
  if (op.getNumReductionLoops() || op.getNumDpsInits() != 1 || !llvm::hasSingleElement(body.without_terminator()))
    return nullptr;
  Operation *only = body.getTerminator()->getOperand(0).getDefiningOp();
  return only && only->getNumOperands() == 2 ? only : nullptr;
}

/// The input whose element the body's operand is; null when it is none.
OpOperand *inputBehind(linalg::GenericOp op, Value operand) {
  auto argument = dyn_cast<BlockArgument>(operand);
  bool isInput = argument && argument.getOwner() == op.getBody() && argument.getArgNumber() < op.getNumDpsInputs();
  return isInput ? op.getDpsInputOperand(argument.getArgNumber()) : nullptr;
}

/// The constants that the body's operand stands for, one for each place of dimension `dim`; nothing for what is none.
std::optional<Values> constantsOf(linalg::GenericOp op, Value operand, int64_t dim, size_t features) {
  if (FloatAttr number; matchPattern(operand, m_Constant(&number))) return Values(features, number.getValueAsDouble());
  OpOperand *input = inputBehind(op, operand);
  if (!input) return std::nullopt;
  AffineMap map = op.getMatchingIndexingMap(input);
  if (map.getNumResults() != 1 || map.getResult(0) != getAffineDimExpr(dim, op.getContext())) return std::nullopt;
  return constantElements(input->get());
}

/// Whether the body's operand is the element of `x` at the place that is computed.
bool isElementOf(linalg::GenericOp op, Value operand, Value x) {
  OpOperand *input = inputBehind(op, operand);
  AffineMap all = op.getMatchingIndexingMap(op.getDpsInitOperand(0));
  return input && input->get() == x && all.isIdentity() && op.getMatchingIndexingMap(input) == all;
}

/// Takes the op that reads `x` into the scales, if it is such a one.
bool absorb(Scales &scales, linalg::GenericOp op, Value x, int64_t dim) {
  Operation *body = onlyOpOf(op);
  if (!body) return false;
  bool xFirst = isElementOf(op, body->getOperand(0), x);
  if (!xFirst && !isElementOf(op, body->getOperand(1), x)) return false;
  std::optional<Values> constants = constantsOf(op, body->getOperand(xFirst ? 1 : 0), dim, scales.factors.size());
  if (!constants) return false;
  if (isa<arith::MulFOp>(body))
    scales.multiply(*constants);
  else if (isa<arith::AddFOp>(body))
    scales.add(*constants, 1);
  else if (isa<arith::SubFOp>(body) && xFirst)
    scales.add(*constants, -1);
  else
    return false;
  return true;
}

/// A sum of products from zero with constant weights.
struct WeightedSum {
  linalg::GenericOp op;
  OpOperand *weights;
};

std::optional<WeightedSum> weightedSum(linalg::GenericOp op) {
  if (!op.getNumReductionLoops() || op.getNumDpsInputs() != 2 || op.getNumResults() != 1) return std::nullopt;
  bool multiplies = linalg::detail::isContractionBody(
      *op.getBody(), [](Operation *a, Operation *b) { return isa<arith::MulFOp>(a) && isa<arith::AddFOp>(b); });
  if (!multiplies || !isZeros(op.getDpsInits()[0])) return std::nullopt;
  for (int i : {1, 0})
    if (op.getDpsInputs()[i].getDefiningOp<arith::ConstantOp>()) return WeightedSum{op, op.getDpsInputOperand(i)};
  return std::nullopt;
}

/// The dimension of the weights that goes with dimension `dim` of the result and with nothing else; -1: there is none.
int64_t featureOf(WeightedSum &sum, int64_t dim) {
  AffineExpr feature = sum.op.getMatchingIndexingMap(sum.op.getDpsInitOperand(0)).getResult(dim);
  AffineMap map = sum.op.getMatchingIndexingMap(sum.weights);
  auto loop = dyn_cast<AffineDimExpr>(feature);
  int64_t found = -1;
  for (auto [at, index] : llvm::enumerate(map.getResults())) {
    if (!loop || !index.isFunctionOfDim(loop.getPosition())) continue;
    if (index != feature || found >= 0) return -1;
    found = int64_t(at);
  }
  return found;
}

Value scaledWeights(OpBuilder &b, WeightedSum &sum, Values scaled, int64_t dim, const Values &factors) {
  auto type = cast<RankedTensorType>(sum.weights->get().getType());
  int64_t inner = 1;
  for (int64_t d = dim + 1; d < type.getRank(); ++d) inner *= type.getDimSize(d);
  for (size_t i = 0; i < scaled.size(); ++i) scaled[i] *= factors[i / size_t(inner) % factors.size()];
  return constantTensor(b, sum.op.getLoc(), type.getShape(), type.getElementType(), scaled);
}

Value plusOffsets(OpBuilder &b, Location at, Value x, int64_t dim, const Values &offsets) {
  auto type = cast<RankedTensorType>(x.getType());
  Value constants = constantTensor(b, at, {int64_t(offsets.size())}, type.getElementType(), offsets);
  Value to = tensor::EmptyOp::create(b, at, type.getShape(), type.getElementType());
  AffineMap all = b.getMultiDimIdentityMap(type.getRank());
  AffineMap one = AffineMap::get(type.getRank(), 0, b.getAffineDimExpr(dim), b.getContext());
  SmallVector<utils::IteratorType> loops(type.getRank(), utils::IteratorType::parallel);
  auto op = linalg::GenericOp::create(
      b, at, type, ValueRange{x, constants}, ValueRange{to}, ArrayRef<AffineMap>{all, one, all}, loops,
      [](OpBuilder &body, Location loc, ValueRange in) {
        linalg::YieldOp::create(body, loc, ValueRange{arith::AddFOp::create(body, loc, in[0], in[1])});
      });
  return op.getResult(0);
}

struct FoldScales : OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::GenericOp op, PatternRewriter &rewriter) const final {
    std::optional<WeightedSum> sum = weightedSum(op);
    for (int64_t dim = 0; sum && dim < cast<RankedTensorType>(op.getResultTypes()[0]).getRank(); ++dim) {
      int64_t feature = featureOf(*sum, dim);
      if (feature >= 0 && succeeded(fold(*sum, dim, feature, rewriter))) return success();
    }
    return failure();
  }

  static LogicalResult fold(WeightedSum &sum, int64_t dim, int64_t feature, PatternRewriter &rewriter) {
    Value result = sum.op.getResult(0);
    Scales scales(cast<RankedTensorType>(result.getType()).getDimSize(dim));
    Value last = result;
    SmallVector<Operation *> chain = {sum.op};
    while (last.hasOneUse()) {
      auto next = dyn_cast<linalg::GenericOp>(*last.getUsers().begin());
      if (!next || !absorb(scales, next, last, dim)) break;
      last = next.getResult(0);
      chain.push_back(next);
    }
    if (!scales.scaled) return failure();
    std::optional<Values> weights = constantElements(sum.weights->get());
    if (!weights) return failure();
    rewriter.setInsertionPointAfterValue(last);
    auto scaled = cast<linalg::GenericOp>(rewriter.clone(*sum.op));
    rewriter.setInsertionPoint(scaled);
    scaled.setOperand(sum.weights->getOperandNumber(),
                      scaledWeights(rewriter, sum, *std::move(weights), feature, scales.factors));
    rewriter.setInsertionPointAfter(scaled);
    Value moved = scaled.getResult(0);
    if (scales.moves()) moved = plusOffsets(rewriter, sum.op.getLoc(), moved, dim, scales.offsets);
    rewriter.replaceAllUsesWith(last, moved);
    for (Operation *old : llvm::reverse(chain)) rewriter.eraseOp(old);
    return success();
  }
};

}  // namespace

void populateFoldScales(RewritePatternSet &patterns) { patterns.add<FoldScales>(patterns.getContext()); }

}  // namespace mlir_rl
