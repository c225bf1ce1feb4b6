#include "mlir_rl/lower/passes/vectorize.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir_rl/lower/passes/borders.h"
#include "mlir_rl/lower/passes/copies.h"
#include "mlir_rl/lower/passes/first_values.h"
#include "mlir_rl/lower/passes/tile_emitter.h"

using namespace mlir;

namespace mlir_rl {

namespace {

struct VectorizePass : PassWrapper<VectorizePass, OperationPass<>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(VectorizePass)
  VectorizePass() = default;
  VectorizePass(const VectorizePass &other) : PassWrapper(other) {}

  StringRef getArgument() const final { return "mlir-rl-vectorize"; }
  StringRef getDescription() const final { return "Register tiles of vector code for annotated linalg ops on memrefs"; }
  void getDependentDialects(DialectRegistry &registry) const final {
    registry.insert<affine::AffineDialect, arith::ArithDialect, LLVM::LLVMDialect, memref::MemRefDialect,
                    scf::SCFDialect, vector::VectorDialect>();
  }

  void runOnOperation() final {
    eraseIdleCopies();
    fillBorders();
    // Annotated ops first: one takes the fill before it along before that fill's own turn comes.
    SmallVector<linalg::LinalgOp> annotated, rest;
    getOperation()->walk([&](linalg::LinalgOp op) { (isAnnotated(op) ? annotated : rest).push_back(op); });
    for (linalg::LinalgOp op : annotated)
      if (failed(rewriteAnnotated(op, rest))) return signalPassFailure();
    for (linalg::LinalgOp op : rest) {
      TileSpec spec;
      spec.vectorBits = vectorBits;
      if (copyTile(op, spec) && !whyNotVectorizable(op, spec)) replace(op, spec);  // any other op is left to loops
    }
  }

 private:
  static bool isAnnotated(linalg::LinalgOp op) { return op->hasAttr("mlir_rl.vectorize"); }

  /// Bufferisation in place leaves copies of a buffer to itself.
  void eraseIdleCopies() {
    SmallVector<linalg::CopyOp> idle;
    getOperation()->walk([&](linalg::CopyOp op) {
      if (op.getInputs()[0] == op.getOutputs()[0]) idle.push_back(op);
    });
    for (linalg::CopyOp op : idle) op.erase();
  }

  void fillBorders() {
    SmallVector<linalg::FillOp> fills;
    getOperation()->walk([&](linalg::FillOp op) { fills.push_back(op); });
    for (linalg::FillOp fill : fills) fillBorderOnly(fill);
  }

  LogicalResult rewriteAnnotated(linalg::LinalgOp op, SmallVector<linalg::LinalgOp> &rest) {
    auto sizes = op->getAttrOfType<DenseI64ArrayAttr>("mlir_rl.vectorize");
    auto lanes = op->getAttrOfType<IntegerAttr>("mlir_rl.lanes");
    if (!sizes || !lanes) return op.emitError("needs mlir_rl.vectorize = array<i64: ...> and mlir_rl.lanes = N : i64");
    TileSpec spec;
    spec.vectorBits = vectorBits;
    spec.sizes.assign(sizes.asArrayRef().begin(), sizes.asArrayRef().end());
    spec.lanes = lanes.getInt();
    if (auto packs = op->getAttrOfType<DenseI64ArrayAttr>("mlir_rl.pack"))
      spec.packs.assign(packs.asArrayRef().begin(), packs.asArrayRef().end());
    spec.streams = op->hasAttr("mlir_rl.stream");
    if (auto why = whyNotVectorizable(op, spec)) return op.emitError("cannot be vectorised: ") << *why;
    for (OpOperand &init : op.getDpsInitsMutable()) {
      linalg::FillOp fill = fillBefore(op, &init);
      spec.first.push_back(fill ? fill.getInputs()[0] : Value());
      if (!fill) continue;
      llvm::erase(rest, cast<linalg::LinalgOp>(fill.getOperation()));
      fill.erase();
    }
    if (spec.streams) fenceAfter(op);
    replace(op, spec);
    return success();
  }

  /// Stores past the caches are not ordered with later ones: whoever waits for this thread must see them. Once for the
  /// body of a thread or of a function, at its end.
  static void fenceAfter(linalg::LinalgOp op) {
    Operation *last = op;
    while (!isa<scf::ParallelOp, FunctionOpInterface>(last->getParentOp())) last = last->getParentOp();
    Operation *end = last->getBlock()->getTerminator();
    if (isa_and_nonnull<LLVM::FenceOp>(end->getPrevNode())) return;
    OpBuilder b(end);
    LLVM::FenceOp::create(b, op.getLoc(), LLVM::AtomicOrdering::seq_cst);
  }

  void replace(linalg::LinalgOp op, const TileSpec &spec) {
    IRRewriter rewriter(op->getContext());
    emitRegisterTiles(rewriter, op, spec);
    rewriter.eraseOp(op);
  }

  Option<int64_t> vectorBits{*this, "vector-bits", llvm::cl::desc("Bits of the widest vector register"),
                             llvm::cl::init(256)};
};

}  // namespace

std::unique_ptr<Pass> createVectorizePass() { return std::make_unique<VectorizePass>(); }
void registerVectorizePass() { PassRegistration<VectorizePass>(); }

}  // namespace mlir_rl
