// mlir-rl-approximate-math: libm has no vector forms we may call, so math on vectors becomes polynomials. Scalars
// keep libm. approximate_math_test.cc measures the error of each function named here.

#include "mlir/Dialect/Math/Transforms/Passes.h"
#include "mlir_rl/lower/passes.h"

using namespace mlir;

namespace mlir_rl {
namespace {

bool approximated(StringRef name) {
  static const llvm::StringSet<> names{"math.exp", "math.log", "math.tanh", "math.erf"};
  return names.contains(name);
}

bool onF32Vectors(Operation *op) {
  auto type = op->getNumResults() == 1 ? dyn_cast<VectorType>(op->getResult(0).getType()) : nullptr;
  return type && type.getElementType().isF32();
}

struct ApproximateMathPass : PassWrapper<ApproximateMathPass, OperationPass<>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(ApproximateMathPass)
  StringRef getArgument() const final { return "mlir-rl-approximate-math"; }
  StringRef getDescription() const final { return "exp, log, tanh, erf on f32 vectors become polynomials"; }

  void getDependentDialects(DialectRegistry &registry) const final {
    registry.insert<arith::ArithDialect, math::MathDialect, vector::VectorDialect>();
  }

  void runOnOperation() final {
    SmallVector<Operation *> ops;
    getOperation()->walk([&](Operation *op) {
      if (approximated(op->getName().getStringRef()) && onF32Vectors(op)) ops.push_back(op);
    });
    if (ops.empty()) return;
    RewritePatternSet patterns(&getContext());
    populateMathPolynomialApproximationPatterns(patterns, approximated);
    GreedyRewriteConfig config;
    config.setStrictness(GreedyRewriteStrictness::ExistingAndNewOps);
    if (failed(applyOpPatternsGreedily(ops, std::move(patterns), config))) signalPassFailure();
  }
};

}  // namespace

std::unique_ptr<Pass> createApproximateMathPass() { return std::make_unique<ApproximateMathPass>(); }

}  // namespace mlir_rl
