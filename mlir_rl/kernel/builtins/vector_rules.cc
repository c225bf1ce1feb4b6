#include "mlir_rl/kernel/builtins/rules.h"

namespace mlir_rl::kernel {

static bool isVectorOfNumbers(const Type &type) { return type.isVector() && type.scalar != Scalar::boolean; }
static bool isFloatVector(const Type &type) { return type.isVector() && isFloat(type.scalar); }
static bool isMatrixOfNumbers(const Type &type) { return type.isMatrix() && type.scalar != Scalar::boolean; }
static bool isSquare(const Type &type) { return type.isMatrix() && type.rows == type.columns; }
static bool isSquareOfNumbers(const Type &type) { return isSquare(type) && isMatrixOfNumbers(type); }

static TypeOrReason twoVectors(Operands operands, const char *what, bool (*suits)(const Type &)) {
  if (std::string wrong = wrongCount(operands, 2, 2); !wrong.empty()) return {{}, wrong};
  if (!suits(operands[0]) || !suits(operands[1])) return takes(what, operands);
  return operands[0] == operands[1] ? gives(operands[0]) : differ(operands[0], operands[1]);
}

static TypeOrReason one(Operands operands, const char *what, bool (*suits)(const Type &)) {
  if (std::string wrong = wrongCount(operands, 1, 1); !wrong.empty()) return {{}, wrong};
  return suits(operands[0]) ? gives(operands[0]) : takes(what, operands);
}

/// Both hold the same scalar, and at least one is a matrix.
static TypeOrReason matrixProduct(const Type &a, const Type &b) {
  if (a.isMatrix() && b.isMatrix() && a.columns == b.rows) return gives(matrixType(a.rows, b.columns, a.scalar));
  if (a.isMatrix() && b.isVector() && a.columns == b.rows) return gives(vectorType(a.rows, a.scalar));
  if (a.isVector() && b.isMatrix() && a.rows == b.rows) return gives(vectorType(b.columns, a.scalar));
  return {{},
          "operands " + typeText(a) + " and " + typeText(b) +
              " do not fit: inner extents differ; write wp.transpose(...) or other extents"};
}

TypeOrReason product(Operands operands, const Type &wanted) {
  if (std::string wrong = wrongCount(operands, 2, 2); !wrong.empty()) return {{}, wrong};
  const Type &a = operands[0], &b = operands[1];
  if (!a.isNumeric() || !b.isNumeric() || a.scalar == Scalar::boolean || b.scalar == Scalar::boolean)
    return takes("numbers, vectors or matrices", operands);
  if (a.scalar != b.scalar) return differ(a, b);
  if (a.isVector() && b.isVector())
    return {{}, "vectors have several products; write wp.dot, wp.cw_mul, wp.cross or wp.outer"};
  if (a.isScalar()) return gives(b);
  return b.isScalar() ? gives(a) : matrixProduct(a, b);
}

TypeOrReason quotient(Operands operands, const Type &) {
  if (std::string wrong = wrongCount(operands, 2, 2); !wrong.empty()) return {{}, wrong};
  const Type &a = operands[0], &b = operands[1];
  bool scalars = a.isNumeric() && b.isNumeric() && (a.isScalar() || b.isScalar());
  if (!scalars || a.scalar == Scalar::boolean || b.scalar == Scalar::boolean)
    return takes("two numbers, or a number and a vector or matrix (wp.cw_div divides by components)", operands);
  if (a.scalar != b.scalar) return differ(a, b);
  return gives(a.isScalar() ? b : a);
}

TypeOrReason dotRule(Operands operands, const Type &) {
  TypeOrReason rule = twoVectors(operands, "two vectors", isVectorOfNumbers);
  return rule ? gives(componentType(rule.type)) : rule;
}

TypeOrReason ddotRule(Operands operands, const Type &) {
  TypeOrReason rule = twoVectors(operands, "two matrices of numbers", isMatrixOfNumbers);
  return rule ? gives(componentType(rule.type)) : rule;
}

TypeOrReason crossRule(Operands operands, const Type &) {
  return twoVectors(operands, "two vectors of 3",
                    [](const Type &type) { return isVectorOfNumbers(type) && type.rows == 3; });
}

TypeOrReason outerRule(Operands operands, const Type &) {
  if (std::string wrong = wrongCount(operands, 2, 2); !wrong.empty()) return {{}, wrong};
  const Type &a = operands[0], &b = operands[1];
  if (!isVectorOfNumbers(a) || !isVectorOfNumbers(b)) return takes("two vectors", operands);
  return a.scalar == b.scalar ? gives(matrixType(a.rows, b.rows, a.scalar)) : differ(a, b);
}

TypeOrReason skewRule(Operands operands, const Type &) {
  TypeOrReason rule =
      one(operands, "a vector of 3", [](const Type &type) { return isVectorOfNumbers(type) && type.rows == 3; });
  return rule ? gives(matrixType(3, 3, rule.type.scalar)) : rule;
}

TypeOrReason floatVectorToScalar(Operands operands, const Type &) {
  TypeOrReason rule = one(operands, "a vector of floats", isFloatVector);
  return rule ? gives(componentType(rule.type)) : rule;
}

TypeOrReason normRule(Operands operands, const Type &) {
  TypeOrReason rule = one(operands, "a vector of float32",
                          [](const Type &type) { return type.isVector() && type.scalar == Scalar::f32; });
  return rule ? gives(kF32) : rule;
}

TypeOrReason thresholdNormRule(Operands operands, const Type &wanted) {
  if (std::string wrong = wrongCount(operands, 1, 2); !wrong.empty()) return {{}, wrong};
  bool suits = operands.size() == 1 || operands[1] == kF32;
  return suits ? normRule(operands.first(1), wanted) : takes("a vector of float32 and a float32", operands);
}

TypeOrReason smoothNormalizeRule(Operands operands, const Type &wanted) {
  TypeOrReason rule = thresholdNormRule(operands, wanted);
  return rule ? gives(operands[0]) : rule;
}

TypeOrReason vectorToScalar(Operands operands, const Type &) {
  TypeOrReason rule = one(operands, "a vector", isVectorOfNumbers);
  return rule ? gives(componentType(rule.type)) : rule;
}

TypeOrReason oneFloatVector(Operands operands, const Type &) {
  return one(operands, "a vector of floats", isFloatVector);
}

TypeOrReason vectorToIndex(Operands operands, const Type &) {
  TypeOrReason rule = one(operands, "a vector", isVectorOfNumbers);
  return rule ? gives(scalarType(Scalar::u32)) : rule;
}

TypeOrReason sameCompound(Operands operands, const Type &) {
  return twoVectors(operands, "two vectors or two matrices of numbers",
                    [](const Type &type) { return isVectorOfNumbers(type) || isMatrixOfNumbers(type); });
}

TypeOrReason transposeRule(Operands operands, const Type &) {
  TypeOrReason rule = one(operands, "a matrix", [](const Type &type) { return type.isMatrix(); });
  return rule ? gives(matrixType(rule.type.columns, rule.type.rows, rule.type.scalar)) : rule;
}

TypeOrReason squareToSquare(Operands operands, const Type &) {
  return one(operands, "a square matrix of floats of 2 to 4 rows", [](const Type &type) {
    return isSquare(type) && isFloat(type.scalar) && type.rows >= 2 && type.rows <= 4;
  });
}

TypeOrReason squareToScalar(Operands operands, const Type &wanted) {
  TypeOrReason rule = squareToSquare(operands, wanted);
  return rule ? gives(componentType(rule.type)) : rule;
}

TypeOrReason traceRule(Operands operands, const Type &) {
  TypeOrReason rule = one(operands, "a square matrix of numbers", isSquareOfNumbers);
  return rule ? gives(componentType(rule.type)) : rule;
}

TypeOrReason diagRule(Operands operands, const Type &) {
  TypeOrReason rule = one(operands, "a vector", isVectorOfNumbers);
  return rule ? gives(matrixType(rule.type.rows, rule.type.rows, rule.type.scalar)) : rule;
}

TypeOrReason getDiagRule(Operands operands, const Type &) {
  TypeOrReason rule = one(operands, "a square matrix", isSquare);
  return rule ? gives(vectorType(rule.type.rows, rule.type.scalar)) : rule;
}

TypeOrReason identityRule(Operands operands, const Type &wanted) {
  if (!operands.empty()) return takes("no operands but n and dtype", operands);
  return isSquareOfNumbers(wanted) ? gives(wanted) : TypeOrReason{{}, "gives a square matrix of numbers"};
}

/// Vectors of one type, as many as a matrix may have rows.
static TypeOrReason vectors(Operands operands) {
  if (std::string wrong = wrongCount(operands, 2, kMaxExtent); !wrong.empty()) return {{}, wrong};
  for (const Type &type : operands)
    if (!isVectorOfNumbers(type)) return takes("vectors", operands);
  for (const Type &type : operands)
    if (type != operands[0]) return differ(operands[0], type);
  return gives(operands[0]);
}

TypeOrReason fromRowsRule(Operands operands, const Type &) {
  TypeOrReason rule = vectors(operands);
  return rule ? gives(matrixType(int(operands.size()), rule.type.rows, rule.type.scalar)) : rule;
}

TypeOrReason fromColumnsRule(Operands operands, const Type &) {
  TypeOrReason rule = vectors(operands);
  return rule ? gives(matrixType(rule.type.rows, int(operands.size()), rule.type.scalar)) : rule;
}

}  // namespace mlir_rl::kernel
