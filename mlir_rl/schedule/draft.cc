#include "mlir_rl/schedule/draft.h"

#include "mlir_rl/nest/nest.h"
#include "mlir_rl/schedule/kinds.h"
#include "mlir_rl/schedule/register_tile.h"
#include "mlir_rl/schedule/streaming.h"

namespace mlir_rl {

Draft Draft::of(std::shared_ptr<const TaskSummary> task) { return {makeNest(std::move(task)), {}}; }

bool Draft::act(const Action &action) {
  const Kind &kind = kindOf(action.kind);
  if (kind.refuse(nest, action)) return false;
  kind.effect(nest, action);
  schedule.actions.push_back(action);
  return true;
}

void Draft::finish(const Machine &machine) {
  for (int i = 0; i < nest.ops.size(); ++i) {
    if (nest.ops[i].lanes >= 0) continue;
    auto tile = bestRegisterTile(nest, i, machine);
    if (!tile) continue;
    act({.kind = ActionKind::vectorize,
         .op = i,
         .dim = tile->lanes,
         .sizes = std::vector<int64_t>(tile->sizes.begin(), tile->sizes.end())});
    auto factors = unrollFactors(nest, i, machine);
    act({.kind = ActionKind::unroll, .op = i, .sizes = std::vector<int64_t>(factors.begin(), factors.end())});
    for (int operand = 0; operand < 8; ++operand)
      if (tile->packed >> operand & 1) act({.kind = ActionKind::pack, .op = i, .dim = operand});
    if (isWorthStreaming(nest, i, machine)) act({.kind = ActionKind::stream, .op = i});
  }
  act({.kind = ActionKind::stop});
}

}  // namespace mlir_rl
