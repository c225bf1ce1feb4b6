#include "mlir_rl/program/fusion_groups.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;

namespace mlir_rl {

bool staysInMain(Operation *op) {
  return op->hasTrait<OpTrait::ConstantLike>() || op->hasTrait<OpTrait::IsTerminator>() ||
         isa<tensor::ExpandShapeOp, tensor::CollapseShapeOp, tensor::EmptyOp>(op);
}

namespace {

/// Work that reads each input element many times or in windows: what a task is built around.
bool isHeavy(Operation *op) {
  auto generic = dyn_cast<linalg::LinalgOp>(op);
  if (!generic || generic.getNumReductionLoops() == 0) return false;
  // A row reduction reads one tensor, each element once.
  bool contracts = generic.getNumDpsInputs() > 1;
  for (OpOperand *input : generic.getDpsInputOperands())
    contracts |= !generic.getMatchingIndexingMap(input).isProjectedPermutation();
  return contracts;
}

bool isPointwise(Operation *op) {
  auto generic = dyn_cast<linalg::GenericOp>(op);
  return generic && generic.getNumReductionLoops() == 0 && generic.getNumDpsInits() == 1 &&
         generic.getMatchingIndexingMap(generic.getDpsInitOperand(0)).isIdentity();
}

/// Only moves values to other places.
bool isTranspose(Operation *op) {
  auto generic = dyn_cast<linalg::GenericOp>(op);
  return generic && llvm::hasSingleElement(*generic.getBlock()) && generic.getNumDpsInputs() == 1 &&
         !generic.getMatchingIndexingMap(generic.getDpsInputOperand(0)).isIdentity();
}

struct Group {
  llvm::SetVector<Operation *> ops;
  bool heavy = false;
  Operation *root = nullptr;  ///< the op nothing in the group reads
};

/// Whether each use of `producer` by an op of the group reads the element the op is at.
bool readInPlace(Operation *producer, const Group &group) {
  for (OpOperand &use : producer->getUses()) {
    auto consumer = dyn_cast<linalg::GenericOp>(use.getOwner());
    if (!consumer || !isPointwise(consumer) || consumer.isDpsInit(&use)) return false;
    if (!consumer.getMatchingIndexingMap(&use).isIdentity()) return false;
  }
  return true;
}

/// A row operation: parallel loops outermost, shared with the group's root; at most the last loops are reduced.
bool isRowWise(Operation *op) {
  auto generic = dyn_cast<linalg::GenericOp>(op);
  if (!generic) return false;
  bool reduced = false;
  for (utils::IteratorType kind : generic.getIteratorTypesArray()) {
    if (kind == utils::IteratorType::reduction)
      reduced = true;
    else if (reduced)
      return false;
  }
  return llvm::all_of(generic.getIndexingMapsArray(), [](AffineMap map) {
    // Each operand is a row, one element of each row, or one row for all.
    return map.isProjectedPermutation() && llvm::is_sorted(llvm::map_range(map.getResults(), [](AffineExpr e) {
             return cast<AffineDimExpr>(e).getPosition();
           }));
  });
}

bool sharesRows(Operation *producer, const Group &group) {
  auto generic = cast<linalg::GenericOp>(producer);
  auto root = dyn_cast<linalg::GenericOp>(group.root);
  if (!root || !isRowWise(producer) ||
      !llvm::all_of(group.ops, [](Operation *op) { return isa<linalg::FillOp, tensor::PadOp>(op) || isRowWise(op); }))
    return false;
  unsigned rows = generic.getNumParallelLoops();
  SmallVector<int64_t> mine = generic.getStaticLoopRanges(), theirs = root.getStaticLoopRanges();
  if (generic.getNumReductionLoops() == 0) return mine == theirs;
  return rows >= 1 && rows <= theirs.size() && ArrayRef(mine).take_front(rows) == ArrayRef(theirs).take_front(rows);
}

bool joins(Operation *producer, const Group &group) {
  if (isa<linalg::FillOp, tensor::PadOp>(producer)) {
    // A pad only helps the op whose windows read it.
    return llvm::all_of(producer->getUsers(), [](Operation *user) { return isa<linalg::LinalgOp>(user); });
  }
  if (!isa<linalg::GenericOp>(producer) || isTranspose(producer) || isTranspose(group.root)) return false;
  if (isHeavy(producer)) return !group.heavy && readInPlace(producer, group);
  if (group.heavy) return false;
  return sharesRows(producer, group);
}

}  // namespace

void cloneSharedFills(func::FuncOp function) {
  SmallVector<Operation *> fills;
  function.walk([&](linalg::FillOp op) { fills.push_back(op); });
  OpBuilder b(function.getContext());
  for (Operation *fill : fills) {
    SmallVector<OpOperand *> uses;
    for (OpOperand &use : fill->getUses()) uses.push_back(&use);
    for (OpOperand *use : llvm::drop_begin(uses)) {
      b.setInsertionPoint(fill);
      use->set(b.clone(*fill)->getResult(cast<OpResult>(use->get()).getResultNumber()));
    }
  }
}

SmallVector<FusionGroup> formGroups(func::FuncOp function) {
  llvm::DenseMap<Operation *, int> groupOf;
  SmallVector<Group> groups;
  for (Operation &op : llvm::reverse(function.front())) {
    if (staysInMain(&op)) continue;
    int target = -1;
    bool together = !op.use_empty();
    for (Operation *user : op.getUsers()) {
      auto found = groupOf.find(user);
      together &= found != groupOf.end() && (target < 0 || target == found->second);
      if (together) target = found->second;
    }
    if (!together || !joins(&op, groups[target])) {
      target = groups.size();
      groups.push_back({});
      groups[target].root = &op;
    }
    groups[target].ops.insert(&op);
    groups[target].heavy |= isHeavy(&op);
    groupOf[&op] = target;
  }
  SmallVector<FusionGroup> result;
  for (Group &group : llvm::reverse(groups)) {
    FusionGroup ops(group.ops.begin(), group.ops.end());
    llvm::sort(ops, [](Operation *a, Operation *b) { return a->isBeforeInBlock(b); });
    result.push_back(std::move(ops));
  }
  // Each op is used by its own group or by groups whose root comes later: the order of the last ops is an order of
  // execution.
  llvm::sort(result, [](const FusionGroup &a, const FusionGroup &b) { return a.back()->isBeforeInBlock(b.back()); });
  return result;
}

}  // namespace mlir_rl
