#include "mlir_rl/kernel_lower/memory.h"

#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace mlir_rl::kernel::lowering {

namespace arith = mlir::arith;
namespace LLVM = mlir::LLVM;
namespace memref = mlir::memref;
namespace vector = mlir::vector;

ArrayPlace ArrayPlace::at(llvm::ArrayRef<Value> more) const {
  ArrayPlace place = *this;
  place.indices.append(more.begin(), more.end());
  place.type.dims = uint8_t(type.dims - more.size());
  return place;
}

Value extentOf(Ops &ops, const ArrayPlace &array, int dim) {
  size_t number = array.indices.size() + size_t(dim);
  if (array.isPointer()) return array.extents[number];
  return ops.extent(array.base, int(number));
}

Value extentAsI32(Ops &ops, const ArrayPlace &array, int dim) {
  Value extent = extentOf(ops, array, dim);
  return array.isPointer() ? ops.cast(extent, Scalar::i64, Scalar::i32) : ops.fromIndex(extent);
}

/// Number of an element in row-major order; of the first one that is left, when there are fewer indices.
static Value linearIndex(Ops &ops, const ArrayPlace &array) {
  Value linear = array.indices[0];
  for (size_t i = 1; i < array.extents.size(); ++i) {
    linear = ops.multiply(Scalar::i64, linear, array.extents[i]);
    if (i < array.indices.size()) linear = ops.add(Scalar::i64, linear, array.indices[i]);
  }
  return linear;
}

static int64_t constantOf(OpFoldResult index) { return *mlir::getConstantIntValue(index); }

static Value address(Ops &ops, const ElementPlace &place) {
  llvm::SmallVector<LLVM::GEPArg> path = {linearIndex(ops, place.array)};
  for (int field : place.fields) path.emplace_back(field);
  for (OpFoldResult index : place.component) {
    if (auto dynamic = mlir::dyn_cast<Value>(index))
      path.emplace_back(dynamic);
    else
      path.emplace_back(int32_t(constantOf(index)));
  }
  auto pointer = LLVM::LLVMPointerType::get(&ops.types.context());
  mlir::Type element = ops.types.layout(elementType(place.array.type));
  auto inBounds = LLVM::GEPNoWrapFlags::inbounds | LLVM::GEPNoWrapFlags::nuw;
  return ops.make<LLVM::GEPOp>(pointer, element, place.array.base, path, inBounds);
}

/// A vector or matrix as LLVM loads and stores it: its components in a row.
static mlir::Type flatType(const Ops &ops, const Type &type) {
  Type flat = type.isMatrix() ? vectorType(1, type.scalar) : type;
  auto element = mlir::getElementTypeOrSelf(ops.types.inMemory(flat));
  return type.isScalar() ? element : mlir::VectorType::get({type.components()}, element);
}

static Value loadPart(Ops &ops, const ElementPlace &place, const Type &type) {
  Value loaded = ops.make<LLVM::LoadOp>(flatType(ops, type), address(ops, place), alignOf(type.scalar));
  return type.isMatrix() ? Value(ops.make<vector::ShapeCastOp>(ops.types.inMemory(type), loaded)) : loaded;
}

static void storePart(Ops &ops, const ElementPlace &place, const Type &type, Value value) {
  if (type.isMatrix()) value = ops.flatten(value);
  ops.make<LLVM::StoreOp>(value, address(ops, place), alignOf(type.scalar));
}

/// Where a part starts: the array's indices, and those inside of the element.
static llvm::SmallVector<Value> memrefIndices(Ops &ops, const ElementPlace &place) {
  llvm::SmallVector<Value> indices(place.array.indices.begin(), place.array.indices.end());
  for (OpFoldResult index : place.component) {
    auto dynamic = mlir::dyn_cast<Value>(index);
    indices.push_back(dynamic ? dynamic : ops.index(constantOf(index)));
  }
  size_t rank = size_t(mlir::cast<mlir::MemRefType>(place.array.base.getType()).getRank());
  while (indices.size() < rank) indices.push_back(ops.index(0));
  return indices;
}

