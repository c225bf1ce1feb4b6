#include "mlir_rl/kernel/builtin.h"

#include <cassert>

#include "mlir_rl/kernel/builtins/rules.h"

namespace mlir_rl::kernel {

std::span<const BuiltinRow> builtins() {
#define ROW(id, name, form, rule, effect, about) \
  {Builtin::id, name, BuiltinForm::form, rule, BuiltinEffect::effect, about},
  static const BuiltinRow all[] = {MLIR_RL_KERNEL_BUILTINS(ROW)};
#undef ROW
  return all;
}

const BuiltinRow &rowOf(Builtin id) { return builtins()[size_t(id)]; }

const BuiltinRow *findBuiltin(std::string_view name, BuiltinForm form) {
  for (const BuiltinRow &row : builtins())
    if (row.form == form && name == row.name) return &row;
  return nullptr;
}

std::vector<std::string> builtinNames(BuiltinForm form) {
  std::vector<std::string> names;
  for (const BuiltinRow &row : builtins())
    if (row.form == form) names.emplace_back(row.name);
  return names;
}

Builtin operatorOf(Builtin row) {
  switch (row) {
#define NAME(id, meant) \
  case Builtin::id:     \
    return Builtin::meant;
    MLIR_RL_KERNEL_OPERATORS_OF(NAME)
#undef NAME
    default:
      return row;
  }
}

Builtin castTo(Scalar scalar) { return Builtin(int(Builtin::castBool) + int(scalar)); }

std::optional<Builtin> atomicOf(Builtin op) {
  switch (op) {
    case Builtin::add:
      return Builtin::atomicAdd;
    case Builtin::sub:
      return Builtin::atomicSub;
    case Builtin::bitAnd:
      return Builtin::atomicAnd;
    case Builtin::bitOr:
      return Builtin::atomicOr;
    case Builtin::bitXor:
      return Builtin::atomicXor;
    default:
      return std::nullopt;
  }
}

}  // namespace mlir_rl::kernel
