#include "mlir_rl/kernel_lower/lowering.h"

namespace mlir_rl::kernel::lowering {

Value lower(Builtin row, Ops &ops, const Call &call) {
  using Lowering = Value (*)(Ops &, const Call &);
#define ROW(id, name, form, rule, effect, about) lowerings::id,
  static constexpr Lowering all[] = {MLIR_RL_KERNEL_BUILTINS(ROW)};
#undef ROW
  return all[size_t(row)](ops, call);
}

}  // namespace mlir_rl::kernel::lowering
