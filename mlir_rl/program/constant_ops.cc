#include "mlir_rl/program/constant_ops.h"

#include <cmath>

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Matchers.h"
#include "mlir_rl/program/convolutions/constants.h"

using namespace mlir;

namespace mlir_rl {

namespace {

/// Vectors of channels have that many; matrices of weights are transposed and packed, but hardly computed.
constexpr int64_t kMostElements = 1 << 14;

/// Upstream folds square roots but not their inverses, and narrows only what stays exact.
Attribute rounded(Operation &op, Attribute operand) {
  auto x = dyn_cast_or_null<FloatAttr>(operand);
  Type type = op.getResult(0).getType();
  if (!x || !(type.isF32() || type.isF64())) return nullptr;
  double value = x.getValueAsDouble();
  return FloatAttr::get(type, isa<math::RsqrtOp>(op) ? 1 / std::sqrt(value) : value);
}

/// What the op gives for constants; null where it does not fold.
Attribute computed(Operation &op, ArrayRef<Attribute> operands, llvm::function_ref<Attribute(Value)> valueOf) {
  if (isa<math::RsqrtOp, arith::TruncFOp>(op)) return rounded(op, operands[0]);
  SmallVector<OpFoldResult> results;
  if (op.getNumResults() != 1 || failed(op.fold(operands, results))) return nullptr;
  if (results.size() != 1) return nullptr;  // it folded in place, which constants alone do not make it do
  auto attribute = dyn_cast<Attribute>(results[0]);
  return attribute ? attribute : valueOf(cast<Value>(results[0]));
}

/// The body's result for the inputs of one element; null where an op does not fold.
Attribute computed(Block &body, ArrayRef<Attribute> inputs) {
  llvm::DenseMap<Value, Attribute> known;
  for (auto [argument, input] : llvm::zip(body.getArguments(), inputs)) known[argument] = input;
  auto valueOf = [&](Value value) -> Attribute {
    Attribute constant = known.lookup(value);
    if (!constant) matchPattern(value, m_Constant(&constant));
    return constant;
  };
  for (Operation &op : body.without_terminator()) {
    SmallVector<Attribute> operands = llvm::to_vector(llvm::map_range(op.getOperands(), valueOf));
    Attribute result = computed(op, operands, valueOf);
    if (!result) return nullptr;
    known[op.getResult(0)] = result;
  }
  return valueOf(body.getTerminator()->getOperand(0));
}

struct ComputeConstants : OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(linalg::GenericOp op, PatternRewriter &rewriter) const final {
    auto type = op.getNumResults() == 1 ? dyn_cast<RankedTensorType>(op.getResultTypes()[0]) : nullptr;
    if (!type || !type.hasStaticShape() || type.getNumElements() > kMostElements || !isElementwise(op))
      return failure();
    SmallVector<DenseElementsAttr> inputs;
    for (Value input : op.getInputs()) {
      inputs.push_back(constantAttribute(input));
      // All have the result's shape: places are the same everywhere.
      if (!inputs.back() || inputs.back().getType().getShape() != type.getShape()) return failure();
    }
    SmallVector<Attribute> elements;
    for (int64_t i = 0; i < type.getNumElements(); ++i) {
      SmallVector<Attribute> at;
      for (DenseElementsAttr input : inputs) at.push_back(*(input.value_begin<Attribute>() + i));
      Attribute element = computed(*op.getBody(), at);
      if (!element) return failure();
      elements.push_back(element);
    }
    rewriter.replaceOpWithNewOp<arith::ConstantOp>(op, DenseElementsAttr::get(type, elements));
    return success();
  }

  static bool isElementwise(linalg::GenericOp op) {
    return op.getNumDpsInputs() > 0 && op.getNumReductionLoops() == 0 && !op.hasIndexSemantics() &&
           llvm::all_of(op.getIndexingMapsArray(), [](AffineMap map) { return map.isIdentity(); });
  }
};

}  // namespace

void populateComputeConstants(RewritePatternSet &patterns) {
  patterns.add<ComputeConstants>(patterns.getContext(), /*benefit=*/2);
}

}  // namespace mlir_rl
