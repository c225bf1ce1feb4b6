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

#define MLIR_RL_KERNEL_RULES(RULE)                                                                                    \
  /* Scalars, in scalar_rules.cc. "numeric": scalars other than bool, and vectors and matrices of them. */            \
  RULE(sameNumeric)                                                                                                   \
  RULE(sameScalar) RULE(sameScalarOrVector) RULE(sameFloat) RULE(sameInteger) RULE(oneNumeric) RULE(oneInteger)       \
      RULE(oneScalar) RULE(oneFloat) RULE(oneBool) RULE(bothBool) RULE(oneScalarOrVector) RULE(threeScalars)          \
          RULE(threeFloats) RULE(compares) RULE(comparesEqual) RULE(allOfScalar) RULE(extreme) RULE(blend)            \
              RULE(choice) /* Vectors and matrices, in vector_rules.cc. */                                            \
      RULE(product) RULE(quotient) RULE(dotRule) RULE(ddotRule) RULE(crossRule) RULE(outerRule) RULE(skewRule)        \
          RULE(floatVectorToScalar) RULE(vectorToScalar) RULE(oneFloatVector) RULE(vectorToIndex) RULE(sameCompound)  \
              RULE(transposeRule) RULE(squareToScalar) RULE(squareToSquare) RULE(traceRule) RULE(diagRule)            \
                  RULE(getDiagRule) RULE(identityRule) RULE(fromRowsRule)                                             \
                      RULE(fromColumnsRule) /* Arrays and random numbers, in array_rules.cc. */                       \
      RULE(lenRule) RULE(lowerBoundRule) RULE(atomicNumeric) RULE(atomicWord) RULE(atomicCompare) RULE(atomicInteger) \
          RULE(randInitRule) RULE(randnRule)

#define DECLARE(name) TypeOrReason name(Operands operands, const Type &wanted);
MLIR_RL_KERNEL_RULES(DECLARE)
#undef DECLARE

/// One scalar, cast to `to`.
TypeOrReason castScalar(Operands operands, Scalar to);
/// A state, or a state and two bounds of `drawn`.
TypeOrReason drawScalar(Operands operands, Scalar drawn);

template <Scalar to>
TypeOrReason castRule(Operands operands, const Type &) {
  return castScalar(operands, to);
}
template <Scalar drawn>
TypeOrReason drawRule(Operands operands, const Type &) {
  return drawScalar(operands, drawn);
}

}  // namespace mlir_rl::kernel
