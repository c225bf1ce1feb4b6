#pragma once

/// \file
/// Rows of the table of builtins: functions of vectors and matrices. Sums go from the first component on.

// clang-format off
#define MLIR_RL_KERNEL_VECTORS(ROW) \
  ROW(dot, "dot", call, dotRule, none, "Sum of the products of components.") \
  ROW(ddot, "ddot", call, ddotRule, none, "Sum of the products of components of two matrices, row by row.") \
  ROW(cross, "cross", call, crossRule, none, "Cross product of vectors of 3.") \
  ROW(outer, "outer", call, outerRule, none, "Matrix of all products of a component of a and one of b.") \
  ROW(skew, "skew", call, skewRule, none, "The matrix S of a vector v of 3 with S * u = cross(v, u).") \
  ROW(length, "length", call, floatVectorToScalar, none, "sqrt(dot(v, v)).") \
  ROW(lengthSq, "length_sq", call, vectorToScalar, none, "dot(v, v).") \
  ROW(normalize, "normalize", call, oneFloatVector, none, "v / length(v); all zeros when the length is 0.") \
  ROW(argmin, "argmin", call, vectorToIndex, none, "Index (uint32) of the first component that no other is below; NaNs are passed over, 0 when all are NaN.") \
  ROW(argmax, "argmax", call, vectorToIndex, none, "Index (uint32) of the first component that no other is above; NaNs are passed over, 0 when all are NaN.") \
  ROW(cwMul, "cw_mul", call, sameCompound, none, "Products by components.") \
  ROW(cwDiv, "cw_div", call, sameCompound, none, "Quotients by components; errors as of `/`.") \
  ROW(transpose, "transpose", call, transposeRule, none, "Rows become columns.") \
  ROW(determinant, "determinant", call, squareToScalar, none, "Determinant of a float matrix: of 2 rows m00 * m11 - m10 * m01, of 3 dot(row 0, cross(row 1, row 2)), of 4 by cofactors along the first row.") \
  ROW(inverse, "inverse", call, squareToSquare, none, "Adjugate divided by the determinant, 2 to 4 rows; all zeros when the determinant is 0.") \
  ROW(trace, "trace", call, traceRule, none, "Sum of the diagonal of a square matrix.") \
  ROW(diag, "diag", call, diagRule, none, "Square matrix with a vector on its diagonal, zeros elsewhere.") \
  ROW(getDiag, "get_diag", call, getDiagRule, none, "Diagonal of a square matrix.") \
  ROW(identity, "identity", call, identityRule, none, "Ones on the diagonal, zeros elsewhere; written identity(n=3, dtype=wp.float32).") \
  ROW(matrixFromRows, "matrix_from_rows", call, fromRowsRule, none, "Matrix whose rows are the operands, vectors of one type.") \
  ROW(matrixFromCols, "matrix_from_cols", call, fromColumnsRule, none, "Matrix whose columns are the operands, vectors of one type.")
// clang-format on
