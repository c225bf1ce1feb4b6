#include "mlir_rl/schedule/kinds.h"

#include <array>
#include <cassert>

#include "mlir_rl/schedule/kinds/all.h"

namespace mlir_rl {

static constexpr std::array<const Kind *, 10> kKinds = {
    &kStop, &kDefaults, &kInterchange, &kSplit, &kTile, &kTileParallel, &kFuse, &kPack, &kVectorize, &kUnroll,
};

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
