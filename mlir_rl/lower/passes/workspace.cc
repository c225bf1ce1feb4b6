// mlir-rl-workspace: no malloc in a call. Each function's temporaries get offsets in a frame; the frame of a callee
// is one item in its caller's; code under scf.parallel has one slice of the frame for each thread.

#include <optional>
#include <tuple>

#include "llvm/ADT/MapVector.h"
#include "mlir_rl/lower/passes.h"
#include "mlir_rl/lower/passes/frame.h"

using namespace mlir;

namespace mlir_rl {
namespace {

constexpr StringLiteral kThreadNumber = "omp_get_thread_num";

struct Frame {
  std::vector<FrameItem> items;
  int64_t bytes = 0;
};

struct WorkspacePass : PassWrapper<WorkspacePass, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(WorkspacePass)
  WorkspacePass() = default;
  WorkspacePass(const WorkspacePass &other) : PassWrapper(other) {}
  StringRef getArgument() const final { return "mlir-rl-workspace"; }
  StringRef getDescription() const final { return "Every memref.alloc becomes a view into one trailing argument"; }

  void getDependentDialects(DialectRegistry &registry) const final {
    registry.insert<memref::MemRefDialect, arith::ArithDialect, func::FuncDialect>();
  }

  void runOnOperation() final {
    bytes_.clear();
    symbols_.emplace(getOperation());
    SmallVector<func::FuncOp> functions(getOperation().getOps<func::FuncOp>());
    for (func::FuncOp function : functions)
      if (failed(visit(function))) return signalPassFailure();
  }

  Option<int> threads{*this, "threads", llvm::cl::desc("Threads the code is made for"), llvm::cl::init(1)};
  Option<int64_t> stackBytes{*this, "stack-bytes",
                             llvm::cl::desc("Bytes of small buffers a function may keep on the stack"),
                             llvm::cl::init(4096)};

 private:
  // The outermost op whose threads share `op`, or null where one thread runs it.
  scf::ParallelOp parallelAround(Operation *op) const {
    if (threads == 1) return nullptr;
    scf::ParallelOp around;
    for (auto loop = op->getParentOfType<scf::ParallelOp>(); loop; loop = loop->getParentOfType<scf::ParallelOp>())
      around = loop;
    return around;
  }

  // Callees first, so that their frames are known; each function once.
  LogicalResult visit(func::FuncOp function) {
    auto [entry, isNew] = bytes_.try_emplace(function, -1);
    if (!isNew) return entry->second >= 0 ? success() : function.emitError("is recursive: its workspace is unbounded");
    SmallVector<func::CallOp> calls;
    function.walk([&](func::CallOp call) { calls.push_back(call); });
    for (func::CallOp call : calls)
      if (auto callee = symbols_->lookup<func::FuncOp>(call.getCallee()))
        if (failed(visit(callee))) return failure();
    if (function.isExternal()) {
      bytes_[function] = 0;
      return success();
    }
    return giveFrame(function);
  }

  LogicalResult giveFrame(func::FuncOp function) {
    LiveRanges ranges(function);
    frames_.clear();
    frames_[nullptr];
    SmallVector<Operation *> deallocs;
    if (failed(collect(function, ranges, deallocs))) return failure();
    for (Operation *dealloc : llvm::SetVector<Operation *>(deallocs.begin(), deallocs.end())) dealloc->erase();
    moveSmallToStack(function);
    for (auto &[loop, frame] : frames_) {
      if (!loop) continue;  // the function's own frame comes last: it holds the slices
      frame.bytes = placeItems(frame.items);
      auto [begin, end] = ranges.span(loop);
      frames_[nullptr].items.push_back({loop, begin, end, frame.bytes * threads});
    }
    Frame &own = frames_[nullptr];
    int64_t bytes = own.bytes = placeItems(own.items);
    bytes_[function] = bytes;
    if (bytes == 0) return success();
    rewrite(function);
    return success();
  }

  LogicalResult collect(func::FuncOp function, const LiveRanges &ranges, SmallVectorImpl<Operation *> &deallocs) {
    WalkResult done = function.walk([&](Operation *op) {
      if (auto alloc = dyn_cast<memref::AllocOp>(op)) {
        FailureOr<int64_t> bytes = boundBytes(alloc);
        if (failed(bytes)) return WalkResult::interrupt();
        auto range = ranges.live(alloc, deallocs);
        if (failed(range)) return WalkResult::interrupt();
        frames_[parallelAround(op)].items.push_back({op, range->first, range->second, *bytes});
      } else if (auto call = dyn_cast<func::CallOp>(op)) {
        auto callee = symbols_->lookup<func::FuncOp>(call.getCallee());
        auto [begin, end] = ranges.span(op);
        if (callee && bytes_[callee] > 0) frames_[parallelAround(op)].items.push_back({op, begin, end, bytes_[callee]});
      } else if (isa<memref::ReallocOp>(op)) {
        op->emitError("cannot be given a place in the workspace");
        return WalkResult::interrupt();
      }
      return WalkResult::advance();
    });
    return failure(done.wasInterrupted());
  }

