#pragma once

/// \file
/// Types of values in Python kernels: scalars, small vectors and matrices of them, structs, and arrays of all these.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace mlir_rl::kernel {

/// Order matters nowhere; names are Warp's (`scalarName`). f16, f32 and f64 are IEEE 754.
enum class Scalar : uint8_t { boolean, i8, i16, i32, i64, u8, u16, u32, u64, f16, f32, f64 };
inline constexpr int kNumScalars = 12;

enum class TypeKind : uint8_t {
  none,       ///< no value: what a function without results gives, and a call that gives several at once
  scalar,     ///< `scalar`
  vector,     ///< `rows` components of `scalar`
  matrix,     ///< `rows` x `columns` components of `scalar`, numbered row by row
  structure,  ///< number `structure` of the module's structs
};

inline constexpr int kMaxArrayDims = 4;
/// Most components along one side of a vector or matrix.
inline constexpr int kMaxExtent = 16;

/// A flat value. Fields that `kind` does not name are 0, so that equal types compare equal. With `dims` above 0 it is
/// an array of 1 to 4 dimensions, and the other fields describe its elements.
struct Type {
  TypeKind kind = TypeKind::none;
  Scalar scalar = Scalar::boolean;
  uint8_t rows = 0;
  uint8_t columns = 0;
  uint8_t dims = 0;
  int16_t structure = 0;

  bool operator==(const Type &) const = default;

  bool isArray() const { return dims > 0; }
  bool isNone() const { return kind == TypeKind::none; }
  bool isScalar() const { return kind == TypeKind::scalar && !dims; }
  bool isVector() const { return kind == TypeKind::vector && !dims; }
  bool isMatrix() const { return kind == TypeKind::matrix && !dims; }
  bool isStruct() const { return kind == TypeKind::structure && !dims; }
  /// A scalar, vector or matrix: what arithmetic works on.
  bool isNumeric() const { return isScalar() || isVector() || isMatrix(); }
  bool is(Scalar wanted) const { return isScalar() && scalar == wanted; }
  /// Scalars of a numeric value: 1, n, or r * c.
  int components() const { return rows ? rows * (columns ? columns : 1) : 1; }
};

Type scalarType(Scalar scalar);
Type vectorType(int length, Scalar scalar);
Type matrixType(int rows, int columns, Scalar scalar);
Type structType(int structure);
/// An array of `dims` dimensions of `element`, which is no array.
Type arrayType(const Type &element, int dims);

inline const Type kBool = {.kind = TypeKind::scalar, .scalar = Scalar::boolean};
inline const Type kI32 = {.kind = TypeKind::scalar, .scalar = Scalar::i32};
inline const Type kF32 = {.kind = TypeKind::scalar, .scalar = Scalar::f32};

/// What an array holds; the type itself when it is no array.
Type elementType(const Type &type);
/// The scalar of a numeric type as a type of its own.
Type componentType(const Type &type);
/// What `count` indices into an array give: an element, or an array of the dimensions that are left.
Type indexedType(const Type &array, int count);

bool isInteger(Scalar scalar);   ///< signed or unsigned; bool is none
bool isSigned(Scalar scalar);    ///< i8 to i64
bool isUnsigned(Scalar scalar);  ///< u8 to u64
bool isFloat(Scalar scalar);
int bitsOf(Scalar scalar);  ///< 8 to 64; 8 for bool, as it is stored in arrays

/// Warp's word without `wp.`: "bool", "int32", "float64".
const char *scalarName(Scalar scalar);
/// The other way round, "int" (int32) and "float" (float32) too; null when there is none.
const Scalar *findScalar(std::string_view name);

/// Warp's short name without `wp.` where it has one ("vec3", "vec2d", "mat33"), and one made in the same way where it
/// has none ("vec5", "mat23", "mat22i"): those are declared at the module's top.
std::string shortName(const Type &type);
/// Whether Warp itself knows `shortName`: vectors of 2 to 4, square matrices of 2 to 4 floats.
bool hasOwnName(const Type &type);

/// In Warp's words: "wp.float32", "wp.vec3", "wp.types.vector(length=5, dtype=wp.float32)",
/// "wp.array2d(dtype=wp.mat33)", "None". Structs are named by `structName`.
std::string typeText(const Type &type, std::string_view structName = "struct");

}  // namespace mlir_rl::kernel
