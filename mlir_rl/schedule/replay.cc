#include "mlir_rl/schedule/replay.h"

#include "mlir_rl/nest/nest.h"
#include "mlir_rl/schedule/defaults.h"
#include "mlir_rl/schedule/kinds.h"
#include "mlir_rl/schedule/text.h"

namespace mlir_rl {

Result<LoopNest> apply(const LoopNest &nest, const Action &action) {
  const Kind &kind = kindOf(action.kind);
  if (Refusal why = kind.refuse(nest, action)) return badUsage("'" + printAction(action) + "' is refused: " + why);
  LoopNest after = nest;
  kind.effect(after, action);
  return after;
}

Result<LoopNest> replay(std::shared_ptr<const TaskSummary> task, const Schedule &schedule) {
  LoopNest nest = makeNest(std::move(task));
  for (size_t i = 0; i < schedule.actions.size(); ++i) {
    Result<LoopNest> next = apply(nest, schedule.actions[i]);
    if (!next)
      return badUsage("action " + std::to_string(i + 1) + " of the schedule of task " + nest.task->name + ": " +
                      next.error().message);
    nest = *std::move(next);
  }
  return nest;
}

Schedule expandDefault(const std::shared_ptr<const TaskSummary> &task, const Schedule &schedule, const Machine &machine,
                       int threads) {
  if (schedule.actions.empty() || schedule.actions.front().kind != ActionKind::defaults) return schedule;
  Schedule result = defaultSchedule(task, machine, threads);
  bool more = schedule.actions.size() > 1;
  if (more && !result.actions.empty() && result.actions.back().kind == ActionKind::stop) result.actions.pop_back();
  result.actions.insert(result.actions.end(), schedule.actions.begin() + 1, schedule.actions.end());
  return result;
}

}  // namespace mlir_rl
