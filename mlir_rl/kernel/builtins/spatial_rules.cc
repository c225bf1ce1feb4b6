#include "mlir_rl/kernel/builtins/rules.h"

namespace mlir_rl::kernel {

static bool isVectorOf(const Type &type, int length) {
  return type.isVector() && type.rows == length && isFloat(type.scalar);
}
static bool isSquareOf(const Type &type, int rows) {
  return type.isMatrix() && type.rows == rows && type.columns == rows && isFloat(type.scalar);
}

/// Operands of these shapes, all of one float type; `what` says so.
static TypeOrReason ofOneScalar(Operands operands, size_t count, bool suit, const char *what) {
  if (std::string wrong = wrongCount(operands, count, count); !wrong.empty()) return {{}, wrong};
  if (!suit) return takes(what, operands);
  return operands[0].scalar == operands[count - 1].scalar ? gives(operands[0]) : differ(operands[0], operands[1]);
}

TypeOrReason spatialCrossRule(Operands operands, const Type &) {
  bool suit = operands.size() == 2 && isVectorOf(operands[0], 6) && isVectorOf(operands[1], 6);
  return ofOneScalar(operands, 2, suit, "two vectors of 6 floats");
}

TypeOrReason spatialDotRule(Operands operands, const Type &wanted) {
  TypeOrReason rule = spatialCrossRule(operands, wanted);
  return rule ? gives(componentType(rule.type)) : rule;
}

TypeOrReason spatialPartRule(Operands operands, const Type &) {
  bool suit = operands.size() == 1 && isVectorOf(operands[0], 6);
  TypeOrReason rule = ofOneScalar(operands, 1, suit, "a vector of 6 floats");
  return rule ? gives(vectorType(3, rule.type.scalar)) : rule;
}

TypeOrReason spatialAdjointRule(Operands operands, const Type &) {
  bool suit = operands.size() == 2 && isSquareOf(operands[0], 3) && isSquareOf(operands[1], 3);
  TypeOrReason rule = ofOneScalar(operands, 2, suit, "two matrices of 3 rows of floats");
  return rule ? gives(matrixType(6, 6, rule.type.scalar)) : rule;
}

TypeOrReason velocityRule(Operands operands, const Type &) {
  Type spatial = vectorType(6, Scalar::f32), offset = vectorType(3, Scalar::f32);
  bool suit = operands.size() == 2 && operands[0] == spatial && operands[1] == offset;
  TypeOrReason rule = ofOneScalar(operands, 2, suit, "a vector of 6 and one of 3 float32");
  return rule ? gives(offset) : rule;
}

TypeOrReason transformRule(Operands operands, const Type &) {
  bool suit = operands.size() == 2 && isSquareOf(operands[0], 4) && isVectorOf(operands[1], 3);
  TypeOrReason rule = ofOneScalar(operands, 2, suit, "a matrix of 4 rows and a vector of 3 floats");
  return rule ? gives(operands[1]) : rule;
}

}  // namespace mlir_rl::kernel
