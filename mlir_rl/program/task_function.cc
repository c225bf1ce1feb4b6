#include "mlir_rl/program/task_function.h"

#include "llvm/ADT/SetVector.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Transforms/RegionUtils.h"
#include "mlir_rl/program/destination.h"
#include "mlir_rl/support/hash.h"

using namespace mlir;

namespace mlir_rl {

namespace {

/// Constants that say more inside of the task than as an argument: scalars, and tensors of one value.
bool isCopiedIn(Value value) {
  Operation *op = value.getDefiningOp();
  if (!op) return false;
  if (isa<tensor::EmptyOp>(op)) return true;
  if (!op->hasTrait<OpTrait::ConstantLike>()) return false;
  if (!isa<ShapedType>(value.getType())) return true;
  auto constant = dyn_cast<arith::ConstantOp>(op);
  return constant && isa<SplatElementsAttr>(constant.getValue());
}

/// Values from outside that the group's ops use, those captured by their regions included.
llvm::SetVector<Value> usedFromOutside(const FusionGroup &group) {
  llvm::SetVector<Value> used;
  llvm::SmallPtrSet<Operation *, 8> inside(group.begin(), group.end());
  auto add = [&](Value value) {
    if (!value.getDefiningOp() || !inside.contains(value.getDefiningOp())) used.insert(value);
  };
  for (Operation *op : group) {
    llvm::SetVector<Value> captured;
    getUsedValuesDefinedAbove(op->getRegions(), captured);
    for (Value operand : op->getOperands()) add(operand);
    for (Value value : captured) add(value);
  }
  return used;
}

SmallVector<Value> usedOutside(const FusionGroup &group) {
  SmallVector<Value> values;
  llvm::SmallPtrSet<Operation *, 8> inside(group.begin(), group.end());
  for (Operation *op : group)
    for (Value result : op->getResults())
      if (llvm::any_of(result.getUsers(), [&](Operation *user) { return !inside.contains(user); }))
        values.push_back(result);
  return values;
}

bool isSchedulable(Operation &op) { return isa<linalg::LinalgOp, tensor::PadOp>(op); }

void numberOps(Block &body) {
  int64_t id = 0;
  for (Operation &op : llvm::reverse(body))
    if (isSchedulable(op)) op.setAttr("mlir_rl.op", IntegerAttr::get(IntegerType::get(op.getContext(), 64), id++));
}

std::string hashOf(func::FuncOp function) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  function->print(stream, OpPrintingFlags().useLocalScope());
  return hashText(text);
}

}  // namespace

TaskFunction makeTaskFunction(const FusionGroup &group) {
  TaskFunction task;
  Location loc = UnknownLoc::get(group.front()->getContext());
  OpBuilder b(group.front()->getContext());
  llvm::SetVector<Value> outside = usedFromOutside(group);
  for (Value value : outside)
    if (!isCopiedIn(value)) task.inputs.push_back(value);
  task.outputs = usedOutside(group);

  SmallVector<Type> types;
  for (Value value : task.inputs) types.push_back(memrefOf(value.getType()));
  for (Value value : task.outputs) types.push_back(memrefOf(value.getType()));
  task.function = func::FuncOp::create(loc, "task", b.getFunctionType(types, {}));
  Block *body = task.function.addEntryBlock();
  b.setInsertionPointToStart(body);
  IRMapping map;
  for (Value value : outside)
    if (isCopiedIn(value)) map.map(value, b.clone(*value.getDefiningOp())->getResult(0));
  for (auto [i, value] : llvm::enumerate(task.inputs)) map.map(value, readInPlace(b, loc, body->getArgument(i)));
  for (Operation *op : group) b.clone(*op, map);
  auto end = func::ReturnOp::create(b, loc);
  for (auto [i, value] : llvm::enumerate(task.outputs))
    writeInPlace(b, loc, map.lookup(value), body->getArgument(task.inputs.size() + i), end);

  for (unsigned i = 0; i < types.size(); ++i) {
    task.function.setArgAttr(i, LLVM::LLVMDialect::getNoAliasAttrName(), b.getUnitAttr());
    if (i >= task.inputs.size()) task.function.setArgAttr(i, "mlir_rl.output", b.getUnitAttr());
  }
  numberOps(*body);
  task.hash = hashOf(task.function);
  task.function->setAttr("mlir_rl.task", b.getStringAttr(task.hash));
  task.function.setName("task_" + task.hash);
  task.function.setPrivate();
  return task;
}

}  // namespace mlir_rl
