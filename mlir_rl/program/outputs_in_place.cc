#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Pass/Pass.h"
#include "mlir_rl/program/destination.h"
#include "mlir_rl/program/passes.h"

using namespace mlir;

namespace mlir_rl {

namespace {

struct OutputsInPlacePass : PassWrapper<OutputsInPlacePass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(OutputsInPlacePass)
  OutputsInPlacePass() = default;
  OutputsInPlacePass(const OutputsInPlacePass &other) : PassWrapper(other) {}

  StringRef getArgument() const final { return "mlir-rl-outputs-in-place"; }
  StringRef getDescription() const final { return "The entry on memrefs, outputs written in place"; }
  void getDependentDialects(DialectRegistry &registry) const final {
    registry.insert<bufferization::BufferizationDialect>();
  }

  void runOnOperation() final {
    auto function = getOperation().lookupSymbol<func::FuncOp>(entry);
    if (!function || function.isExternal()) {
      getOperation().emitError("there is no function @") << entry;
      return signalPassFailure();
    }
    inputsInPlace(function);
    resultsInPlace(function);
    function->setAttr(LLVM::LLVMDialect::getEmitCWrapperAttrName(), UnitAttr::get(&getContext()));
    for (unsigned i = 0; i < function.getNumArguments(); ++i)
      function.setArgAttr(i, LLVM::LLVMDialect::getNoAliasAttrName(), UnitAttr::get(&getContext()));
  }

  Option<std::string> entry{*this, "entry", llvm::cl::desc("The function to convert"), llvm::cl::init("main")};

 private:
  static void inputsInPlace(func::FuncOp function) {
    OpBuilder b = OpBuilder::atBlockBegin(&function.front());
    SmallVector<Type> types;
    for (BlockArgument argument : function.getArguments()) {
      if (auto tensor = dyn_cast<RankedTensorType>(argument.getType())) {
        argument.setType(memrefOf(tensor));
        Value value = readInPlace(b, argument.getLoc(), argument);
        argument.replaceAllUsesExcept(value, value.getDefiningOp());
      }
      types.push_back(argument.getType());
    }
    function.setType(FunctionType::get(function.getContext(), types, function.getResultTypes()));
  }

  static void resultsInPlace(func::FuncOp function) {
    auto terminator = cast<func::ReturnOp>(function.front().getTerminator());
    SmallVector<Value> results(terminator.getOperands());
    OpBuilder b(terminator);
    terminator->setOperands({});
    for (Value result : results) {
      Location loc = terminator.getLoc();
      unsigned at = function.getNumArguments();
      auto attributes = DictionaryAttr::get(function.getContext(),
                                            {NamedAttribute(StringAttr::get(function.getContext(), "mlir_rl.output"),
                                                            UnitAttr::get(function.getContext()))});
      (void)function.insertArgument(at, memrefOf(result.getType()), attributes, loc);
      writeInPlace(b, loc, result, function.getArgument(at), terminator);
    }
    function.setType(FunctionType::get(function.getContext(), function.getArgumentTypes(), {}));
  }
};

}  // namespace

std::unique_ptr<Pass> createOutputsInPlacePass(const std::string &entry) {
  auto pass = std::make_unique<OutputsInPlacePass>();
  pass->entry = entry;
  return pass;
}

}  // namespace mlir_rl
