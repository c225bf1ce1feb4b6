#include "mlir_rl/kernel_lower/ops.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace mlir_rl::kernel::lowering {

namespace arith = mlir::arith;
namespace vector = mlir::vector;

void Ops::startModule(mlir::Block &body, std::set<std::string> taken) {
  module_ = &body;
  taken_ = std::move(taken);
  helpers_.clear();
}

Value Ops::callHelper(const std::string &name, llvm::ArrayRef<Value> arguments, mlir::Type result,
                      llvm::function_ref<Value(Ops &, mlir::ValueRange)> emit) {
  std::string &symbol = helpers_[name];
  if (symbol.empty()) {
    symbol = name;
    while (!taken_.insert(symbol).second) symbol += "_";
    Ops inner(types);
    inner.builder.setInsertionPointToStart(module_);
    auto inputs = llvm::to_vector(mlir::ValueRange(arguments).getTypes());
    auto function = inner.make<mlir::func::FuncOp>(symbol, builder.getFunctionType(inputs, result));
    function.setPrivate();
    inner.startFunction(*function.addEntryBlock());
    Value value = emit(inner, function.getArguments());
    inner.make<mlir::func::ReturnOp>(value);
  }
  return make<mlir::func::CallOp>(symbol, result, arguments).getResult(0);
}

void Ops::startFunction(mlir::Block &entry) {
  entry_ = &entry;
  lastConstant_ = nullptr;
  constants_.clear();
  made_.clear();
  builder.setInsertionPointToEnd(&entry);
}

mlir::Location Ops::named(llvm::StringRef name) { return mlir::NameLoc::get(builder.getStringAttr(name)); }

void Ops::name(Value value, llvm::StringRef name) {
  mlir::Operation *op = value.getDefiningOp();
  if (op && op->getNumResults() == 1 && !isConstant(value) && mlir::isa<mlir::UnknownLoc>(op->getLoc()))
    op->setLoc(named(name));
}

Value Ops::constant(mlir::TypedAttr attribute) {
  Value &known = constants_[attribute];
  if (known) return known;
  mlir::OpBuilder::InsertionGuard guard(builder);
  if (lastConstant_)
    builder.setInsertionPointAfter(lastConstant_);
  else
    builder.setInsertionPointToStart(entry_);
  auto op = make<arith::ConstantOp>(attribute);
  lastConstant_ = op;
  return known = op;
}

Value Ops::index(int64_t value) { return constant(builder.getIndexAttr(value)); }
Value Ops::i32(int64_t value) { return constant(builder.getI32IntegerAttr(int32_t(value))); }
Value Ops::boolean(bool value) { return constant(builder.getBoolAttr(value)); }
bool Ops::isConstant(Value value) const { return value.getDefiningOp<arith::ConstantOp>() != nullptr; }

mlir::TypedAttr Ops::attribute(mlir::Type type, double real, int64_t integer) {
  if (auto shaped = mlir::dyn_cast<mlir::VectorType>(type)) {
    mlir::Attribute element = attribute(shaped.getElementType(), real, integer);
    return mlir::DenseElementsAttr::get(shaped, element);
  }
  if (mlir::isa<mlir::FloatType>(type)) return builder.getFloatAttr(type, real);
  // The literal's bits: those of a u64 beyond i64 are a negative number here.
  return builder.getIntegerAttr(
      type, llvm::APInt(type.getIntOrFloatBitWidth(), uint64_t(integer), /*isSigned=*/true, /*implicitTrunc=*/true));
}

Value Ops::number(const Type &type, double value) {
  return constant(attribute(types.value(type), value, int64_t(value)));
}
Value Ops::zero(mlir::Type type) { return constant(attribute(type, 0, 0)); }
Value Ops::literal(const Literal &value, Scalar scalar) {
  return constant(attribute(types.scalar(scalar), value.real, value.integer));
}

Value Ops::add(Scalar scalar, Value a, Value b) {
  return isFloat(scalar) ? Value(make<arith::AddFOp>(a, b)) : Value(make<arith::AddIOp>(a, b));
}
Value Ops::subtract(Scalar scalar, Value a, Value b) {
  return isFloat(scalar) ? Value(make<arith::SubFOp>(a, b)) : Value(make<arith::SubIOp>(a, b));
}
Value Ops::multiply(Scalar scalar, Value a, Value b) {
  return isFloat(scalar) ? Value(make<arith::MulFOp>(a, b)) : Value(make<arith::MulIOp>(a, b));
}
Value Ops::divide(Scalar scalar, Value a, Value b) {
  if (isFloat(scalar)) return make<arith::DivFOp>(a, b);
  return isSigned(scalar) ? Value(make<arith::DivSIOp>(a, b)) : Value(make<arith::DivUIOp>(a, b));
}

Value Ops::negate(Scalar scalar, Value a) {
  if (isFloat(scalar)) return make<arith::NegFOp>(a);
  return make<arith::SubIOp>(zero(a.getType()), a);
}

