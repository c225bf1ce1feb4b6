// Functions of the C library, or of libdevice, for the math dialect's operations.

#include "llvm/ADT/FloatingPointMode.h"
#include "mlir/Conversion/LLVMCommon/Pattern.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir_rl/kernel_lower/math_names.h"
#include "mlir_rl/kernel_lower/patterns.h"

namespace mlir_rl::kernel::lowering {

namespace LLVM = mlir::LLVM;
using mlir::ConversionPatternRewriter;
using mlir::LogicalResult;
using mlir::Value;

namespace {

/// Upstream has other forms of some: of math.sin an intrinsic of LLVM, of cf.assert a call of a GPU's runtime.
constexpr int kBenefit = 3;

/// Calls change no memory, return, and are what they are.
mlir::ArrayAttr attributesOf(mlir::Builder &builder) {
  mlir::Attribute noMemory = builder.getStrArrayAttr({"memory", "0"});
  return builder.getArrayAttr({builder.getStringAttr("nobuiltin"), builder.getStringAttr("nounwind"),
                               builder.getStringAttr("willreturn"), noMemory});
}

/// Declares it at the module's end, once.
LLVM::LLVMFuncOp declared(mlir::Operation *user, const std::string &name, mlir::Type type, size_t operands,
                          mlir::OpBuilder &builder) {
  mlir::Operation *table = mlir::SymbolTable::getNearestSymbolTable(user);
  if (mlir::Operation *known = mlir::SymbolTable::lookupSymbolIn(table, name))
    return mlir::cast<LLVM::LLVMFuncOp>(known);
  mlir::OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToEnd(&table->getRegion(0).front());
  llvm::SmallVector<mlir::Type> inputs(operands, type);
  auto function =
      LLVM::LLVMFuncOp::create(builder, builder.getUnknownLoc(), name, LLVM::LLVMFunctionType::get(type, inputs));
  function.setPassthroughAttr(attributesOf(builder));
  return function;
}

/// Of scalars of 32 or 64 bits.
Value call(mlir::Operation *user, const std::string &base, mlir::ValueRange operands,
           ConversionPatternRewriter &rewriter) {
  mlir::Type type = operands[0].getType();
  LLVM::LLVMFuncOp function = declared(user, base + (type.isF32() ? "f" : ""), type, operands.size(), rewriter);
  return LLVM::CallOp::create(rewriter, user->getLoc(), function, operands).getResult();
}

template <class Op>
struct MathCall : mlir::ConvertOpToLLVMPattern<Op> {
  MathCall(const mlir::LLVMTypeConverter &converter, std::string name)
      : mlir::ConvertOpToLLVMPattern<Op>(converter, kBenefit), name_(std::move(name)) {}

  LogicalResult matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, call(op, name_, adaptor.getOperands(), rewriter));
    return mlir::success();
  }

 private:
  std::string name_;
};

/// arith.remf of scalars and of vectors, one component after the other; f16 by way of f32, where it is exact.
struct Remainder : mlir::ConvertOpToLLVMPattern<mlir::arith::RemFOp> {
  Remainder(const mlir::LLVMTypeConverter &converter, std::string name)
      : ConvertOpToLLVMPattern(converter, kBenefit), name_(std::move(name)) {}

  LogicalResult matchAndRewrite(mlir::arith::RemFOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Value a = adaptor.getLhs(), b = adaptor.getRhs();
    auto type = mlir::dyn_cast<mlir::VectorType>(a.getType());
    rewriter.replaceOp(op, type ? ofVector(op, type, a, b, rewriter) : ofScalar(op, a, b, rewriter));
    return mlir::success();
  }

 private:
  Value ofScalar(mlir::Operation *op, Value a, Value b, ConversionPatternRewriter &rewriter) const {
    if (!a.getType().isF16()) return call(op, name_, {a, b}, rewriter);
    mlir::Type wide = rewriter.getF32Type();
    auto widened = [&](Value value) -> Value { return LLVM::FPExtOp::create(rewriter, op->getLoc(), wide, value); };
    Value x = widened(a), y = widened(b);
    return LLVM::FPTruncOp::create(rewriter, op->getLoc(), a.getType(), call(op, name_, {x, y}, rewriter));
  }

  Value ofVector(mlir::Operation *op, mlir::VectorType type, Value a, Value b,
                 ConversionPatternRewriter &rewriter) const {
    Value all = LLVM::PoisonOp::create(rewriter, op->getLoc(), type);
    for (int64_t i = 0; i < type.getNumElements(); ++i) {
      Value at = LLVM::ConstantOp::create(rewriter, op->getLoc(), rewriter.getI64IntegerAttr(i));
      Value x = LLVM::ExtractElementOp::create(rewriter, op->getLoc(), a, at);
      Value y = LLVM::ExtractElementOp::create(rewriter, op->getLoc(), b, at);
      all = LLVM::InsertElementOp::create(rewriter, op->getLoc(), all, ofScalar(op, x, y, rewriter), at);
    }
    return all;
  }

  std::string name_;
};

struct IsInfinite : mlir::ConvertOpToLLVMPattern<mlir::math::IsInfOp> {
  explicit IsInfinite(const mlir::LLVMTypeConverter &converter) : ConvertOpToLLVMPattern(converter, kBenefit) {}

  LogicalResult matchAndRewrite(mlir::math::IsInfOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    mlir::Type type = getTypeConverter()->convertType(op.getType());
    rewriter.replaceOpWithNewOp<LLVM::IsFPClass>(op, type, adaptor.getOperand(), llvm::fcInf);
    return mlir::success();
  }
};

struct Assert : mlir::ConvertOpToLLVMPattern<mlir::cf::AssertOp> {
  explicit Assert(const mlir::LLVMTypeConverter &converter) : ConvertOpToLLVMPattern(converter, kBenefit) {}

  LogicalResult matchAndRewrite(mlir::cf::AssertOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    mlir::Block *block = op->getBlock(), *rest = rewriter.splitBlock(block, op->getIterator());
    mlir::Block *fails = rewriter.createBlock(block->getParent());
    LLVM::Trap::create(rewriter, op.getLoc());
    LLVM::UnreachableOp::create(rewriter, op.getLoc());
    rewriter.setInsertionPointToEnd(block);
    LLVM::CondBrOp::create(rewriter, op.getLoc(), adaptor.getArg(), rest, fails);
    rewriter.eraseOp(op);
    return mlir::success();
  }
};

}  // namespace

void addMathPatterns(const mlir::LLVMTypeConverter &converter, const char *prefix, mlir::RewritePatternSet &patterns) {
  bool isGpu = *prefix;
#define ROW(Op, name) patterns.add<MathCall<Op>>(converter, std::string(prefix) + name);
  MLIR_RL_KERNEL_MATH(ROW)
#undef ROW
  patterns.add<IsInfinite>(converter);
  if (isGpu) patterns.add<Remainder>(converter, std::string(prefix) + kRemainder);
}

void addAssertPattern(const mlir::LLVMTypeConverter &converter, mlir::RewritePatternSet &patterns) {
  patterns.add<Assert>(converter);
}

}  // namespace mlir_rl::kernel::lowering
