#include "mlir_rl/schedule/kinds.h"

#include <cassert>

#include "mlir_rl/schedule/kinds/all.h"

namespace mlir_rl {

#define ROW(name) &k##name,
static constexpr const Kind *kKinds[] = {MLIR_RL_KINDS(ROW)};
#undef ROW

std::span<const Kind *const> allKinds() { return kKinds; }

const Kind &kindOf(ActionKind kind) {
  for (const Kind *row : kKinds)
    if (row->kind == kind) return *row;
  assert(false && "every kind has a row");
  return kStop;
}

const Kind *findKind(std::string_view name) {
  for (const Kind *row : kKinds)
    if (row->name == name) return row;
  return nullptr;
}

}  // namespace mlir_rl
