// Operations of the vector dialect as LLVM's: matrices are vectors of all their components, row by row.

#include "mlir/Conversion/LLVMCommon/Pattern.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir_rl/kernel_lower/patterns.h"

namespace mlir_rl::kernel::lowering {

namespace arith = mlir::arith;
namespace LLVM = mlir::LLVM;
namespace vector = mlir::vector;
using mlir::ConversionPatternRewriter;
using mlir::LogicalResult;
using mlir::OpFoldResult;
using mlir::Value;

namespace {

using Mask = llvm::SmallVector<int32_t>;

/// Builds LLVM's operations at a place.
struct Build {
  mlir::OpBuilder &builder;
  mlir::Location loc;

  Value word(int64_t value) { return LLVM::ConstantOp::create(builder, loc, builder.getI64IntegerAttr(value)); }
  Value undefined(mlir::Type type) { return LLVM::PoisonOp::create(builder, loc, type); }
  Value extract(Value whole, Value at) { return LLVM::ExtractElementOp::create(builder, loc, whole, at); }
  Value insert(Value whole, Value part, Value at) {
    return LLVM::InsertElementOp::create(builder, loc, whole, part, at);
  }
  Value shuffle(Value a, llvm::ArrayRef<int32_t> mask) { return shuffle(a, undefined(a.getType()), mask); }
  Value shuffle(Value a, Value b, llvm::ArrayRef<int32_t> mask) {
    return LLVM::ShuffleVectorOp::create(builder, loc, a, b, mask);
  }

  Value valueOf(OpFoldResult index) {
    if (auto value = mlir::dyn_cast<Value>(index)) return value;
    return word(*mlir::getConstantIntValue(index));
  }
  /// row * columns + column.
  Value place(OpFoldResult row, int64_t columns, OpFoldResult column) {
    std::optional<int64_t> fixedRow = mlir::getConstantIntValue(row), fixed = mlir::getConstantIntValue(column);
    if (fixedRow && fixed) return word(*fixedRow * columns + *fixed);
    Value first =
        fixedRow ? word(*fixedRow * columns) : Value(LLVM::MulOp::create(builder, loc, valueOf(row), word(columns)));
    return LLVM::AddOp::create(builder, loc, first, valueOf(column));
  }
};

/// Components [from, from + count).
Mask range(int64_t from, int64_t count) {
  Mask mask;
  for (int64_t i = 0; i < count; ++i) mask.push_back(int32_t(from + i));
  return mask;
}

template <class Op>
struct VectorPattern : mlir::ConvertOpToLLVMPattern<Op> {
  using mlir::ConvertOpToLLVMPattern<Op>::ConvertOpToLLVMPattern;
  using Adaptor = typename Op::Adaptor;

  LogicalResult matchAndRewrite(Op op, Adaptor adaptor, ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, convert(op, adaptor, {rewriter, op.getLoc()}));
    return mlir::success();
  }

 protected:
  virtual Value convert(Op op, Adaptor adaptor, Build build) const = 0;
  mlir::Type typeOf(Value value) const { return this->getTypeConverter()->convertType(value.getType()); }
};

struct Broadcast : VectorPattern<vector::BroadcastOp> {
  using VectorPattern::VectorPattern;
  Value convert(vector::BroadcastOp op, Adaptor adaptor, Build build) const override {
    int64_t count = op.getResultVectorType().getNumElements();
    auto source = mlir::dyn_cast<mlir::VectorType>(op.getSourceType());
    Mask mask;
    for (int64_t i = 0; i < count; ++i) mask.push_back(source ? int32_t(i % source.getNumElements()) : 0);
    if (source) return build.shuffle(adaptor.getSource(), mask);
    Value first = build.insert(build.undefined(typeOf(op)), adaptor.getSource(), build.word(0));
    return count == 1 ? first : build.shuffle(first, mask);
  }
};

struct Extract : VectorPattern<vector::ExtractOp> {
  using VectorPattern::VectorPattern;
  Value convert(vector::ExtractOp op, Adaptor adaptor, Build build) const override {
    auto position = mlir::getMixedValues(op.getStaticPosition(), adaptor.getDynamicPosition(), build.builder);
    Value whole = adaptor.getSource();
    mlir::VectorType type = op.getSourceVectorType();
    if (type.getRank() == 1) return build.extract(whole, build.valueOf(position[0]));
    int64_t columns = type.getDimSize(1);
    if (position.size() == 2) return build.extract(whole, build.place(position[0], columns, position[1]));
    if (auto row = mlir::getConstantIntValue(position[0])) return build.shuffle(whole, range(*row * columns, columns));
    Value part = build.undefined(typeOf(op));
    for (int64_t i = 0; i < columns; ++i) {
      Value component = build.extract(whole, build.place(position[0], columns, build.builder.getIndexAttr(i)));
      part = build.insert(part, component, build.word(i));
    }
    return part;
  }
};

struct Insert : VectorPattern<vector::InsertOp> {
  using VectorPattern::VectorPattern;
  Value convert(vector::InsertOp op, Adaptor adaptor, Build build) const override {
    auto position = mlir::getMixedValues(op.getStaticPosition(), adaptor.getDynamicPosition(), build.builder);
    Value whole = adaptor.getDest(), part = adaptor.getValueToStore();
    mlir::VectorType type = op.getDestVectorType();
    if (type.getRank() == 1) return build.insert(whole, part, build.valueOf(position[0]));
    int64_t columns = type.getDimSize(1);
    if (position.size() == 2) return build.insert(whole, part, build.place(position[0], columns, position[1]));
    if (auto row = mlir::getConstantIntValue(position[0])) return insertRow(whole, part, *row, type, build);
    for (int64_t i = 0; i < columns; ++i) {
      Value component = build.extract(part, build.word(i));
      whole = build.insert(whole, component, build.place(position[0], columns, build.builder.getIndexAttr(i)));
    }
    return whole;
  }

