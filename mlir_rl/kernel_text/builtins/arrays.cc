// How functions of arrays are written, but for atomics (atomics.cc).

#include "mlir_rl/kernel_text/spelling.h"

namespace mlir_rl::kernel::text {

static const char *const kSearch =
    "int low = begin, high = begin < end ? end - 1 : begin;\n"
    "while (low < high) {\n"
    "  int middle = low + (high - low) / 2;\n"
    "  if (a[middle] < value)\n"
    "    low = middle + 1;\n"
    "  else\n"
    "    high = middle;\n"
    "}\n"
    "return low;\n";

namespace spelling {

Text len(const Use &use) {
  const Type &type = use.types[0];
  if (!type.isArray()) return use.prelude.number(type.rows, Scalar::i32);
  return {within(use.operands[0], Binding::atom) + ".shape[0]"};
}

Text lowerBound(const Use &use) {
  const Type &array = use.types.front(), &value = use.types.back();
  use.prelude.function(kI32, "lower_bound", {{"a", array}, {"begin", kI32}, {"end", kI32}, {"value", value}}, kSearch);
  if (use.types.size() == 4) return call("lower_bound", use.operands);
  return helper(use, "lower_bound", {"a", "value"}, returned("lower_bound(a, 0, a.shape[0], value)"));
}

}  // namespace spelling

}  // namespace mlir_rl::kernel::text