  // Small buffers lie on the stack, at the entry so that loops do not grow it; LLVM may keep them in registers.
  void moveSmallToStack(func::FuncOp function) {
    std::vector<FrameItem> &items = frames_[nullptr].items;
    llvm::sort(items, [](auto &a, auto &b) { return std::tie(a.bytes, a.begin) < std::tie(b.bytes, b.begin); });
    int64_t used = 0;
    std::vector<FrameItem> rest;
    OpBuilder builder = OpBuilder::atBlockBegin(&function.front());
    for (FrameItem &item : items) {
      auto alloc = dyn_cast<memref::AllocOp>(item.op);
      if (!alloc || !alloc.getType().hasStaticShape() || used + item.bytes > stackBytes) {
        rest.push_back(item);
        continue;
      }
      used += item.bytes;
      auto alignment = builder.getI64IntegerAttr(kFrameAlignment);
      auto onStack = memref::AllocaOp::create(builder, alloc.getLoc(), alloc.getType(), alignment);
      alloc.replaceAllUsesWith(onStack.getResult());
      alloc.erase();
      builder.setInsertionPointAfter(onStack);  // the alloc may have been the block's first op
    }
    items = std::move(rest);
  }

  void rewrite(func::FuncOp function) {
    OpBuilder builder(function);
    auto type = MemRefType::get({ShapedType::kDynamic}, builder.getI8Type());
    auto noalias = builder.getDictionaryAttr(builder.getNamedAttr("llvm.noalias", builder.getUnitAttr()));
    unsigned last = function.getNumArguments();
    (void)function.insertArgument(last, type, noalias, function.getLoc());
    function->setAttr("mlir_rl.workspace_bytes", builder.getI64IntegerAttr(bytes_[function]));
    for (FrameItem &item : frames_[nullptr].items) place(item, function.getArgument(last));
  }

  void place(const FrameItem &item, Value base) {
    if (auto loop = dyn_cast<scf::ParallelOp>(item.op)) {
      const Frame &slice = frames_[loop];
      Value own = sliceOf(loop, base, item.offset, slice.bytes);
      for (const FrameItem &inner : slice.items) place(inner, own);
      return;
    }
    OpBuilder builder(item.op);
    Location loc = item.op->getLoc();
    Value offset = arith::ConstantIndexOp::create(builder, loc, item.offset);
    if (auto alloc = dyn_cast<memref::AllocOp>(item.op)) {
      auto view = memref::ViewOp::create(builder, loc, alloc.getType(), base, offset, alloc.getDynamicSizes());
      alloc.replaceAllUsesWith(view.getResult());
      alloc.erase();
      return;
    }
    auto call = cast<func::CallOp>(item.op);
    Value size = arith::ConstantIndexOp::create(builder, loc, item.bytes);
    call.getOperandsMutable().append(
        ValueRange(memref::ViewOp::create(builder, loc, cast<MemRefType>(base.getType()), base, offset, size)));
  }

  // At the head of the loop's body: the part of the workspace that belongs to the thread running it.
  Value sliceOf(scf::ParallelOp loop, Value base, int64_t offset, int64_t bytes) {
    OpBuilder builder = OpBuilder::atBlockBegin(loop.getBody());
    Location loc = loop.getLoc();
    auto number = func::CallOp::create(builder, loc, threadNumber(), ValueRange());
    Value thread = arith::IndexCastOp::create(builder, loc, builder.getIndexType(), number.getResult(0));
    Value size = arith::ConstantIndexOp::create(builder, loc, bytes);
    Value start = arith::ConstantIndexOp::create(builder, loc, offset);
    Value skipped = arith::MulIOp::create(builder, loc, thread, size);
    Value own = arith::AddIOp::create(builder, loc, start, skipped);
    return memref::ViewOp::create(builder, loc, cast<MemRefType>(base.getType()), base, own, size);
  }

  func::FuncOp threadNumber() {
    if (auto known = getOperation().lookupSymbol<func::FuncOp>(kThreadNumber)) return known;
    OpBuilder builder = OpBuilder::atBlockEnd(getOperation().getBody());
    auto function = func::FuncOp::create(builder, getOperation().getLoc(), kThreadNumber,
                                         builder.getFunctionType({}, builder.getI32Type()));
    function.setPrivate();
    return function;
  }

  llvm::MapVector<Operation *, Frame> frames_;  // of the function at hand; by scf.parallel, null: its own
  llvm::DenseMap<Operation *, int64_t> bytes_;  // frame of each function; -1 while it is being visited
  std::optional<SymbolTable> symbols_;
};

}  // namespace

std::unique_ptr<Pass> createWorkspacePass() { return std::make_unique<WorkspacePass>(); }

}  // namespace mlir_rl
