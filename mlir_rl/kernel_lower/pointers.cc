#include "mlir_rl/kernel_lower/pointers.h"

#include "llvm/ADT/TypeSwitch.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir_rl/kernel_lower/swap_loop.h"

namespace mlir_rl::kernel::lowering {

namespace arith = mlir::arith;
namespace func = mlir::func;
namespace LLVM = mlir::LLVM;
namespace memref = mlir::memref;
namespace vector = mlir::vector;
using mlir::Value;
using mlir::ValueRange;

namespace {

/// What a memref has become.
struct Pointer {
  Value start;
  llvm::SmallVector<Value, 4> extents;  ///< of its dynamic dimensions, index
  mlir::MemRefType type;
};

class Rewriter {
 public:
  explicit Rewriter(mlir::FunctionOpInterface function) : function_(function), builder_(function.getContext()) {}

  void run() {
    addArguments();
    llvm::SmallVector<mlir::Operation *> ops;
    function_->walk<mlir::WalkOrder::PreOrder>([&](mlir::Operation *op) { ops.push_back(op); });
    for (mlir::Operation *op : ops) rewrite(op);
    for (mlir::Operation *op : llvm::reverse(done_)) op->erase();
    mlir::Block &entry = function_.getFunctionBody().front();
    entry.eraseArguments([](mlir::BlockArgument argument) { return mlir::isa<mlir::MemRefType>(argument.getType()); });
    auto type = mlir::cast<mlir::FunctionType>(function_.getFunctionType());
    function_.setType(builder_.getFunctionType(entry.getArgumentTypes(), type.getResults()));
  }

 private:
  template <class Op, class... Args>
  Op make(Args &&...args) {
    return Op::create(builder_, loc_, std::forward<Args>(args)...);
  }
  mlir::Type pointerType() { return LLVM::LLVMPointerType::get(builder_.getContext()); }
  mlir::Type word() { return builder_.getI64Type(); }

  void addArguments() {
    mlir::Block &entry = function_.getFunctionBody().front();
    for (unsigned i = 0; i < entry.getNumArguments(); ++i) {
      auto type = mlir::dyn_cast<mlir::MemRefType>(entry.getArgument(i).getType());
      if (!type) continue;
      Value array = entry.getArgument(i);
      Pointer pointer = {entry.insertArgument(++i, pointerType(), array.getLoc()), {}, type};
      auto named = mlir::dyn_cast<mlir::NameLoc>(array.getLoc());
      for (size_t dim = 0; dim < size_t(type.getNumDynamicDims()); ++dim) {
        mlir::Location loc = array.getLoc();
        if (named) loc = mlir::NameLoc::get(builder_.getStringAttr(named.getName().str() + "_n" + std::to_string(dim)));
        pointer.extents.push_back(entry.insertArgument(++i, builder_.getIndexType(), loc));
      }
      pointers_[array] = pointer;
    }
  }

  void rewrite(mlir::Operation *op) {
    builder_.setInsertionPoint(op);
    llvm::TypeSwitch<mlir::Operation *, void>(op)
        .Case<memref::LoadOp, memref::StoreOp, memref::DimOp, memref::SubViewOp, memref::CastOp, memref::AtomicRMWOp,
              memref::GenericAtomicRMWOp, vector::LoadOp, vector::StoreOp, func::CallOp>([&](auto typed) {
          rewriteOp(typed);
          done_.push_back(typed);
        });
  }

  /// The value is called what the operation's result was called.
  template <class Op>
  void replace(Op op, Value value) {
    if (mlir::Operation *made = value.getDefiningOp()) made->setLoc(op.getLoc());
    op->getResult(0).replaceAllUsesWith(value);
  }

  const Pointer &of(Value memref) { return pointers_.find(memref)->second; }

  /// Rows of the dynamic dimensions, as one number; of the first element that is left, when there are fewer indices.
  Value linear(const Pointer &pointer, ValueRange indices) {
    auto flags = arith::IntegerOverflowFlags::nsw | arith::IntegerOverflowFlags::nuw;
    Value number = indices[0];
    for (size_t i = 1; i < pointer.extents.size(); ++i) {
      number = make<arith::MulIOp>(number, pointer.extents[i], flags);
      if (i < indices.size()) number = make<arith::AddIOp>(number, indices[i], flags);
    }
    return make<arith::IndexCastOp>(word(), number);
  }

  /// Of an element, or of a part of one at indices into its vector or matrix.
  Value address(const Pointer &pointer, ValueRange indices) {
    size_t dims = pointer.extents.size();
    llvm::SmallVector<LLVM::GEPArg> path = {linear(pointer, indices.take_front(std::min(dims, indices.size())))};
    ValueRange inner = indices.size() > dims ? indices.drop_front(dims) : ValueRange();
    bool atStart = llvm::all_of(inner, [](Value index) { return mlir::isZeroInteger(index); });
    for (Value index : atStart ? ValueRange() : inner) {
      if (std::optional<int64_t> fixed = mlir::getConstantIntValue(index))
        path.emplace_back(int32_t(*fixed));
      else
        path.emplace_back(Value(make<arith::IndexCastOp>(word(), index)));
    }
    mlir::Type element = pointer.type.getElementType();
    for (int64_t extent : llvm::reverse(pointer.type.getShape().drop_front(dims)))
      element = LLVM::LLVMArrayType::get(element, unsigned(extent));
    auto inBounds = LLVM::GEPNoWrapFlags::inbounds | LLVM::GEPNoWrapFlags::nuw;
    return make<LLVM::GEPOp>(pointerType(), element, pointer.start, path, inBounds);
  }

