#include "mlir_rl/schedule/defaults.h"

#include <numeric>
#include <optional>

#include "mlir_rl/nest/access.h"
#include "mlir_rl/nest/moves.h"
#include "mlir_rl/schedule/candidates.h"
#include "mlir_rl/schedule/containers.h"
#include "mlir_rl/schedule/cost.h"
#include "mlir_rl/schedule/draft.h"

namespace mlir_rl {

namespace {

bool isRoot(const LoopNest &nest, int index) {
  for (const NestOp &op : nest.ops)
    for (const Access &access : nest.summaryOf(op).accesses)
      if (access.source == SourceKind::op && access.producer == index) return false;
  return true;
}

constexpr int64_t kLongReduction = 1024, kShortestBlock = 128, kLongestBlock = 1024;

struct Chooser {
  const Machine &machine;
  int threads;
  std::optional<Draft> best;
  double cost = 0;

  /// The draft as it is, with a long reduction of its heaviest op in blocks that caches hold, and with one that lies
  /// outside of a parallel loop step by step: rows added to rows are read in the order they lie.
  void consider(const Draft &draft) {
    considerOne(draft);
    int heavy = draft.nest.task->anchor;
    const NestOp &op = draft.nest.ops[heavy];
    for (int d = 0; d < op.loops.size(); ++d) {
      if (op.loops[d].kind != IteratorKind::reduction || op.loops[d].extent == 1) continue;
      if (isOutside(op, d)) considerBlock(draft, heavy, d, 1);
      if (op.loops[d].extent < kLongReduction || streams(draft.nest.summaryOf(op))) continue;
      for (int64_t size : divisorsBelow(op.loops[d].extent))
        if (size >= kShortestBlock && size <= kLongestBlock) considerBlock(draft, heavy, d, size);
    }
  }

  /// Whether some input is read once from end to end: shorter rows only make that slower.
  static bool streams(const OpSummary &op) {
    for (const Access &access : op.accesses)
      if (!access.isOutput && isTouchedOnce(op, access)) return true;
    return false;
  }

  static bool isOutside(const NestOp &op, int reduction) {
    for (int d = reduction + 1; d < op.loops.size(); ++d)
      if (op.loops[d].kind == IteratorKind::parallel && op.loops[d].extent > 1) return true;
    return false;
  }

  void considerBlock(const Draft &draft, int op, int loop, int64_t size) {
    Action block{.kind = ActionKind::tile, .op = op, .sizes = std::vector<int64_t>(draft.nest.ops[op].loops.size(), 0)};
    block.sizes[size_t(loop)] = size;
    Draft blocked = draft;
    if (blocked.act(block)) considerOne(blocked);
  }

  void considerOne(const Draft &draft) {
    double estimate = estimateNest(draft.nest, machine, threads);
    if (best && estimate >= cost) return;
    best = draft;
    cost = estimate;
  }

  /// The draft as it is, and with two parallel loops of its heaviest op swapped.
  void considerOrders(const Draft &draft) {
    consider(draft);
    int heavy = draft.nest.task->anchor;
    const NestOp &op = draft.nest.ops[heavy];
    for (int a = 0; a < op.loops.size(); ++a)
      for (int b = a + 1; b < op.loops.size(); ++b) {
        if (op.loops[a].kind != IteratorKind::parallel || op.loops[b].kind != IteratorKind::parallel) continue;
        if (op.loops[a].extent == 1 || op.loops[b].extent == 1) continue;
        Action swap{.kind = ActionKind::interchange, .op = heavy, .list = std::vector<int64_t>(op.loops.size())};
        std::iota(swap.list.begin(), swap.list.end(), 0);
        std::swap(swap.list[a], swap.list[b]);
        Draft swapped = draft;
        if (swapped.act(swap)) consider(swapped);
      }
  }

  void considerContainer(const Draft &draft, int root, const std::vector<int64_t> &sizes) {
    // With threads, serial ones too: what is small is not worth waking them.
    for (bool parallel : {threads > 1, false})
      for (bool pads : {false, true}) {
        Draft tiled = draft;
        if (tiled.act(containerAround(draft.nest, root, sizes, parallel, pads)))
          pads ? consider(tiled) : considerOrders(tiled);
        if (threads == 1 && pads) return;
      }
  }
};

/// Without reductions and producers there is nothing to keep in a cache.
bool gainsFromContainer(const LoopNest &nest, int root, int threads) {
  if (threads > 1) return true;
  for (const Access &access : nest.summaryOf(nest.ops[root]).accesses)
    if (access.source == SourceKind::op) return true;
  for (const NestLoop &loop : nest.ops[root].loops)
    if (loop.kind == IteratorKind::reduction) return true;
  return false;
}

Draft arrange(Draft draft, int root, const Machine &machine, int threads) {
  Chooser chooser{machine, threads, std::nullopt};
  chooser.considerOrders(draft);
  if (gainsFromContainer(draft.nest, root, threads))
    for (const auto &sizes : containerSizes(draft.nest.ops[root])) chooser.considerContainer(draft, root, sizes);
  return *std::move(chooser.best);
}

}  // namespace

Schedule defaultSchedule(const std::shared_ptr<const TaskSummary> &task, const Machine &machine, int threads) {
  Draft draft = Draft::of(task);
  for (int i = 0; i < draft.nest.ops.size(); ++i)
    if (isRoot(draft.nest, i) && !draft.nest.ops[i].loops.empty())
      draft = arrange(std::move(draft), i, machine, threads);
  draft.finish(machine);
  return draft.schedule;
}

}  // namespace mlir_rl
