#pragma once

/// \file
/// Rows of the table of builtins: functions of vectors and matrices. Formulas say the bits: they are done as written,
/// from left to right, and each +, -, *, / and sqrt rounds to the components' type, f16 too. A sum starts with its
/// first term, so a lone -0.0 stays -0.0, and negation changes the sign only. mRC is the component in row R and column
/// C.

// clang-format off
#define MLIR_RL_KERNEL_VECTORS(ROW) \
  ROW(dot, "dot", call, dotRule, none, "a[0] * b[0] + a[1] * b[1] + ... of two vectors.") \
  ROW(ddot, "ddot", call, ddotRule, none, "a00 * b00 + a01 * b01 + ... of two matrices, row by row.") \
  ROW(cross, "cross", call, crossRule, none, "(a1 * b2 - a2 * b1, a2 * b0 - a0 * b2, a0 * b1 - a1 * b0) of vectors of 3.") \
  ROW(outer, "outer", call, outerRule, none, "Matrix with a[r] * b[c] in row r and column c.") \
  ROW(skew, "skew", call, skewRule, none, "The matrix S of a vector (x, y, z) with S * u = cross(v, u): rows (0, -z, y), (z, 0, -x), (-y, x, 0).") \
  ROW(length, "length", call, floatVectorToScalar, none, "sqrt(dot(v, v)), dot rounded to the type first.") \
  ROW(lengthSq, "length_sq", call, vectorToScalar, none, "dot(v, v).") \
  ROW(normalize, "normalize", call, oneFloatVector, none, "v[i] / length(v); all 0.0 when the length is 0.") \
  ROW(argmin, "argmin", call, vectorToIndex, none, "Index (uint32) of the first component that no other is below; NaNs are passed over, 0 when all are NaN.") \
  ROW(argmax, "argmax", call, vectorToIndex, none, "Index (uint32) of the first component that no other is above; NaNs are passed over, 0 when all are NaN.") \
  ROW(cwMul, "cw_mul", call, sameCompound, none, "Products by components.") \
  ROW(cwDiv, "cw_div", call, sameCompound, none, "Quotients by components; errors as of `/`.") \
  ROW(transpose, "transpose", call, transposeRule, none, "Rows become columns.") \
  ROW(determinant, "determinant", call, squareToScalar, none, "Determinant of a float matrix of 2 to 4 rows: of 2 m00 * m11 - m10 * m01; of 3 dot(row 0, cross(row 1, row 2)); of 4 m00 * D0 - m01 * D1 + m02 * D2 - m03 * D3, where DC is the determinant of the 3 rows that are left without row 0 and column C.") \
  ROW(inverse, "inverse", call, squareToSquare, none, "Inverse of a float matrix of 2 to 4 rows: in row R and column C the determinant (of one row: the component) of what is left without row C and column R, negated when R + C is odd, then divided by the determinant; all 0.0 when the determinant is 0.") \
  ROW(trace, "trace", call, traceRule, none, "m00 + m11 + ... of a square matrix of numbers.") \
  ROW(diag, "diag", call, diagRule, none, "Square matrix with a vector on its diagonal, 0 elsewhere.") \
  ROW(getDiag, "get_diag", call, getDiagRule, none, "Diagonal of a square matrix.") \
  ROW(identity, "identity", call, identityRule, none, "Square matrix of numbers with 1 on the diagonal, 0 elsewhere; written identity(n=3, dtype=wp.float32).") \
  ROW(matrixFromRows, "matrix_from_rows", call, fromRowsRule, none, "Matrix whose rows are the operands, vectors of one type.") \
  ROW(matrixFromCols, "matrix_from_cols", call, fromColumnsRule, none, "Matrix whose columns are the operands, vectors of one type.")
// clang-format on
