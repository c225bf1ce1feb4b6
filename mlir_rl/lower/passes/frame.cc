#include "mlir_rl/lower/passes/frame.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "llvm/ADT/SetVector.h"
#include "llvm/Support/MathExtras.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/DataLayoutInterfaces.h"
#include "mlir/Interfaces/ValueBoundsOpInterface.h"

using namespace mlir;

namespace mlir_rl {

int64_t placeItems(std::vector<FrameItem> &items) {
  std::vector<FrameItem *> order;
  for (FrameItem &item : items) order.push_back(&item);
  llvm::sort(order, [](auto *a, auto *b) { return std::tie(b->bytes, a->begin) < std::tie(a->bytes, b->begin); });
  std::vector<FrameItem *> placed;  // by offset
  int64_t frame = 0;
  for (FrameItem *item : order) {
    item->bytes = llvm::alignTo(item->bytes, kFrameAlignment);
    item->offset = 0;
    for (FrameItem *other : placed) {
      bool together = item->begin <= other->end && other->begin <= item->end;
      if (!together) continue;
      if (item->offset + item->bytes <= other->offset) break;
      item->offset = std::max(item->offset, other->offset + other->bytes);
    }
    frame = std::max(frame, item->offset + item->bytes);
    auto after =
        std::upper_bound(placed.begin(), placed.end(), item, [](auto *a, auto *b) { return a->offset < b->offset; });
    placed.insert(after, item);
  }
  return frame;
}

LiveRanges::LiveRanges(func::FuncOp function) {
  int64_t next = 0;
  std::function<void(Operation *)> number = [&](Operation *op) {
    int64_t begin = next++;
    for (Region &region : op->getRegions()) {
      structured_ &= region.empty() || region.hasOneBlock();
      for (Block &block : region)
        for (Operation &inner : block) number(&inner);
    }
    spans_[op] = {begin, next - 1};
  };
  number(function);
}

std::pair<int64_t, int64_t> LiveRanges::span(Operation *op) const {
  return structured_ ? spans_.at(op) : std::pair<int64_t, int64_t>{0, std::numeric_limits<int64_t>::max()};
}

namespace {

// The biggest op that holds `use` but not `alloc`: a loop among them runs the use again.
Operation *outermostWithout(Operation *use, Operation *alloc) {
  while (!use->getParentOp()->isAncestor(alloc)) use = use->getParentOp();
  return use;
}

void addMemrefs(ValueRange values, llvm::SetVector<Value> &aliases) {
  for (Value value : values)
    if (isa<BaseMemRefType>(value.getType())) aliases.insert(value);
}

// Adds what may be the same buffer after `use`. Fails where it would outlive the frame's bookkeeping.
LogicalResult follow(OpOperand &use, llvm::SetVector<Value> &aliases) {
  Operation *op = use.getOwner();
  if (op->hasTrait<OpTrait::ReturnLike>() && isa<FunctionOpInterface>(op->getParentOp()))
    return op->emitError("returns a buffer that was allocated inside the function");
  if (isa<BranchOpInterface>(op)) return op->emitError("passes an allocated buffer to another block");
  if (auto store = dyn_cast<memref::StoreOp>(op); store && store.getValueToStore() == use.get())
    return op->emitError("stores an allocated buffer in memory");
  if (op->hasTrait<OpTrait::IsTerminator>()) {
    Operation *parent = op->getParentOp();
    if (isa<LoopLikeOpInterface>(parent)) return op->emitError("passes an allocated buffer to the next iteration");
    addMemrefs(parent->getResults(), aliases);
    return success();
  }
  addMemrefs(op->getResults(), aliases);
  if (isa<RegionBranchOpInterface>(op))
    for (Region &region : op->getRegions())
      for (Block &block : region) addMemrefs(block.getArguments(), aliases);
  return success();
}

}  // namespace

FailureOr<std::pair<int64_t, int64_t>> LiveRanges::live(memref::AllocOp alloc,
                                                        SmallVectorImpl<Operation *> &deallocs) const {
  auto [begin, end] = span(alloc);
  llvm::SetVector<Value> aliases;
  aliases.insert(alloc.getResult());
  for (size_t i = 0; i < aliases.size(); ++i)
    for (OpOperand &use : aliases[i].getUses()) {
      if (isa<memref::DeallocOp>(use.getOwner())) {
        deallocs.push_back(use.getOwner());
        continue;
      }
      if (failed(follow(use, aliases))) return failure();
      end = std::max(end, span(outermostWithout(use.getOwner(), alloc)).second);
    }
  return std::pair{begin, end};
}

FailureOr<int64_t> boundBytes(memref::AllocOp alloc) {
  MemRefType type = alloc.getType();
  if (!type.getLayout().isIdentity() || type.getMemorySpace())
    return alloc.emitError("has a layout or a memory space that a workspace cannot give");
  int64_t bytes = DataLayout::closest(alloc).getTypeSize(type.getElementType()).getFixedValue();
  for (int64_t extent : type.getShape())
    if (!ShapedType::isDynamic(extent)) bytes *= extent;
  for (Value size : alloc.getDynamicSizes()) {
    FailureOr<int64_t> bound = ValueBoundsConstraintSet::computeConstantBound(
        presburger::BoundType::UB, ValueBoundsConstraintSet::Variable(size), nullptr, /*closedUB=*/true);
    if (failed(bound)) return alloc.emitError("has a size without a constant upper bound");
    bytes *= *bound;
  }
  return bytes;
}

}  // namespace mlir_rl
