// How functions of the C library are written: by their own names, in the width of their operands.

#include <numbers>

#include "mlir_rl/kernel_text/builtins/scalars.h"
#include "mlir_rl/kernel_text/spelling.h"

namespace mlir_rl::kernel::text {

namespace {

Text library(const Use &use, const char *function) {
  return mathematics(use.prelude, function, use.result.scalar, use.operands);
}

/// Of x in -1..1, where it is clamped to; in the width that it is computed in.
Text ofUnitRange(const Use &use, const char *function) {
  Prelude &prelude = use.prelude;
  Scalar scalar = use.result.scalar, wide = computedAs(scalar);
  Text x = clamped(prelude, wide, widened(scalar, use.operands[0]), prelude.number(-1, wide), prelude.number(1, wide));
  return rounded(scalar, mathematics(prelude, function, wide, {x}));
}

Text scaledBy(const Use &use, double factor) {
  Scalar scalar = use.result.scalar, wide = computedAs(scalar);
  use.prelude.word(scalar);
  Text x = widened(scalar, use.operands[0]);
  return rounded(scalar, infix(x, "*", use.prelude.number(factor, wide), Binding::product));
}

}  // namespace

namespace spelling {

#define LIBRARY(id, function) \
  Text id(const Use &use) { return library(use, function); }
LIBRARY(copysign, "copysign")
LIBRARY(sinOf, "sin")
LIBRARY(cosOf, "cos")
LIBRARY(tanOf, "tan")
LIBRARY(atanOf, "atan")
LIBRARY(atan2Of, "atan2")
LIBRARY(sinhOf, "sinh")
LIBRARY(coshOf, "cosh")
LIBRARY(tanhOf, "tanh")
LIBRARY(expOf, "exp")
LIBRARY(logOf, "log")
LIBRARY(log2Of, "log2")
LIBRARY(log10Of, "log10")
LIBRARY(sqrtOf, "sqrt")
LIBRARY(cbrtOf, "cbrt")
LIBRARY(erfOf, "erf")
LIBRARY(erfcOf, "erfc")
LIBRARY(roundOf, "round")
LIBRARY(rintOf, "rint")
LIBRARY(truncOf, "trunc")
LIBRARY(floorOf, "floor")
LIBRARY(ceilOf, "ceil")
#undef LIBRARY

Text asinOf(const Use &use) { return ofUnitRange(use, "asin"); }
Text acosOf(const Use &use) { return ofUnitRange(use, "acos"); }
Text degrees(const Use &use) { return scaledBy(use, 180 / std::numbers::pi); }
Text radians(const Use &use) { return scaledBy(use, std::numbers::pi / 180); }

Text frac(const Use &use) {
  Text whole = mathematics(use.prelude, "trunc", use.result.scalar, {Text{"x"}});
  return helper(use, "frac", {"x"}, returned(operation(use.prelude, Builtin::sub, use.result.scalar, {"x"}, whole)));
}

}  // namespace spelling

}  // namespace mlir_rl::kernel::text
