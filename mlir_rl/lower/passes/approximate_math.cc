// mlir-rl-approximate-math: libm has no vector forms we may call, so math on vectors becomes polynomials. Scalars
// keep libm, and so does what is not f32. approximate_math_test.cc measures the error of each function named here.

#include "mlir_rl/lower/passes.h"
#include "mlir_rl/lower/passes/approximated.h"
#include "mlir_rl/lower/passes/polynomials.h"

using namespace mlir;

namespace mlir_rl {
namespace {

bool onF32Vectors(Operation *op) {
  auto type = op->getNumResults() == 1 ? dyn_cast<VectorType>(op->getResult(0).getType()) : nullptr;
  return type && type.getElementType().isF32() && !type.isScalable();
}

struct ApproximateMathPass : PassWrapper<ApproximateMathPass, OperationPass<>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(ApproximateMathPass)
  StringRef getArgument() const final { return "mlir-rl-approximate-math"; }
  StringRef getDescription() const final { return "exp, log, tanh, erf on f32 vectors become polynomials"; }

  void getDependentDialects(DialectRegistry &registry) const final {
    registry.insert<arith::ArithDialect, math::MathDialect>();
  }

  void runOnOperation() final {
    SmallVector<Operation *> ops;
    getOperation()->walk([&](Operation *op) {
      if (isApproximated(op) && onF32Vectors(op)) ops.push_back(op);
    });
    for (Operation *op : ops) {
      OpBuilder builder(op);
      Polynomials emit(builder, op->getLoc(), cast<VectorType>(op->getResult(0).getType()));
      Value x = op->getOperand(0);
      Value result = isa<math::ExpOp>(op)    ? emit.exp(x)
                     : isa<math::LogOp>(op)  ? emit.log(x)
                     : isa<math::TanhOp>(op) ? emit.tanh(x)
                                             : emit.erf(x);
      op->getResult(0).replaceAllUsesWith(result);
      op->erase();
    }
  }
};

}  // namespace

std::unique_ptr<Pass> createApproximateMathPass() { return std::make_unique<ApproximateMathPass>(); }

}  // namespace mlir_rl
