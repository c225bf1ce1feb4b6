#include "mlir_rl/search/proposals.h"

#include "mlir_rl/schedule/kinds.h"

namespace mlir_rl {

namespace {

/// Kinds worth proposing, those that matter most more often.
constexpr ActionKind kStructural[] = {ActionKind::fuse,        ActionKind::fuse,  ActionKind::tile,
                                      ActionKind::interchange, ActionKind::split, ActionKind::pad};

std::optional<Action> proposal(const LoopNest &nest, const Machine &machine, Random &random, ActionKind kind, int op) {
  Action action{.kind = kind, .op = op};
  if (!kindOf(kind).propose(nest, machine, random, action)) return std::nullopt;
  return action;
}

ActionKind structuralKind(int threads, Random &random) {
  if (threads > 1 && random() % 3 == 0) return ActionKind::tileParallel;
  if (threads > 1 && random() % 8 == 0) return ActionKind::decompose;
  return kStructural[random() % std::size(kStructural)];
}

int anyOp(const LoopNest &nest, Random &random) { return int(random() % uint64_t(std::max(1, nest.ops.size()))); }

/// The heaviest op half of the time.
int likelyOp(const LoopNest &nest, Random &random) { return random() % 2 ? nest.task->anchor : anyOp(nest, random); }

/// Half of the time the tile in registers: it decides most.
ActionKind anyKind(int threads, Random &random) {
  switch (random() % 8) {
    case 0:
      return random() % 4 ? ActionKind::pack : ActionKind::stream;
    case 1:
      return ActionKind::unroll;
    case 2:
    case 3:
    case 4:
      return ActionKind::vectorize;
    default:
      return structuralKind(threads, random);
  }
}

void actRandomly(Draft &draft, const SearchProblem &problem, Random &random) {
  ActionKind kind = anyKind(problem.threads, random);
  if (auto action = proposal(draft.nest, problem.machine, random, kind, likelyOp(draft.nest, random)))
    draft.act(*action);
}

/// A changed form of `action`: the same kind and op with new parameters.
std::optional<Action> varied(const LoopNest &nest, const SearchProblem &problem, Random &random, const Action &action) {
  if (action.op >= nest.ops.size()) return std::nullopt;
  return proposal(nest, problem.machine, random, action.kind, action.op);
}

/// One size of the action one candidate up or down: small steps in a landscape that is mostly smooth.
Action nudged(Action action, Random &random) {
  if (action.sizes.empty()) return action;
  int64_t &size = action.sizes[random() % action.sizes.size()];
  switch (random() % 4) {
    case 0:
      size += 1;
      break;
    case 1:
      size = std::max<int64_t>(size - 1, action.kind == ActionKind::vectorize);
      break;
    case 2:
      size *= 2;
      break;
    default:
      size = std::max<int64_t>(size / 2, action.kind == ActionKind::vectorize);
  }
  return action;
}

}  // namespace

Schedule randomSchedule(const SearchProblem &problem, Random &random) {
  Draft draft = Draft::of(problem.task);
  for (uint64_t left = 1 + random() % 5; left > 0; --left) actRandomly(draft, problem, random);
  draft.finish(problem.machine);
  return draft.schedule;
}

Schedule mutate(const SearchProblem &problem, const Schedule &parent, Random &random) {
  Draft draft = Draft::of(problem.task);
  size_t at = random() % (parent.actions.size() + 1);  // at the end: an action more
  uint64_t how = random() % 8;
  for (size_t i = 0; i < parent.actions.size(); ++i) {
    const Action &action = parent.actions[i];
    if (action.kind == ActionKind::stop) continue;
    if (i != at) {
      draft.act(action);
    } else if (how < 2) {
      draft.act(nudged(action, random)) || draft.act(action);
    } else if (how < 4) {
      auto other = varied(draft.nest, problem, random, action);
      draft.act(other ? *other : action);
    } else if (how < 7) {
      actRandomly(draft, problem, random);
      draft.act(action);
    }  // else dropped
  }
  if (at >= parent.actions.size()) actRandomly(draft, problem, random);
  draft.finish(problem.machine);
  return draft.schedule;
}

Schedule crossover(const SearchProblem &problem, const Schedule &first, const Schedule &second, Random &random) {
  uint64_t fromFirst = random();
  Draft draft = Draft::of(problem.task);
  auto takeFrom = [&](const Schedule &parent, bool isFirst) {
    for (const Action &action : parent.actions)
      if (action.kind != ActionKind::stop && bool(fromFirst >> (action.op % 64) & 1) == isFirst) draft.act(action);
  };
  takeFrom(first, true);
  takeFrom(second, false);
  draft.finish(problem.machine);
  return draft.schedule;
}

}  // namespace mlir_rl
