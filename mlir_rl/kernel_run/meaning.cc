#include "mlir_rl/kernel_run/meaning.h"

#include <cstdio>

#include "mlir_rl/kernel_run/handlers.h"

namespace mlir_rl::kernel {

Handler meaningOf(Builtin row, const Signature &signature) {
  using Meaning = Handler (*)(const Signature &);
#define ROW(id, name, form, rule, effect, about) meaning::id,
  static constexpr Meaning all[] = {MLIR_RL_KERNEL_BUILTINS(ROW)};
#undef ROW
  return all[size_t(row)](signature);
}

std::string numberText(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.17g", value);
  return text;
}

}  // namespace mlir_rl::kernel
