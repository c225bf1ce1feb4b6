#include "mlir_rl/kernel_text/spelling.h"

namespace mlir_rl::kernel::text {

Text spell(Builtin row, const Use &use) {
  using Spelling = Text (*)(const Use &);
#define ROW(id, name, form, rule, effect, about) spelling::id,
  static constexpr Spelling all[] = {MLIR_RL_KERNEL_BUILTINS(ROW)};
#undef ROW
  return all[size_t(row)](use);
}

Text helper(const Use &use, const std::string &name, const std::vector<std::string> &parameters,
            const std::string &body, bool place) {
  std::vector<Parameter> typed;
  for (size_t i = 0; i < parameters.size(); ++i) typed.push_back({parameters[i], use.types[i], place && i == 0});
  use.prelude.function(use.result, name, typed, body);
  return call(name, use.operands);
}

}  // namespace mlir_rl::kernel::text
