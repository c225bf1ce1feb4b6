#include "mlir_rl/kernel_lower/math_names.h"

#include <algorithm>

namespace mlir_rl::kernel::lowering {

/// Besides those of the table: what LLVM may call by itself.
static constexpr std::string_view kOthers[] = {
    "memcpy", "memmove", "memset", "bcmp", "memcmp", "strlen",   "abort",     "fmod",      "sqrt", "floor",
    "ceil",   "trunc",   "round",  "rint", "fabs",   "copysign", "roundeven", "nearbyint", "main"};

bool isReserved(std::string_view name) {
#define NAME(op, name) name,
  static constexpr std::string_view functions[] = {MLIR_RL_KERNEL_MATH(NAME)};
#undef NAME
  std::string_view base = name.ends_with('f') ? name.substr(0, name.size() - 1) : name;
  auto is = [&](std::string_view function) { return name == function || base == function; };
  return std::any_of(std::begin(functions), std::end(functions), is) ||
         std::any_of(std::begin(kOthers), std::end(kOthers), is) || name.starts_with("__");
}

}  // namespace mlir_rl::kernel::lowering
