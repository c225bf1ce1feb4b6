#include "mlir_rl/program/summary.h"

#include "mlir/Analysis/FlatLinearValueConstraints.h"
#include "mlir/Analysis/SliceAnalysis.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir_rl/flow/artifact.h"
#include "mlir_rl/program/element.h"

using namespace mlir;

namespace mlir_rl {

namespace {

Access accessOf(Value operand, AffineMap map, bool isOutput) {
  Access access;
  access.isOutput = isOutput;
  access.type = elementTypeOf(getElementTypeOrSelf(operand.getType())).value_or(ElementType::f64);
  if (auto shaped = dyn_cast<ShapedType>(operand.getType())) access.shape = shaped.getShape().vec();
  for (AffineExpr expr : map.getResults()) {
    SmallVector<int64_t> flat;
    bool linear =
        succeeded(getFlattenedAffineExpr(expr, map.getNumDims(), 0, &flat)) && flat.size() == map.getNumDims() + 1;
    if (!linear) {
      access.dims.clear();  // not affine: fewer dims than the shape has
      break;
    }
    access.dims.push_back({std::vector<int64_t>(flat.begin(), flat.end() - 1), flat.back()});
  }
  Operation *source = operand.getDefiningOp();
  if (!source || isa<bufferization::ToTensorOp>(source)) {
    access.source = SourceKind::argument;
  } else if (isa<tensor::EmptyOp>(source)) {
    access.source = SourceKind::empty;
  } else if (source->hasTrait<OpTrait::ConstantLike>()) {
    access.source = SourceKind::constant;
  } else if (auto id = source->getAttrOfType<IntegerAttr>("mlir_rl.op")) {
    access.source = SourceKind::op;
    access.producer = int(id.getInt());
  }
  return access;
}

Combiner combinerOf(linalg::LinalgOp op) {
  if (op.getNumReductionLoops() == 0) return Combiner::none;
  Combiner common = Combiner::none;
  for (int64_t i = 0; i < op.getNumDpsInits(); ++i) {
    SmallVector<Operation *, 2> ops;
    if (!matchReduction(op.getRegionOutputArgs(), i, ops) || ops.size() != 1) return Combiner::unknown;
    Combiner one = isa<arith::AddFOp, arith::AddIOp>(ops[0])                                          ? Combiner::add
                   : isa<arith::MulFOp, arith::MulIOp>(ops[0])                                        ? Combiner::mul
                   : isa<arith::MaximumFOp, arith::MaxNumFOp, arith::MaxSIOp, arith::MaxUIOp>(ops[0]) ? Combiner::max
                   : isa<arith::MinimumFOp, arith::MinNumFOp, arith::MinSIOp, arith::MinUIOp>(ops[0])
                       ? Combiner::min
                       : Combiner::unknown;
    if (one == Combiner::unknown || (common != Combiner::none && common != one)) return Combiner::unknown;
    common = one;
  }
  return common;
}

ArithCounts countsOf(linalg::LinalgOp op) {
  ArithCounts counts;
  for (Operation &inner : op.getBlock()->without_terminator()) {
    if (isa<arith::AddFOp, arith::SubFOp, arith::NegFOp>(inner))
      ++counts.add;
    else if (isa<arith::MulFOp>(inner))
      ++counts.mul;
    else if (isa<arith::DivFOp, arith::RemFOp>(inner))
      ++counts.div;
    else if (isa<math::FmaOp>(inner))
      ++counts.add, ++counts.mul;
    else if (isa<arith::CmpFOp, arith::MaximumFOp, arith::MinimumFOp, arith::MaxNumFOp, arith::MinNumFOp>(inner))
      ++counts.compare;
    else if (isa<math::ExpOp, math::Exp2Op>(inner))
      ++counts.exp;
    else if (inner.getDialect() && inner.getDialect()->getNamespace() == "math")
      ++counts.otherMath;
    else if (inner.getNumResults() == 1 && inner.getResult(0).getType().isIntOrIndex() &&
             !isa<arith::ConstantOp>(inner))
      ++counts.integer;
  }
  return counts;
}

bool hasVectorForm(linalg::LinalgOp op) {
  return llvm::all_of(op.getBlock()->without_terminator(), [](Operation &inner) {
    if (isa<arith::ConstantOp, linalg::IndexOp>(inner)) return true;
    return inner.getNumRegions() == 0 && OpTrait::hasElementwiseMappableTraits(&inner);
  });
}

bool isWindow(const Access &access) {
  for (const AccessDim &dim : access.dims)
    if (llvm::count_if(dim.coefficients, [](int64_t c) { return c != 0; }) > 1) return true;
  return false;
}

bool isPlain(const Access &access) {
  int previous = -1;
  for (const AccessDim &dim : access.dims) {
    auto at = std::find(dim.coefficients.begin(), dim.coefficients.end(), 1);
    if (at == dim.coefficients.end()) continue;
    int loop = int(at - dim.coefficients.begin());
    if (loop < previous) return false;
    previous = loop;
  }
  return true;
}

OpClass classOf(const OpSummary &op, linalg::LinalgOp linalgOp) {
  if (isa<linalg::FillOp>(linalgOp)) return OpClass::fill;
  bool reduces = linalgOp.getNumReductionLoops() > 0;
  bool window = llvm::any_of(op.accesses, isWindow);
  bool multiplies = op.combiner == Combiner::add && op.counts.mul > 0;
  int read = 0;
  for (const Access &access : op.accesses) read += !access.isOutput && access.source != SourceKind::empty;
  if (reduces && multiplies) return window ? OpClass::convolution : OpClass::contraction;
  if (reduces && window && read == 1) return OpClass::pooling;
  if (reduces) return OpClass::reduction;
  if (llvm::any_of(op.accesses, [](const Access &a) { return a.dims.size() != a.shape.size(); })) return OpClass::other;
  return llvm::all_of(op.accesses, isPlain) ? OpClass::elementwise : OpClass::transpose;
}

double elementsOf(const Access &access) {
  double elements = 1;
  for (int64_t extent : access.shape) elements *= double(extent);
  return elements;
}

void addTotals(OpSummary &op) {
  const ArithCounts &n = op.counts;
  double points = 1;
  for (const LoopDim &loop : op.loops) points *= double(loop.extent);
  op.flops = points * (n.add + n.mul + n.div + n.compare + n.exp + n.otherMath);
  for (const Access &access : op.accesses)
    if (access.source != SourceKind::empty || access.isOutput)
      op.bytes += elementsOf(access) * double(elementBytes(access.type));
}

OpSummary summarizeLinalg(linalg::LinalgOp linalgOp) {
  OpSummary op;
  op.name = linalgOp->getName().getStringRef().str();
  auto extents = linalgOp.getStaticLoopRanges();
  for (auto [extent, kind] : llvm::zip(extents, linalgOp.getIteratorTypesArray()))
    op.loops.push_back(
        {extent, kind == utils::IteratorType::parallel ? IteratorKind::parallel : IteratorKind::reduction});
  for (OpOperand &operand : linalgOp->getOpOperands()) {
    op.accesses.push_back(
        accessOf(operand.get(), linalgOp.getMatchingIndexingMap(&operand), linalgOp.isDpsInit(&operand)));
  }
  op.combiner = combinerOf(linalgOp);
  op.ignoresNan = llvm::any_of(linalgOp.getBlock()->without_terminator(),
                               [](Operation &inner) { return isa<arith::MaxNumFOp, arith::MinNumFOp>(inner); });
  for (OpOperand &init : linalgOp.getDpsInitsMutable()) op.readsOutput |= linalgOp.payloadUsesValueFromOperand(&init);
  op.vectorizable = hasVectorForm(linalgOp);
  op.counts = countsOf(linalgOp);
  op.opClass = classOf(op, linalgOp);
  addTotals(op);
  return op;
}

OpSummary summarizePad(tensor::PadOp pad) {
  OpSummary op;
  op.name = "tensor.pad";
  op.opClass = OpClass::pad;
  op.vectorizable = false;
  RankedTensorType type = pad.getResultType();
  for (int64_t extent : type.getShape()) op.loops.push_back({extent, IteratorKind::parallel});
  AffineMap identity = AffineMap::getMultiDimIdentityMap(type.getRank(), pad.getContext());
  Access input = accessOf(pad.getSource(), identity, false), output = accessOf(pad.getResult(), identity, true);
  for (auto [dim, low] : llvm::zip(input.dims, pad.getStaticLow())) dim.constant = -low;
  output.source = SourceKind::empty;
  output.producer = -1;
  op.accesses = {input, output};
  addTotals(op);
  return op;
}

/// Most operations; among equals the one with reductions.
int anchorOf(const TaskSummary &task) {
  int anchor = 0;
  auto weight = [&](int i) {
    bool reduces = task.ops[i].combiner != Combiner::none;
    return std::pair(task.ops[i].flops, reduces);
  };
  for (int i = 1; i < int(task.ops.size()); ++i)
    if (weight(i) > weight(anchor)) anchor = i;
  return anchor;
}

}  // namespace

TaskSummary summarize(func::FuncOp function) {
  TaskSummary task;
  task.name = function.getName().str();
  if (auto hash = function->getAttrOfType<StringAttr>("mlir_rl.task")) task.hash = hash.str();
  SmallVector<Operation *> numbered;
  function.walk([&](Operation *op) {
    if (op->hasAttr("mlir_rl.op")) numbered.push_back(op);
  });
  for (Operation *op : llvm::reverse(numbered)) {
    auto linalgOp = dyn_cast<linalg::LinalgOp>(op);
    task.ops.push_back(linalgOp ? summarizeLinalg(linalgOp) : summarizePad(cast<tensor::PadOp>(op)));
    task.ops.back().id = int(task.ops.size()) - 1;
    task.flops += task.ops.back().flops;
  }
  for (Type type : function.getArgumentTypes()) {
    auto memref = cast<MemRefType>(type);
    auto element = elementTypeOf(memref.getElementType());
    task.bytes += double(memref.getNumElements()) * double(element ? elementBytes(*element) : 8);
  }
  if (!task.ops.empty()) task.anchor = anchorOf(task);
  return task;
}

}  // namespace mlir_rl
