#include "mlir_rl/env/choices.h"

#include <algorithm>
#include <numeric>

#include "mlir_rl/env/fixed_sizes.h"
#include "mlir_rl/nest/moves.h"
#include "mlir_rl/schedule/candidates.h"
#include "mlir_rl/schedule/containers.h"
#include "mlir_rl/schedule/defaults.h"
#include "mlir_rl/schedule/kinds.h"
#include "mlir_rl/schedule/replay.h"
#include "mlir_rl/schedule/streaming.h"
#include "mlir_rl/schedule/text.h"

namespace mlir_rl {

namespace {

constexpr int kContainers = 16, kTilesPerLanes = 6, kRegisterTiles = 18, kSizesPerLoop = 4;

template <class T>
void append(std::string &key, const T &value) {
  key.append(reinterpret_cast<const char *>(&value), sizeof value);
}

std::string keyOf(const LoopNest &nest, int index) {
  const NestOp &op = nest.ops[index];
  std::string key = nest.task->hash;
  append(key, op.summary);
  append(key, op.packed);
  for (const NestLoop &loop : op.loops) {
    append(key, loop.extent);
    append(key, loop.origin);
    append(key, loop.stride);
  }
  return key;
}

/// Collects choices and what the task would cost after each.
class Lister {
 public:
  Lister(const Draft &draft, int op, int threads, TileMemory &memory)
      : draft_(draft), op_(op), threads_(threads), memory_(memory) {}

  std::vector<Candidate> list() {
    choices_.push_back({CandidateKind::next, {}, memory_.estimate(draft_.nest, threads_)});
    if (draft_.schedule.actions.empty())
      choices_.push_back({CandidateKind::rules, {}, memory_.rules(draft_.nest.task, threads_).cycles});
    const NestOp &op = draft_.nest.ops[op_];
    if (op.lanes < 0) {
      bool isFixed = memory_.sizes() == SizeSource::fixed;
      isFixed ? addFixedTiles() : addContainers();
      if (!isFixed) addTiles();
      addInterchanges();
      addCuts();
      addRegisterTiles(isFixed ? fixedRegisterTiles(op) : memory_.ranked(draft_.nest, op_));
    } else {
      addUnrolls();
      addPacks();
      if (mayStream(draft_.nest, op_, memory_.machine())) add({.kind = ActionKind::stream, .op = op_});
    }
    if (int(choices_.size()) > kMaxChoices) choices_.resize(kMaxChoices);
    return std::move(choices_);
  }

 private:
  const NestOp &target() const { return draft_.nest.ops[op_]; }

  /// False when the action is not legal or does nothing new.
  bool add(const Action &action) {
    if (kindOf(action.kind).refuse(draft_.nest, action)) return false;
    for (const Candidate &choice : choices_)
      if (choice.kind == CandidateKind::act && choice.action == action) return false;
    LoopNest after = draft_.nest;
    kindOf(action.kind).effect(after, action);
    choices_.push_back({CandidateKind::act, action, memory_.estimate(after, threads_)});
    return true;
  }

  /// The containers the model likes best, and every eighth of the others: the model may be wrong.
  void addContainers() {
    size_t first = choices_.size();
    bool parallel = threads_ > 1 && target().outer.empty();
    for (const auto &sizes : containerSizes(target()))
      for (bool pads : {false, true}) add(containerAround(draft_.nest, op_, sizes, parallel, pads));
    auto begin = choices_.begin() + long(first);
    std::sort(begin, choices_.end(), [](const Candidate &a, const Candidate &b) { return a.cycles < b.cycles; });
    size_t kept = first + std::min<size_t>(kContainers * 3 / 4, choices_.size() - first);
    size_t step = std::max<size_t>(1, (choices_.size() - kept) / (kContainers / 4));
    for (size_t i = kept; i < choices_.size() && kept < first + kContainers; i += step)
      std::swap(choices_[kept++], choices_[i]);
    choices_.resize(kept);
  }

  /// One loop at a time, its middle divisors: blocks for the caches.
  void addTiles() {
    const NestOp &op = target();
    for (int d = 0; d < op.loops.size(); ++d) {
      if (op.loops[d].extent < 16) continue;
      Candidates sizes = divisorsBelow(op.loops[d].extent);
      int added = 0;
      for (int i = sizes.size() - 1; i >= 0 && sizes[i] >= 8 && added < kSizesPerLoop; --i) {
        Action tile{.kind = ActionKind::tile, .op = op_, .sizes = std::vector<int64_t>(size_t(op.loops.size()), 0)};
        tile.sizes[size_t(d)] = sizes[i];
        added += add(tile);
      }
    }
  }

  void addInterchanges() {
    const NestOp &op = target();
    for (int a = 0; a < op.loops.size(); ++a)
      for (int b = a + 1; b < op.loops.size(); ++b) {
        if (op.loops[a].extent == 1 || op.loops[b].extent == 1 || op.loops[a].kind != op.loops[b].kind) continue;
        Action swap{.kind = ActionKind::interchange, .op = op_, .list = std::vector<int64_t>(size_t(op.loops.size()))};
        std::iota(swap.list.begin(), swap.list.end(), 0);
        std::swap(swap.list[size_t(a)], swap.list[size_t(b)]);
        add(swap);
      }
  }

