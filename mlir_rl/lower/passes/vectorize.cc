#include "mlir_rl/lower/passes/vectorize.h"

#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir_rl/lower/passes/copies.h"
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
    registry.insert<affine::AffineDialect, arith::ArithDialect, memref::MemRefDialect, scf::SCFDialect,
                    vector::VectorDialect>();
  }

  void runOnOperation() final {
    SmallVector<linalg::LinalgOp> ops;
    getOperation()->walk([&](linalg::LinalgOp op) { ops.push_back(op); });
    for (linalg::LinalgOp op : ops)
      if (failed(rewrite(op))) return signalPassFailure();
  }

 private:
  LogicalResult rewrite(linalg::LinalgOp op) {
    TileSpec spec;
    spec.vectorBits = vectorBits;
    auto sizes = op->getAttrOfType<DenseI64ArrayAttr>("mlir_rl.vectorize");
    auto lanes = op->getAttrOfType<IntegerAttr>("mlir_rl.lanes");
    if (sizes && lanes) {
      spec.sizes.assign(sizes.asArrayRef().begin(), sizes.asArrayRef().end());
      spec.lanes = lanes.getInt();
      if (auto why = whyNotVectorizable(op, spec)) return op.emitError("cannot be vectorised: ") << *why;
    } else if (!copyTile(op, spec) || whyNotVectorizable(op, spec)) {
      return success();  // left to loops
    }
    IRRewriter rewriter(op->getContext());
    emitRegisterTiles(rewriter, op, spec);
    rewriter.eraseOp(op);
    return success();
  }

  Option<int64_t> vectorBits{*this, "vector-bits", llvm::cl::desc("Bits of the widest vector register"),
                             llvm::cl::init(256)};
};

}  // namespace

std::unique_ptr<Pass> createVectorizePass() { return std::make_unique<VectorizePass>(); }
void registerVectorizePass() { PassRegistration<VectorizePass>(); }

}  // namespace mlir_rl
