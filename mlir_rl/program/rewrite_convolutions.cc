#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Pass/Pass.h"
#include "mlir_rl/program/convolution_form.h"
#include "mlir_rl/program/convolutions/forms.h"
#include "mlir_rl/program/convolutions/packs.h"
#include "mlir_rl/program/passes.h"

using namespace mlir;

namespace mlir_rl {

namespace {

Value inForm(OpBuilder &b, const Convolution &convolution, ConvolutionForm form) {
  switch (form) {
    case ConvolutionForm::direct:
      return nullptr;
    case ConvolutionForm::im2col:
      return asIm2col(b, convolution);
    case ConvolutionForm::channelsLast:
      return asChannelsLast(b, convolution);
    case ConvolutionForm::blocked:
      return asBlocked(b, convolution);
    case ConvolutionForm::winograd2:
      return asWinograd(b, convolution, 2);
    case ConvolutionForm::winograd4:
      return asWinograd(b, convolution, 4);
  }
  llvm_unreachable("every form has its case");
}

struct RewriteConvolutionsPass : PassWrapper<RewriteConvolutionsPass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(RewriteConvolutionsPass)
  explicit RewriteConvolutionsPass(const std::string &wanted) { form = wanted; }
  RewriteConvolutionsPass(const RewriteConvolutionsPass &other) : PassWrapper(other) {}
  StringRef getArgument() const final { return "mlir-rl-rewrite-convolutions"; }
  StringRef getDescription() const final { return "Convolutions in the form that is named, where it suits them"; }
  void getDependentDialects(DialectRegistry &registry) const final {
    registry.insert<linalg::LinalgDialect, tensor::TensorDialect, arith::ArithDialect, affine::AffineDialect>();
  }

  void runOnOperation() final {
    Result<ConvolutionForm> wanted = findConvolutionForm(form);
    if (!wanted) {
      getOperation().emitError(wanted.error().message);
      return signalPassFailure();
    }
    if (*wanted == ConvolutionForm::direct) return;
    SmallVector<linalg::LinalgOp> ops;
    getOperation().walk([&](linalg::LinalgOp op) { ops.push_back(op); });
    IRRewriter rewriter(&getContext());
    for (linalg::LinalgOp op : ops) {
      std::optional<Convolution> convolution = readConvolution(op);
      if (!convolution) continue;
      rewriter.setInsertionPoint(op);
      if (Value result = inForm(rewriter, *convolution, *wanted)) rewriter.replaceOp(op, result);
    }
    if (*wanted == ConvolutionForm::blocked && failed(settlePacks(getOperation()))) signalPassFailure();
  }

  Option<std::string> form{*this, "form",
                           llvm::cl::desc("direct, im2col, channels-last, blocked, winograd2 or winograd4"),
                           llvm::cl::init("direct")};
};

}  // namespace

std::unique_ptr<Pass> createRewriteConvolutionsPass(const std::string &form) {
  return std::make_unique<RewriteConvolutionsPass>(form);
}

}  // namespace mlir_rl