  /// What an extent that no size divides may need: a cut after the last whole vector, or padding to one.
  void addCuts() {
    const NestOp &op = target();
    int64_t width = lanesPerVector(draft_.nest.summaryOf(op), memory_.machine());
    for (int d = 0; d < op.loops.size(); ++d) {
      int64_t extent = op.loops[d].extent;
      if (extent % width == 0 || extent < width) continue;
      add({.kind = ActionKind::split, .op = op_, .dim = d, .sizes = {extent / width * width}});
      Action pad{.kind = ActionKind::pad, .op = op_, .sizes = std::vector<int64_t>(size_t(op.loops.size()), 0)};
      pad.sizes[size_t(d)] = width;
      if ((extent + width - 1) / width * width <= extent + extent / 8) add(pad);
    }
  }

  /// Each tile plain, and with the producers that can join it.
  void addFixedTiles() {
    bool parallel = threads_ > 1 && target().outer.empty();
    for (const auto &sizes : fixedTiles(target())) {
      add({.kind = ActionKind::tile, .op = op_, .sizes = sizes});
      add(containerAround(draft_.nest, op_, sizes, parallel, false));
    }
  }

  void addRegisterTiles(const std::vector<RegisterTile> &tiles) {
    for (const RegisterTile &tile : tiles)
      add({.kind = ActionKind::vectorize,
           .op = op_,
           .dim = tile.lanes,
           .sizes = std::vector<int64_t>(tile.sizes.begin(), tile.sizes.end())});
  }

  void addUnrolls() {
    const NestOp &op = target();
    auto rules = unrollFactors(draft_.nest, op_, memory_.machine());
    add({.kind = ActionKind::unroll, .op = op_, .sizes = std::vector<int64_t>(rules.begin(), rules.end())});
    for (int d = op.loops.size() - 1; d >= 0; --d) {
      if (op.loops[d].kind != IteratorKind::reduction) continue;
      for (int64_t factor : {2, 3, 4, 5, 7, 8}) {
        bool window = factor % 2 == 1;
        if (window != (op.loops[d].extent == factor)) continue;
        Action unroll{.kind = ActionKind::unroll, .op = op_, .sizes = std::vector<int64_t>(size_t(op.loops.size()), 0)};
        unroll.sizes[size_t(d)] = factor;
        add(unroll);
      }
    }
  }

  void addPacks() {
    for (int operand = 0; operand < int(draft_.nest.summaryOf(target()).accesses.size()); ++operand)
      add({.kind = ActionKind::pack, .op = op_, .dim = operand});
  }

  const Draft &draft_;
  int op_, threads_;
  TileMemory &memory_;
  std::vector<Candidate> choices_;
};

}  // namespace

std::optional<RegisterTile> TileMemory::best(const LoopNest &nest, int op) {
  auto [found, isNew] = tiles_.try_emplace(keyOf(nest, op));
  if (isNew) found->second = bestRegisterTile(nest, op, machine_);
  return found->second;
}

const std::vector<RegisterTile> &TileMemory::ranked(const LoopNest &nest, int op) {
  auto [found, isNew] = ranked_.try_emplace(keyOf(nest, op));
  if (!isNew) return found->second;
  found->second = registerTiles(nest, op, machine_, kTilesPerLanes);
  if (found->second.size() > kRegisterTiles) found->second.resize(kRegisterTiles);
  return found->second;
}

const TileMemory::Rules &TileMemory::rules(const std::shared_ptr<const TaskSummary> &task, int threads) {
  auto [found, isNew] = rules_.try_emplace(task->hash + (task->leaves ? " leaves " : " ") + std::to_string(threads));
  if (!isNew) return found->second;
  Rules &rules = found->second;
  rules.schedule = defaultSchedule(task, machine_, threads);
  if (auto nest = replay(task, rules.schedule)) rules.cycles = estimateSchedule(*nest, machine_, threads);
  return rules;
}

double TileMemory::estimate(const LoopNest &nest, int threads) {
  return estimateNest(nest, machine_, threads,
                      [this](const LoopNest &n, int op, const Machine &machine) -> std::optional<RegisterTile> {
                        const NestOp &it = n.ops[op];
                        if (it.lanes < 0) return best(n, op);
                        RegisterTile tile{it.registerTile, it.lanes, it.packed, 0};
                        tile.cycles = estimateCycles(n, op, machine, tile);
                        return tile;
                      });
}

std::string nameOf(const Candidate &choice) {
  if (choice.kind == CandidateKind::act) return printAction(choice.action);
  return choice.kind == CandidateKind::next ? "next" : choice.kind == CandidateKind::rules ? "rules" : "end";
}

std::vector<Candidate> choicesFor(const Draft &draft, int op, int threads, TileMemory &memory) {
  return Lister(draft, op, threads, memory).list();
}

}  // namespace mlir_rl
