// What functions of matrices become. Sums start with their first term.

#include "mlir_rl/kernel_lower/lowering.h"

namespace mlir_rl::kernel::lowering {

namespace {

Value diagonal(Ops &ops, Value matrix, int64_t i) { return ops.extract(matrix, {i, i}); }

/// A square of 1 to 4 rows, by components.
using Square = llvm::SmallVector<llvm::SmallVector<Value, 4>, 4>;

Square squareOf(Ops &ops, const Call &call) {
  Square square;
  for (int64_t r = 0; r < call.types[0].rows; ++r) {
    square.emplace_back();
    for (int64_t c = 0; c < call.types[0].rows; ++c) square.back().push_back(ops.extract(call.values[0], {r, c}));
  }
  return square;
}

/// Without one row and one column.
Square without(const Square &square, size_t row, size_t column) {
  Square rest = square;
  rest.erase(rest.begin() + std::ptrdiff_t(row));
  for (auto &line : rest) line.erase(line.begin() + std::ptrdiff_t(column));
  return rest;
}

/// a * b - c * d.
Value crossTerm(Ops &ops, Scalar scalar, Value a, Value b, Value c, Value d) {
  Value first = ops.multiply(scalar, a, b);
  return ops.subtract(scalar, first, ops.multiply(scalar, c, d));
}

Value determinantOf(Ops &ops, Scalar scalar, const Square &m);

/// dot(row 0, cross(row 1, row 2)).
Value determinant3(Ops &ops, Scalar scalar, const Square &m) {
  Value sum;
  for (size_t i = 0; i < 3; ++i) {
    size_t j = (i + 1) % 3, k = (i + 2) % 3;
    Value term = ops.multiply(scalar, m[0][i], crossTerm(ops, scalar, m[1][j], m[2][k], m[1][k], m[2][j]));
    sum = i ? ops.add(scalar, sum, term) : term;
  }
  return sum;
}

/// By cofactors along the first row, from left to right.
Value determinant4(Ops &ops, Scalar scalar, const Square &m) {
  Value sum;
  for (size_t j = 0; j < 4; ++j) {
    Value term = ops.multiply(scalar, m[0][j], determinantOf(ops, scalar, without(m, 0, j)));
    sum = j == 0 ? term : j % 2 ? ops.subtract(scalar, sum, term) : ops.add(scalar, sum, term);
  }
  return sum;
}

Value determinantOf(Ops &ops, Scalar scalar, const Square &m) {
  if (m.size() == 1) return m[0][0];
  if (m.size() == 2) return crossTerm(ops, scalar, m[0][0], m[1][1], m[1][0], m[0][1]);
  return m.size() == 3 ? determinant3(ops, scalar, m) : determinant4(ops, scalar, m);
}

bool isSquare(const Type &type) { return type.rows >= 2 && type.rows <= 4; }

}  // namespace

namespace lowerings {

Value transpose(Ops &ops, const Call &call) { return ops.transpose(call.values[0]); }

Value trace(Ops &ops, const Call &call) {
  if (call.scalar() == Scalar::boolean) return nullptr;
  Value sum = diagonal(ops, call.values[0], 0);
  for (int64_t i = 1; i < call.types[0].rows; ++i) sum = ops.add(call.scalar(), sum, diagonal(ops, call.values[0], i));
  return sum;
}

Value diag(Ops &ops, const Call &call) {
  llvm::SmallVector<Value> parts(size_t(call.result.components()), ops.number(scalarType(call.scalar()), 0));
  for (int64_t i = 0; i < call.types[0].rows; ++i)
    parts[size_t(i * (call.types[0].rows + 1))] = ops.extract(call.values[0], i);
  return ops.fromComponents(call.result, parts);
}

Value getDiag(Ops &ops, const Call &call) {
  llvm::SmallVector<Value> parts;
  for (int64_t i = 0; i < call.result.rows; ++i) parts.push_back(diagonal(ops, call.values[0], i));
  return ops.fromComponents(call.result, parts);
}

Value identity(Ops &ops, const Call &call) {
  Type line = vectorType(1, call.scalar());
  line.rows = call.result.rows;
  Value one = ops.number(line, 1);
  const Type types[] = {line};
  return diag(ops, {.types = types, .result = call.result, .values = one});
}

Value determinant(Ops &ops, const Call &call) {
  return isSquare(call.types[0]) ? determinantOf(ops, call.scalar(), squareOf(ops, call)) : nullptr;
}

/// Component (r, c): the determinant without row c and column r, negated where r + c is odd, divided by the matrix's.
Value inverse(Ops &ops, const Call &call) {
  if (!isSquare(call.result)) return nullptr;
  Scalar scalar = call.scalar();
  Square m = squareOf(ops, call);
  Value determinant = determinantOf(ops, scalar, m);
  llvm::SmallVector<Value> adjugate;
  for (size_t r = 0; r < m.size(); ++r)
    for (size_t c = 0; c < m.size(); ++c) {
      Value cofactor = determinantOf(ops, scalar, without(m, c, r));
      adjugate.push_back((r + c) % 2 ? ops.negate(scalar, cofactor) : cofactor);
    }
  Value cofactors = ops.fromComponents(call.result, adjugate);
  Value divided = ops.divide(scalar, cofactors, ops.splat(determinant, call.result));
  Value isZero = ops.compare(scalar, Relation::equal, determinant, ops.number(scalarType(scalar), 0));
  return ops.select(isZero, ops.number(call.result, 0), divided);
}

Value matrixFromRows(Ops &ops, const Call &call) {
  Type type = matrixType(int(call.values.size()), call.types[0].rows, call.scalar());
  Value matrix = ops.number(type, 0);
  for (size_t i = 0; i < call.values.size(); ++i)
    matrix = ops.insert(call.values[i], matrix, {ops.builder.getIndexAttr(int64_t(i))});
  return matrix;
}

Value matrixFromCols(Ops &ops, const Call &call) { return ops.transpose(matrixFromRows(ops, call)); }

}  // namespace lowerings

}  // namespace mlir_rl::kernel::lowering
