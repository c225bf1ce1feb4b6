#pragma once

/// \file
/// How the two languages name scalars and write numbers.

#include "mlir_rl/kernel/tree.h"
#include "mlir_rl/kernel_text/text.h"

namespace mlir_rl::kernel::text {

enum class Target : uint8_t { cpp, cuda };

/// "int", "float", "uint8_t" or "unsigned char". float16 is "half" in both.
const char *scalarWord(Target target, Scalar scalar);
/// What functions begin with: "" or "__device__ ".
const char *functionWord(Target target);

/// An expression of exactly this type and value.
Text literalText(Target target, const Literal &value, Scalar scalar);
/// The same of a number that the type holds exactly, or of the nearest it holds.
Text numberText(Target target, double value, Scalar scalar);

/// f32 for f16, which has no arithmetic of its own; the others as they are.
Scalar computedAs(Scalar scalar);
/// An operand of that type as the type that it is computed in.
Text widened(Scalar scalar, const Text &a);
/// What was computed in computedAs(scalar), rounded to `scalar`.
Text rounded(Scalar scalar, const Text &a);

}  // namespace mlir_rl::kernel::text