Value Ops::complement(Value a) { return make<arith::XOrIOp>(a, constant(attribute(a.getType(), 0, -1))); }

static arith::CmpFPredicate floatPredicate(Relation relation) {
  static constexpr arith::CmpFPredicate all[] = {arith::CmpFPredicate::OEQ, arith::CmpFPredicate::UNE,
                                                 arith::CmpFPredicate::OLT, arith::CmpFPredicate::OLE,
                                                 arith::CmpFPredicate::OGT, arith::CmpFPredicate::OGE};
  return all[size_t(relation)];
}

static arith::CmpIPredicate integerPredicate(Relation relation, bool hasSign) {
  using P = arith::CmpIPredicate;
  static constexpr P withSign[] = {P::eq, P::ne, P::slt, P::sle, P::sgt, P::sge};
  static constexpr P without[] = {P::eq, P::ne, P::ult, P::ule, P::ugt, P::uge};
  return (hasSign ? withSign : without)[size_t(relation)];
}

Value Ops::compare(Scalar scalar, Relation relation, Value a, Value b) {
  if (isFloat(scalar)) return make<arith::CmpFOp>(floatPredicate(relation), a, b);
  return make<arith::CmpIOp>(integerPredicate(relation, isSigned(scalar)), a, b);
}

Value Ops::select(Value condition, Value a, Value b) { return make<arith::SelectOp>(condition, a, b); }

/// b when it is better, or when a is NaN, which no constant is.
static Value better(Ops &ops, Scalar scalar, Relation relation, Value a, Value b) {
  Value takesB = ops.compare(scalar, relation, b, a);
  if (!ops.isConstant(a)) takesB = ops.eitherHolds(takesB, ops.make<arith::CmpFOp>(arith::CmpFPredicate::UNO, a, a));
  return ops.select(takesB, b, a);
}

Value Ops::lower(Scalar scalar, Value a, Value b) {
  if (isFloat(scalar)) return better(*this, scalar, Relation::less, a, b);
  return isSigned(scalar) ? Value(make<arith::MinSIOp>(a, b)) : Value(make<arith::MinUIOp>(a, b));
}
Value Ops::higher(Scalar scalar, Value a, Value b) {
  if (isFloat(scalar)) return better(*this, scalar, Relation::greater, a, b);
  return isSigned(scalar) ? Value(make<arith::MaxSIOp>(a, b)) : Value(make<arith::MaxUIOp>(a, b));
}

Value Ops::squareRoot(Value a) { return make<mlir::math::SqrtOp>(a); }
Value Ops::bothHold(Value a, Value b) { return make<arith::AndIOp>(a, b); }
Value Ops::eitherHolds(Value a, Value b) { return make<arith::OrIOp>(a, b); }

/// Whether what is defined in `block` can be used where `here` is being filled.
static bool isVisible(mlir::Block *block, mlir::Block *here) {
  while (here && here != block) here = here->getParentOp() ? here->getParentOp()->getBlock() : nullptr;
  return here != nullptr;
}

template <class Make>
Value Ops::once(Value value, mlir::Type type, int number, Make make) {
  Value &known = made_[{value.getAsOpaquePointer(), type.getAsOpaquePointer(), number}];
  if (!known || !isVisible(known.getParentBlock(), builder.getInsertionBlock())) known = make();
  return known;
}

Value Ops::extent(Value memref, int dim) {
  Value number = index(dim);
  return once(memref, builder.getIndexType(), dim,
              [&]() -> Value { return make<mlir::memref::DimOp>(memref, number); });
}

/// The value of an integer constant.
static std::optional<int64_t> fixedValue(Value value, Scalar scalar) {
  llvm::APInt fixed;
  if (!mlir::matchPattern(value, mlir::m_ConstantInt(&fixed))) return std::nullopt;
  return isSigned(scalar) ? fixed.getSExtValue() : int64_t(fixed.getZExtValue());
}

Value Ops::toIndex(Value value, Scalar scalar) {
  mlir::Type type = builder.getIndexType();
  if (std::optional<int64_t> fixed = fixedValue(value, scalar)) return index(*fixed);
  return once(value, type, 0, [&]() -> Value {
    if (isSigned(scalar)) return make<arith::IndexCastOp>(type, value);
    return make<arith::IndexCastUIOp>(type, value);
  });
}

Value Ops::toWord(Value value, Scalar scalar) {
  mlir::Type type = types.scalar(Scalar::i64);
  if (std::optional<int64_t> fixed = fixedValue(value, scalar)) return constant(builder.getI64IntegerAttr(*fixed));
  return once(value, type, 0, [&] { return cast(value, scalar, Scalar::i64); });
}

Value Ops::fromIndex(Value index) {
  mlir::Type type = types.scalar(Scalar::i32);
  return once(index, type, 0, [&]() -> Value { return make<arith::IndexCastOp>(type, index); });
}

}  // namespace mlir_rl::kernel::lowering
