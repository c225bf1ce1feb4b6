#include "mlir_rl/kernel_lower/types.h"

#include <algorithm>

namespace mlir_rl::kernel::lowering {

mlir::Type Types::scalar(Scalar scalar) const {
  switch (scalar) {
    case Scalar::boolean:
      return mlir::IntegerType::get(&context_, 1);
    case Scalar::f16:
      return mlir::Float16Type::get(&context_);
    case Scalar::f32:
      return mlir::Float32Type::get(&context_);
    case Scalar::f64:
      return mlir::Float64Type::get(&context_);
    default:
      return mlir::IntegerType::get(&context_, unsigned(bitsOf(scalar)));
  }
}

static mlir::Type shaped(const Type &type, mlir::Type element) {
  if (!type.rows) return element;
  if (!type.columns) return mlir::VectorType::get({type.rows}, element);
  return mlir::VectorType::get({type.rows, type.columns}, element);
}

mlir::Type Types::value(const Type &type) const { return shaped(type, scalar(type.scalar)); }

mlir::Type Types::inMemory(const Type &type) const {
  return shaped(type, type.scalar == Scalar::boolean ? scalar(Scalar::i8) : scalar(type.scalar));
}

mlir::MemRefType Types::memref(const Type &array, bool view) const {
  llvm::SmallVector<int64_t> shape(array.dims, mlir::ShapedType::kDynamic);
  if (array.rows) shape.push_back(array.rows);
  if (array.columns) shape.push_back(array.columns);
  mlir::Type element = scalar(array.scalar == Scalar::boolean ? Scalar::i8 : array.scalar);
  if (!view) return mlir::MemRefType::get(shape, element);
  llvm::SmallVector<int64_t> strides(shape.size());
  int64_t stride = 1;
  for (size_t i = shape.size(); i-- > 0;) {
    strides[i] = stride;
    bool fixed = stride != mlir::ShapedType::kDynamic && shape[i] != mlir::ShapedType::kDynamic;
    stride = fixed ? stride * shape[i] : mlir::ShapedType::kDynamic;
  }
  auto layout = mlir::StridedLayoutAttr::get(&context_, mlir::ShapedType::kDynamic, strides);
  return mlir::MemRefType::get(shape, element, layout);
}

mlir::Type Types::layout(const Type &type) const {
  if (type.isStruct()) {
    llvm::SmallVector<mlir::Type> members;
    for (const Variable &field : fields(type)) members.push_back(layout(field.type));
    return mlir::LLVM::LLVMStructType::getLiteral(&context_, members);
  }
  mlir::Type member = scalar(type.scalar == Scalar::boolean ? Scalar::i8 : type.scalar);
  if (type.columns) member = mlir::LLVM::LLVMArrayType::get(member, type.columns);
  return type.rows ? mlir::LLVM::LLVMArrayType::get(member, type.rows) : member;
}

int Types::countParts(const Type &type) const {
  if (type.isArray() || type.isNone()) return 0;
  if (!type.isStruct()) return 1;
  int count = 0;
  for (const Variable &field : fields(type)) count += countParts(field.type);
  return count;
}

int Types::firstPart(int structure, int field) const {
  int count = 0;
  for (int i = 0; i < field; ++i) count += countParts(module_.structs[size_t(structure)].fields[size_t(i)].type);
  return count;
}

void Types::addPartTypes(const Type &type, llvm::SmallVectorImpl<mlir::Type> &types) const {
  if (type.isArray() || type.isNone()) return;
  if (!type.isStruct()) return types.push_back(value(type));
  for (const Variable &field : fields(type)) addPartTypes(field.type, types);
}

void Types::addParts(const Type &type, const std::string &name, std::vector<Part> &parts) const {
  if (!type.isStruct()) return parts.push_back({type, name});
  for (const Variable &field : fields(type)) addParts(field.type, name + "_" + field.name, parts);
}

bool Types::holdsArrays(const Type &type) const {
  if (!type.isStruct()) return false;
  return std::any_of(fields(type).begin(), fields(type).end(),
                     [&](const Variable &field) { return field.type.isArray() || holdsArrays(field.type); });
}

}  // namespace mlir_rl::kernel::lowering
