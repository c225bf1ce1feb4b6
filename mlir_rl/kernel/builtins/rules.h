#pragma once

/// \file
/// Typing rules that rows of the table of builtins name. Each says what it takes.

#include "mlir_rl/kernel/builtin.h"

namespace mlir_rl::kernel {

using Operands = std::span<const Type>;

/// "takes N operands, not M", or "".
std::string wrongCount(Operands operands, size_t least, size_t most);
/// "takes WHAT, not float32 and int32".
TypeOrReason takes(const std::string &what, Operands operands);
inline TypeOrReason gives(const Type &type) { return {type, ""}; }
/// Two types that should be one: which cast to write, when both are scalars.
TypeOrReason differ(const Type &a, const Type &b);

using Rule = TypeOrReason(Operands operands, const Type &wanted);

/// Scalars, in scalar_rules.cc. "Numeric": scalars other than bool, and vectors and matrices of them.
Rule sameNumeric, sameScalar, sameScalarOrVector, sameFloat, sameInteger, oneNumeric, oneInteger, oneScalar, oneFloat,
    oneBool, bothBool, oneScalarOrVector, threeScalars, threeFloats, compares, comparesEqual, allOfScalar, extreme,
    blend, choice, bitCountRule;
/// Vectors and matrices, in vector_rules.cc.
Rule product, quotient, dotRule, ddotRule, crossRule, outerRule, skewRule, floatVectorToScalar, vectorToScalar,
    oneFloatVector, vectorToIndex, sameCompound, transposeRule, squareToScalar, squareToSquare, traceRule, diagRule,
    getDiagRule, identityRule, fromRowsRule, fromColumnsRule, normRule, thresholdNormRule, smoothNormalizeRule;
/// Rigid bodies, in spatial_rules.cc.
Rule spatialDotRule, spatialCrossRule, spatialPartRule, spatialAdjointRule, velocityRule, transformRule;
/// Arrays and random numbers, in array_rules.cc.
Rule lenRule, lowerBoundRule, atomicNumeric, atomicWord, atomicCompare, atomicInteger, randInitRule, randnRule;

/// One scalar, cast to `to`.
TypeOrReason castScalar(Operands operands, Scalar to);
/// A state, or a state and two bounds of `drawn`.
TypeOrReason drawScalar(Operands operands, Scalar drawn);
/// A state; gives a vector of float32.
TypeOrReason drawVector(Operands operands, int length);

template <Scalar To>
TypeOrReason castRule(Operands operands, const Type &) {
  return castScalar(operands, To);
}
template <Scalar Drawn>
TypeOrReason drawRule(Operands operands, const Type &) {
  return drawScalar(operands, Drawn);
}
template <int Length>
TypeOrReason sampleRule(Operands operands, const Type &) {
  return drawVector(operands, Length);
}

}  // namespace mlir_rl::kernel
