// mlir-rl-plain-maxima: maxnumf and minnumf as comparisons. LLVM 22 vectorises loops with llvm.maxnum and llvm.minnum
// wrongly at O3 (a maximum over the outer of two loops loses elements), and writes comparisons for them on x86 anyway.

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Pass/Pass.h"
#include "mlir_rl/lower/passes.h"

using namespace mlir;

namespace mlir_rl {
namespace {

/// The larger (smaller) of a and b; where one is NaN, the other.
template <class Op>
void rewrite(RewriterBase &b, Op op, arith::CmpFPredicate first) {
  b.setInsertionPoint(op);
  Location loc = op.getLoc();
  Value lhs = op.getLhs(), rhs = op.getRhs();
  Value isFirst = arith::CmpFOp::create(b, loc, first, lhs, rhs);
  Value ordered = arith::SelectOp::create(b, loc, isFirst, lhs, rhs);
  Value isNan = arith::CmpFOp::create(b, loc, arith::CmpFPredicate::UNO, rhs, rhs);
  b.replaceOpWithNewOp<arith::SelectOp>(op, isNan, lhs, ordered);
}

struct PlainMaximaPass : PassWrapper<PlainMaximaPass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(PlainMaximaPass)
  StringRef getArgument() const final { return "mlir-rl-plain-maxima"; }
  StringRef getDescription() const final { return "maxnumf and minnumf as comparisons, which LLVM vectorises rightly"; }
  void getDependentDialects(DialectRegistry &registry) const final { registry.insert<arith::ArithDialect>(); }

  void runOnOperation() final {
    IRRewriter rewriter(&getContext());
    getOperation().walk([&](Operation *op) {
      if (auto max = dyn_cast<arith::MaxNumFOp>(op))
        rewrite(rewriter, max, arith::CmpFPredicate::OGT);
      else if (auto min = dyn_cast<arith::MinNumFOp>(op))
        rewrite(rewriter, min, arith::CmpFPredicate::OLT);
    });
  }
};

}  // namespace

std::unique_ptr<Pass> createPlainMaximaPass() { return std::make_unique<PlainMaximaPass>(); }

}  // namespace mlir_rl