  /// The row is first made as long as the matrix.
  static Value insertRow(Value whole, Value part, int64_t row, mlir::VectorType type, Build build) {
    int64_t columns = type.getDimSize(1), count = type.getNumElements();
    Mask longer = range(0, columns), mask = range(0, count);
    longer.resize(size_t(count), -1);
    for (int64_t i = 0; i < columns; ++i) mask[size_t(row * columns + i)] = int32_t(count + i);
    return build.shuffle(whole, build.shuffle(part, longer), mask);
  }
};

struct FromElements : VectorPattern<vector::FromElementsOp> {
  using VectorPattern::VectorPattern;
  Value convert(vector::FromElementsOp op, Adaptor adaptor, Build build) const override {
    Value whole = build.undefined(typeOf(op));
    for (auto [i, element] : llvm::enumerate(adaptor.getElements()))
      whole = build.insert(whole, element, build.word(int64_t(i)));
    return whole;
  }
};

struct Transpose : VectorPattern<vector::TransposeOp> {
  using VectorPattern::VectorPattern;
  Value convert(vector::TransposeOp op, Adaptor adaptor, Build build) const override {
    int64_t rows = op.getSourceVectorType().getDimSize(0), columns = op.getSourceVectorType().getDimSize(1);
    Mask mask;
    for (int64_t i = 0; i < rows * columns; ++i) mask.push_back(int32_t(i % rows * columns + i / rows));
    return build.shuffle(adaptor.getVector(), mask);
  }
};

struct ShapeCast : VectorPattern<vector::ShapeCastOp> {
  using VectorPattern::VectorPattern;
  Value convert(vector::ShapeCastOp, Adaptor adaptor, Build) const override { return adaptor.getSource(); }
};

struct Shuffle : VectorPattern<vector::ShuffleOp> {
  using VectorPattern::VectorPattern;
  Value convert(vector::ShuffleOp op, Adaptor adaptor, Build build) const override {
    Mask mask(op.getMask().begin(), op.getMask().end());
    return build.shuffle(adaptor.getV1(), adaptor.getV2(), mask);
  }
};

struct Reduction : VectorPattern<vector::ReductionOp> {
  using VectorPattern::VectorPattern;
  Value convert(vector::ReductionOp op, Adaptor adaptor, Build build) const override {
    Value vector = adaptor.getVector();
    mlir::Type type = op.getType();
    auto make = [&]<class Reduce>(std::type_identity<Reduce>) -> Value {
      return Reduce::create(build.builder, build.loc, type, vector);
    };
    if (op.getKind() == vector::CombiningKind::AND) return make(std::type_identity<LLVM::vector_reduce_and>());
    if (op.getKind() == vector::CombiningKind::OR) return make(std::type_identity<LLVM::vector_reduce_or>());
    assert(op.getKind() == vector::CombiningKind::ADD && "a kind that is never emitted");
    if (!adaptor.getAcc()) return make(std::type_identity<LLVM::vector_reduce_add>());
    return LLVM::vector_reduce_fadd::create(build.builder, build.loc, type, adaptor.getAcc(), vector);
  }
};

/// Constant matrices.
struct Constant : VectorPattern<arith::ConstantOp> {
  using VectorPattern::VectorPattern;
  LogicalResult matchAndRewrite(arith::ConstantOp op, Adaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    auto type = mlir::dyn_cast<mlir::VectorType>(op.getType());
    if (!type || type.getRank() == 1) return mlir::failure();
    return VectorPattern::matchAndRewrite(op, adaptor, rewriter);
  }
  Value convert(arith::ConstantOp op, Adaptor, Build build) const override {
    auto values = mlir::cast<mlir::DenseElementsAttr>(op.getValue());
    auto flat = mlir::cast<mlir::ShapedType>(typeOf(op));
    return LLVM::ConstantOp::create(build.builder, build.loc, flat, values.reshape(flat));
  }
};

}  // namespace

void addMatrixTypes(mlir::LLVMTypeConverter &converter) {
  converter.addConversion([](mlir::VectorType type) -> std::optional<mlir::Type> {
    if (type.getRank() != 2) return std::nullopt;
    return mlir::VectorType::get({type.getNumElements()}, type.getElementType());
  });
}

void addVectorPatterns(const mlir::LLVMTypeConverter &converter, mlir::RewritePatternSet &patterns) {
  patterns.add<Broadcast, Extract, Insert, FromElements, Transpose, ShapeCast, Shuffle, Reduction>(converter);
  patterns.add<Constant>(converter, /*benefit=*/2);
}

}  // namespace mlir_rl::kernel::lowering
