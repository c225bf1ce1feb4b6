#include "llvm/ADT/MapVector.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Pass/Pass.h"
#include "mlir_rl/program/destination.h"
#include "mlir_rl/program/passes.h"
#include "mlir_rl/program/task_function.h"

using namespace mlir;

namespace mlir_rl {

namespace {

/// Builds the new entry: buffers, views and calls in place of tensor ops.
class Main {
 public:
  Main(ModuleOp module, func::FuncOp original) : module_(module), original_(original), b_(module.getContext()) {}

  void build() {
    cloneSharedFills(original_);
    declare();
    llvm::DenseMap<Operation *, const FusionGroup *> lastOp;
    SmallVector<FusionGroup> groups = formGroups(original_);
    for (const FusionGroup &group : groups) lastOp[group.back()] = &group;
    for (Operation &op : original_.front()) {
      if (auto found = lastOp.find(&op); found != lastOp.end())
        callTask(*found->second);
      else if (staysInMain(&op))
        emit(&op);
    }
    original_.erase();
  }

 private:
  void declare() {
    SmallVector<Type> types;
    for (Type type : original_.getArgumentTypes()) types.push_back(memrefOf(type));
    for (Type type : original_.getResultTypes()) types.push_back(memrefOf(type));
    b_.setInsertionPoint(original_);
    std::string name = original_.getName().str();
    original_.setName(name + "_on_tensors");
    main_ = func::FuncOp::create(b_, original_.getLoc(), name, b_.getFunctionType(types, {}));
    main_->setAttr(LLVM::LLVMDialect::getEmitCWrapperAttrName(), b_.getUnitAttr());
    Block *body = main_.addEntryBlock();
    unsigned inputs = original_.getNumArguments();
    for (unsigned i = 0; i < types.size(); ++i) {
      main_.setArgAttr(i, LLVM::LLVMDialect::getNoAliasAttrName(), b_.getUnitAttr());
      if (i < inputs)
        buffers_[original_.getArgument(i)] = body->getArgument(i);
      else
        main_.setArgAttr(i, "mlir_rl.output", b_.getUnitAttr());
    }
    b_.setInsertionPointToStart(body);
  }

  void emit(Operation *op) {
    if (auto expand = dyn_cast<tensor::ExpandShapeOp>(op)) return reshape(expand);
    if (auto collapse = dyn_cast<tensor::CollapseShapeOp>(op)) return reshape(collapse);
    if (isa<func::ReturnOp>(op)) return finish(op);
  }

  template <class Reshape>
  void reshape(Reshape op) {
    if (!buffers_.contains(op.getResult()))  // else it was placed when its source was
      buffers_[op.getResult()] = view<Reshape>(op, bufferOf(op.getSrc()), memrefOf(op.getResultType()));
  }

  template <class Reshape>
  Value view(Reshape op, Value source, MemRefType type) {
    if constexpr (std::is_same_v<Reshape, tensor::ExpandShapeOp>)
      return memref::ExpandShapeOp::create(b_, op.getLoc(), type, source, op.getReassociationIndices());
    else
      return memref::CollapseShapeOp::create(b_, op.getLoc(), type, source, op.getReassociationIndices());
  }

  /// The buffer a value lives in; constants become globals when first read.
  Value bufferOf(Value value) {
    if (Value known = buffers_.lookup(value)) return known;
    if (auto constant = value.getDefiningOp<arith::ConstantOp>()) return buffers_[value] = global(constant);
    return buffers_[value] = allocate(value);  // an empty tensor: contents do not matter
  }

  Value allocate(Value value) {
    return memref::AllocOp::create(b_, value.getLoc(), memrefOf(value.getType()), b_.getI64IntegerAttr(64));
  }

  Value global(arith::ConstantOp constant) {
    MemRefType type = memrefOf(constant.getType());
    std::string name = "weight" + std::to_string(globals_++);
    OpBuilder top = OpBuilder::atBlockBegin(module_.getBody());
    memref::GlobalOp::create(top, constant.getLoc(), name, top.getStringAttr("private"), type, constant.getValue(),
                             /*constant=*/true, top.getI64IntegerAttr(64));
    return memref::GetGlobalOp::create(b_, constant.getLoc(), type, name);
  }