  void rewriteOp(memref::LoadOp op) {
    Value from = address(of(op.getMemref()), op.getIndices());
    replace(op, make<LLVM::LoadOp>(op.getType(), from));
  }
  void rewriteOp(memref::StoreOp op) {
    Value to = address(of(op.getMemref()), op.getIndices());
    make<LLVM::StoreOp>(op.getValue(), to);
  }

  /// Components in a row: LLVM knows no vectors of vectors. They are aligned as one component is.
  static mlir::VectorType flat(mlir::VectorType type) {
    return mlir::VectorType::get({type.getNumElements()}, type.getElementType());
  }
  static unsigned alignmentOf(mlir::VectorType type) { return type.getElementTypeBitWidth() / 8; }

  void rewriteOp(vector::LoadOp op) {
    mlir::VectorType type = op.getVectorType();
    Value from = address(of(op.getBase()), op.getIndices());
    Value loaded = make<LLVM::LoadOp>(flat(type), from, alignmentOf(type));
    if (type.getRank() > 1) loaded = make<vector::ShapeCastOp>(type, loaded);
    replace(op, loaded);
  }
  void rewriteOp(vector::StoreOp op) {
    mlir::VectorType type = op.getVectorType();
    Value value = op.getValueToStore();
    if (type.getRank() > 1) value = make<vector::ShapeCastOp>(flat(type), value);
    Value to = address(of(op.getBase()), op.getIndices());
    make<LLVM::StoreOp>(value, to, alignmentOf(type));
  }

  void rewriteOp(memref::DimOp op) {
    op->getResult(0).replaceAllUsesWith(of(op.getSource()).extents[size_t(*op.getConstantIndex())]);
  }

  void rewriteOp(memref::CastOp op) {
    Pointer pointer = of(op.getSource());
    pointers_[op.getResult()] = pointer;
  }

  void rewriteOp(memref::SubViewOp op) {
    Pointer pointer = of(op.getSource());
    ValueRange offsets = op.getOffsets();
    Pointer view = {address(pointer, offsets), {}, op.getType()};
    view.extents.append(pointer.extents.begin() + std::ptrdiff_t(offsets.size()), pointer.extents.end());
    pointers_[op.getResult()] = view;
  }

  void rewriteOp(func::CallOp op) {
    llvm::SmallVector<Value> operands;
    for (Value operand : op.getOperands()) {
      auto array = pointers_.find(operand);
      if (array == pointers_.end()) {
        operands.push_back(operand);
        continue;
      }
      operands.push_back(array->second.start);
      operands.append(array->second.extents.begin(), array->second.extents.end());
    }
    auto call = make<func::CallOp>(op.getCallee(), op.getResultTypes(), operands);
    call->setLoc(op.getLoc());
    op.replaceAllUsesWith(call);
  }

  static LLVM::AtomicBinOp instruction(arith::AtomicRMWKind kind) {
    using Kind = arith::AtomicRMWKind;
    switch (kind) {
      case Kind::addf:
        return LLVM::AtomicBinOp::fadd;
      case Kind::mins:
        return LLVM::AtomicBinOp::min;
      case Kind::minu:
        return LLVM::AtomicBinOp::umin;
      case Kind::maxs:
        return LLVM::AtomicBinOp::max;
      case Kind::maxu:
        return LLVM::AtomicBinOp::umax;
      case Kind::assign:
        return LLVM::AtomicBinOp::xchg;
      case Kind::andi:
        return LLVM::AtomicBinOp::_and;
      case Kind::ori:
        return LLVM::AtomicBinOp::_or;
      case Kind::xori:
        return LLVM::AtomicBinOp::_xor;
      default:
        assert(kind == Kind::addi && "a kind that is never emitted");
        return LLVM::AtomicBinOp::add;
    }
  }

  void rewriteOp(memref::AtomicRMWOp op) {
    Value at = address(of(op.getMemref()), op.getIndices());
    auto kind = instruction(op.getKind());
    replace(op, make<LLVM::AtomicRMWOp>(kind, at, op.getValue(), LLVM::AtomicOrdering::monotonic));
  }

  void rewriteOp(memref::GenericAtomicRMWOp op) {
    Value at = address(of(op.getMemref()), op.getIndices());
    replace(op, swapLoop(builder_, op, at));
  }

  mlir::FunctionOpInterface function_;
  mlir::OpBuilder builder_;
  mlir::Location loc_ = builder_.getUnknownLoc();  ///< names go to what replaces the named operation, see replace
  llvm::DenseMap<Value, Pointer> pointers_;
  llvm::SmallVector<mlir::Operation *> done_;  ///< operations that others stand for
};

}  // namespace

void memrefsToPointers(mlir::Operation *root) {
  root->walk([](mlir::FunctionOpInterface function) { Rewriter(function).run(); });
}

}  // namespace mlir_rl::kernel::lowering