static Value loadNumber(Ops &ops, const ElementPlace &place, const Type &type) {
  Value loaded;
  if (place.array.isPointer())
    loaded = loadPart(ops, place, type);
  else if (type.isScalar())
    loaded = ops.make<memref::LoadOp>(place.array.base, memrefIndices(ops, place));
  else
    loaded = ops.make<vector::LoadOp>(mlir::cast<mlir::VectorType>(ops.types.inMemory(type)), place.array.base,
                                      memrefIndices(ops, place));
  return type.scalar == Scalar::boolean ? ops.boolFromMemory(loaded) : loaded;
}

static void storeNumber(Ops &ops, const ElementPlace &place, const Type &type, Value value) {
  if (type.scalar == Scalar::boolean) value = ops.boolToMemory(value, ops.types.inMemory(type));
  if (place.array.isPointer())
    storePart(ops, place, type, value);
  else if (type.isScalar())
    ops.make<memref::StoreOp>(value, place.array.base, memrefIndices(ops, place));
  else
    ops.make<vector::StoreOp>(value, place.array.base, memrefIndices(ops, place));
}

static ElementPlace fieldPlace(const ElementPlace &place, size_t field) {
  ElementPlace inner = place;
  inner.fields.push_back(int(field));
  return inner;
}

Parts load(Ops &ops, const ElementPlace &place, const Type &type) {
  if (!type.isStruct()) return {loadNumber(ops, place, type)};
  Parts parts;
  const std::vector<Variable> &fields = ops.types.fields(type);
  for (size_t i = 0; i < fields.size(); ++i) parts.append(load(ops, fieldPlace(place, i), fields[i].type));
  return parts;
}

void store(Ops &ops, const ElementPlace &place, const Type &type, llvm::ArrayRef<Value> parts) {
  if (!type.isStruct()) return storeNumber(ops, place, type, parts[0]);
  const std::vector<Variable> &fields = ops.types.fields(type);
  for (size_t i = 0; i < fields.size(); ++i) {
    size_t count = size_t(ops.types.countParts(fields[i].type));
    store(ops, fieldPlace(place, i), fields[i].type, parts.take_front(count));
    parts = parts.drop_front(count);
  }
}

/// The part of a memref that a view leaves, from its first element on.
static Value subview(Ops &ops, const ArrayPlace &array, mlir::MemRefType wanted) {
  auto type = mlir::cast<mlir::MemRefType>(array.base.getType());
  size_t rank = size_t(type.getRank()), given = array.indices.size();
  mlir::Builder &builder = ops.builder;
  llvm::SmallVector<OpFoldResult> offsets, sizes, strides(rank, builder.getIndexAttr(1));
  for (size_t i = 0; i < rank; ++i) {
    bool dynamic = type.isDynamicDim(unsigned(i));
    offsets.push_back(i < given ? OpFoldResult(array.indices[i]) : OpFoldResult(builder.getIndexAttr(0)));
    if (i < given)
      sizes.emplace_back(builder.getIndexAttr(1));
    else if (dynamic)
      sizes.emplace_back(extentOf(ops, array, int(i - given)));
    else
      sizes.emplace_back(builder.getIndexAttr(type.getDimSize(unsigned(i))));
  }
  return ops.make<memref::SubViewOp>(wanted, array.base, offsets, sizes, strides);
}

Value memrefOf(Ops &ops, const ArrayPlace &array, mlir::MemRefType wanted) {
  if (!array.indices.empty()) return subview(ops, array, wanted);
  return array.base.getType() == wanted ? array.base : Value(ops.make<memref::CastOp>(wanted, array.base));
}

Parts pointerOf(Ops &ops, const ArrayPlace &array) {
  Parts parts = {array.base};
  size_t given = array.indices.size();
  if (given) parts[0] = address(ops, {.array = array});
  parts.append(array.extents.begin() + std::ptrdiff_t(given), array.extents.end());
  return parts;
}

}  // namespace mlir_rl::kernel::lowering
