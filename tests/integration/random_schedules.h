#pragma once

/// \file
/// Random legal schedules of any task.

#include <memory>

#include "mlir_rl/schedule/defaults.h"
#include "mlir_rl/schedule/draft.h"
#include "mlir_rl/schedule/kinds.h"
#include "mlir_rl/search/proposals.h"
#include "tests/conformance/sample_tasks.h"

namespace mlir_rl::testing {

/// Any kind on any op: reaches what the searches, which know what pays, would not try.
inline Schedule anyActions(const std::shared_ptr<const TaskSummary> &task, const Machine &machine, Random &random) {
  Draft draft = Draft::of(task);
  if (draft.nest.ops.empty()) return draft.schedule;
  for (int tries = 0, steps = int(random() % 10); tries < 40 && int(draft.schedule.actions.size()) < steps; ++tries) {
    const Kind &kind = *allKinds()[random() % allKinds().size()];
    if (kind.kind == ActionKind::stop || kind.kind == ActionKind::defaults) continue;
    Action action{.kind = kind.kind, .op = int(random() % uint64_t(draft.nest.ops.size()))};
    if (kind.propose(draft.nest, machine, random, action)) draft.act(action);
  }
  if (random() % 2) draft.finish(machine);
  return draft.schedule;
}

/// A pure function of task and seed: random actions, random proposals of the searches, mutants of the rules' schedule,
/// for machines of two kinds and one or two threads.
inline Schedule anySchedule(const std::shared_ptr<const TaskSummary> &task, uint64_t seed) {
  Random random(seed);
  Machine machine = sampleMachine();
  if (seed % 2) machine.vectorBits = 256, machine.vectorRegisters = 16;
  SearchProblem problem{task, machine, 1 + int(seed % 3 == 0), seed};
  switch (random() % 4) {
    case 0:
      return mutate(problem, defaultSchedule(task, machine, problem.threads), random);
    case 1:
      return randomSchedule(problem, random);
    default:
      return anyActions(task, machine, random);
  }
}

}  // namespace mlir_rl::testing