  /// Where a task writes `value`: the output it is returned in, if it is, through reshapes too; else a new buffer.
  Value placeFor(Value value) {
    for (OpOperand &use : value.getUses())
      if (isa<func::ReturnOp>(use.getOwner()) && taken_.insert(use.getOperandNumber()).second)
        return main_.getArgument(original_.getNumArguments() + use.getOperandNumber());
    if (value.hasOneUse()) {
      Operation *user = *value.getUsers().begin();
      if (auto expand = dyn_cast<tensor::ExpandShapeOp>(user)) return placeBehind(expand, value);
      if (auto collapse = dyn_cast<tensor::CollapseShapeOp>(user)) return placeBehind(collapse, value);
    }
    return allocate(value);
  }

  template <class Reshape>
  Value placeBehind(Reshape op, Value value) {
    Value place = placeFor(op.getResult());
    buffers_[op.getResult()] = place;
    MemRefType type = memrefOf(value.getType());
    if constexpr (std::is_same_v<Reshape, tensor::ExpandShapeOp>)
      return memref::CollapseShapeOp::create(b_, op.getLoc(), type, place, op.getReassociationIndices());
    else
      return memref::ExpandShapeOp::create(b_, op.getLoc(), type, place, op.getReassociationIndices());
  }

  void callTask(const FusionGroup &group) {
    TaskFunction task = makeTaskFunction(group);
    func::FuncOp &shared = tasks_[task.hash];
    if (shared) {
      task.function->destroy();
    } else {
      shared = task.function;
      module_.push_back(shared);
    }
    SmallVector<Value> operands;
    for (Value value : task.inputs) operands.push_back(bufferOf(value));
    for (Value value : task.outputs) operands.push_back(buffers_[value] = placeFor(value));
    func::CallOp::create(b_, group.back()->getLoc(), shared, operands);
  }

  /// Results that no task could write in place are copied.
  void finish(Operation *terminator) {
    for (OpOperand &result : terminator->getOpOperands()) {
      if (taken_.contains(result.getOperandNumber())) continue;
      Value place = main_.getArgument(original_.getNumArguments() + result.getOperandNumber());
      linalg::CopyOp::create(b_, terminator->getLoc(), bufferOf(result.get()), place);
    }
    func::ReturnOp::create(b_, terminator->getLoc());
  }

  ModuleOp module_;
  func::FuncOp original_, main_;
  OpBuilder b_;
  llvm::DenseMap<Value, Value> buffers_;
  llvm::SmallDenseSet<unsigned> taken_;  ///< results that are written in place
  llvm::StringMap<func::FuncOp> tasks_;
  int globals_ = 0;
};

struct OutlineTasksPass : PassWrapper<OutlineTasksPass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(OutlineTasksPass)
  OutlineTasksPass() = default;
  OutlineTasksPass(const OutlineTasksPass &other) : PassWrapper(other) {}

  StringRef getArgument() const final { return "mlir-rl-outline-tasks"; }
  StringRef getDescription() const final { return "Fusion groups as functions on memrefs, equal ones once"; }
  void getDependentDialects(DialectRegistry &registry) const final {
    registry
        .insert<bufferization::BufferizationDialect, func::FuncDialect, linalg::LinalgDialect, memref::MemRefDialect>();
  }

  void runOnOperation() final {
    auto function = getOperation().lookupSymbol<func::FuncOp>(entry);
    if (!function || !llvm::hasSingleElement(function.getBody())) {
      getOperation().emitError("there is no function @") << entry << " with one block";
      return signalPassFailure();
    }
    Main(getOperation(), function).build();
  }

  Option<std::string> entry{*this, "entry", llvm::cl::desc("The function to outline from"), llvm::cl::init("main")};
};

}  // namespace

std::unique_ptr<Pass> createOutlineTasksPass(const std::string &entry) {
  auto pass = std::make_unique<OutlineTasksPass>();
  pass->entry = entry;
  return pass;
}

}  // namespace mlir_rl
