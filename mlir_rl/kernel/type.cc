#include "mlir_rl/kernel/type.h"

#include <cassert>

namespace mlir_rl::kernel {

namespace {

struct ScalarRow {
  const char *name;
  const char *suffix;  ///< of vectors and matrices
  int bits;
};

constexpr ScalarRow kScalars[kNumScalars] = {{"bool", "bool", 8},  {"int8", "b", 8},     {"int16", "s", 16},
                                             {"int32", "i", 32},   {"int64", "l", 64},   {"uint8", "ub", 8},
                                             {"uint16", "us", 16}, {"uint32", "ui", 32}, {"uint64", "ul", 64},
                                             {"float16", "h", 16}, {"float32", "", 32},  {"float64", "d", 64}};

}  // namespace

Type scalarType(Scalar scalar) { return {.kind = TypeKind::scalar, .scalar = scalar}; }

Type vectorType(int length, Scalar scalar) {
  assert(length >= 1 && length <= kMaxExtent);
  return {.kind = TypeKind::vector, .scalar = scalar, .rows = uint8_t(length)};
}

Type matrixType(int rows, int columns, Scalar scalar) {
  assert(rows >= 1 && rows <= kMaxExtent && columns >= 1 && columns <= kMaxExtent);
  return {.kind = TypeKind::matrix, .scalar = scalar, .rows = uint8_t(rows), .columns = uint8_t(columns)};
}

Type structType(int structure) { return {.kind = TypeKind::structure, .structure = int16_t(structure)}; }

Type arrayType(const Type &element, int dims) {
  assert(!element.isArray() && !element.isNone() && dims >= 1 && dims <= kMaxArrayDims);
  Type type = element;
  type.dims = uint8_t(dims);
  return type;
}

Type elementType(const Type &type) {
  Type element = type;
  element.dims = 0;
  return element;
}

Type componentType(const Type &type) { return scalarType(type.scalar); }

Type indexedType(const Type &array, int count) {
  assert(count >= 1 && count <= array.dims);
  Type type = array;
  type.dims = uint8_t(array.dims - count);
  return type;
}

bool isInteger(Scalar scalar) { return isSigned(scalar) || isUnsigned(scalar); }
bool isSigned(Scalar scalar) { return scalar >= Scalar::i8 && scalar <= Scalar::i64; }
bool isUnsigned(Scalar scalar) { return scalar >= Scalar::u8 && scalar <= Scalar::u64; }
bool isFloat(Scalar scalar) { return scalar >= Scalar::f16; }
int bitsOf(Scalar scalar) { return kScalars[int(scalar)].bits; }
const char *scalarName(Scalar scalar) { return kScalars[int(scalar)].name; }

const Scalar *findScalar(std::string_view name) {
  static constexpr Scalar all[kNumScalars] = {Scalar::boolean, Scalar::i8,  Scalar::i16, Scalar::i32,
                                              Scalar::i64,     Scalar::u8,  Scalar::u16, Scalar::u32,
                                              Scalar::u64,     Scalar::f16, Scalar::f32, Scalar::f64};
  if (name == "int") name = "int32";
  if (name == "float") name = "float32";
  for (const Scalar &scalar : all)
    if (name == scalarName(scalar)) return &scalar;
  return nullptr;
}

std::string shortName(const Type &type) {
  std::string extents = std::to_string(type.rows);
  if (type.columns) extents += (type.rows > 9 || type.columns > 9 ? "x" : "") + std::to_string(type.columns);
  return (type.columns ? "mat" : "vec") + extents + kScalars[int(type.scalar)].suffix;
}

bool hasOwnName(const Type &type) {
  if (type.rows < 2 || type.rows > 4 || type.scalar == Scalar::boolean) return false;
  return type.kind == TypeKind::vector || (type.rows == type.columns && isFloat(type.scalar));
}

static std::string longName(const Type &type) {
  std::string dtype = std::string("dtype=wp.") + scalarName(type.scalar) + ")", rows = std::to_string(type.rows);
  if (type.kind == TypeKind::vector) return "wp.types.vector(length=" + rows + ", " + dtype;
  return "wp.types.matrix(shape=(" + rows + ", " + std::to_string(type.columns) + "), " + dtype;
}

std::string typeText(const Type &type, std::string_view structName) {
  if (type.isArray()) {
    std::string dims = type.dims > 1 ? std::to_string(type.dims) + "d" : "";
    return "wp.array" + dims + "(dtype=" + typeText(elementType(type), structName) + ")";
  }
  switch (type.kind) {
    case TypeKind::none:
      return "None";
    case TypeKind::scalar:
      return std::string("wp.") + scalarName(type.scalar);
    case TypeKind::structure:
      return std::string(structName);
    case TypeKind::vector:
    case TypeKind::matrix:
      return hasOwnName(type) ? "wp." + shortName(type) : longName(type);
  }
  return "";
}

}  // namespace mlir_rl::kernel
