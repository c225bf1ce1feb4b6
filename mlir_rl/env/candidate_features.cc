#include "mlir_rl/env/candidate_features.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "mlir_rl/flow/artifact.h"
#include "mlir_rl/nest/access.h"
#include "mlir_rl/schedule/candidates.h"
#include "mlir_rl/schedule/kinds.h"

namespace mlir_rl {

namespace {

using Tile = InlineVector<int64_t, kMaxLoops>;

/// An action and the op it acts on; without scene or action all columns are 0.
struct View {
  const Scene *scene = nullptr;
  const Action *action = nullptr;
  /// Whether more is shown than which one it is.
  bool isExplained() const { return scene && scene->sizes == SizeSource::machine; }
  explicit operator bool() const { return scene && action && action->op < scene->nest.ops.size(); }
  const NestOp &op() const { return scene->nest.ops[action->op]; }
  const OpSummary &summary() const { return scene->nest.summaryOf(op()); }
  bool is(ActionKind kind) const { return *this && action->kind == kind; }
  bool hasSizes() const { return *this && int(action->sizes.size()) == op().loops.size(); }
  bool isTile() const {
    return hasSizes() &&
           (is(ActionKind::tile) || is(ActionKind::tileParallel) || is(ActionKind::fuse) || is(ActionKind::vectorize));
  }
};

/// Iterations of each loop inside one tile.
Tile tileOf(const View &v) {
  Tile tile = extentsOf(v.op());
  for (int d = 0; d < v.op().loops.size(); ++d)
    if (v.action->sizes[size_t(d)] > 0) tile[d] = std::min(tile[d], v.action->sizes[size_t(d)]);
  return tile;
}

/// Bytes that one tile touches, against the caches.
void putFootprint(Row &row, const View &v) {
  double bytes = 0;
  if (v.hasSizes()) {
    Tile tile = tileOf(v);
    for (const Access &access : v.summary().accesses) {
      double elements = 1;
      for (int dim = 0; dim < int(access.dims.size()); ++dim) elements *= double(footprint(v.op(), access, dim, tile));
      bytes += elements * double(elementBytes(access.type));
    }
  }
  for (int level : {1, 2, 3})
    row.put("tile_of_l" + std::to_string(level),
            bytes > 0 ? std::log2(bytes / cacheBytes(v.scene->machine, level)) / 10 : 0);
}

/// How the tile cuts the loops.
void putTile(Row &row, const View &v) {
  double points = 1, reduction = 1, trips = 1, waste = 1;
  int cut = 0;
  if (v.isTile()) {
    Tile tile = tileOf(v);
    for (int d = 0; d < v.op().loops.size(); ++d) {
      const NestLoop &loop = v.op().loops[d];
      double count = double((loop.extent + tile[d] - 1) / tile[d]);
      points *= double(tile[d]);
      if (loop.kind == IteratorKind::reduction) reduction *= double(tile[d]);
      trips *= count;
      waste *= count * double(tile[d]) / double(loop.extent);
      cut += loop.extent % tile[d] != 0;
    }
  }
  row.log("tile_points", points);
  row.log("tile_reduction", reduction);
  row.log("tile_trips", trips);
  row.put("tile_waste", std::log2(waste));
  row.put("tile_cut_loops", cut / 4.0);
}

/// Bytes of an access in a row of one tile.
double runOf(const View &v, const Access &access) {
  if (access.dims.empty()) return 1;
  return double(footprint(v.op(), access, int(access.dims.size()) - 1, tileOf(v)) * elementBytes(access.type));
}

/// What becomes lanes, and how many registers hold the results.
void putLanes(Row &row, const View &v) {
  bool on = v.is(ActionKind::vectorize) && v.hasSizes() && v.action->dim >= 0;
  int lanes = on ? v.action->dim : 0;
  double width = on ? double(lanesPerVector(v.summary(), v.scene->machine)) : 1;
  double size = on ? double(v.action->sizes[size_t(lanes)]) : 0, results = 1;
  if (on)
    for (int d = 0; d < v.op().loops.size(); ++d)
      if (v.op().loops[d].kind == IteratorKind::parallel)
        results *= std::max(1.0, double(v.action->sizes[size_t(d)]) / (d == lanes ? width : 1));
  row.put("lanes_vectors", size / width / 4);
  row.put("lanes_left_over", on ? double(v.op().loops[lanes].extent % v.action->sizes[size_t(lanes)]) / size : 0);
  row.put("lanes_reduction", on && v.op().loops[lanes].kind == IteratorKind::reduction);
  row.put("result_vectors", on ? std::log2(results) / 4 : 0);
  row.put("result_registers", on ? results / std::max(1.0, double(v.scene->machine.vectorRegisters)) : 0);
}

/// The loop that runs fastest after the action: lanes, or the last one of an interchange.
int fastestLoop(const View &v) {
  if (v.is(ActionKind::vectorize)) return v.action->dim;
  if (v.is(ActionKind::interchange) && !v.action->list.empty()) return int(v.action->list.back());
  return -1;
}

void putAccesses(Row &row, const View &v) {
  int loop = v ? fastestLoop(v) : -1;
  for (int i = 0; i < kShownAccesses; ++i) {
    bool there = v && i < int(v.summary().accesses.size());
    const Access *access = there ? &v.summary().accesses[size_t(i)] : nullptr;
    row.put("moves_access_" + std::to_string(i), access && loop >= 0 ? movement(v.op(), *access, loop) : 0);
    row.log("run_of_access_" + std::to_string(i), access && v.isTile() ? runOf(v, *access) : 1);
  }
}

void putAction(Row &row, const View &v) {
  row.oneHot("kind", v.action ? int(v.action->kind) : -1, kNumActionKinds);
  row.put("dim", v.action ? (v.action->dim + 1) / 10.0 : 0);
  row.put("list", v.action ? double(v.action->list.size()) / 10 : 0);
  for (int d = 0; d < kMaxLoops; ++d) {
    bool there = v.action && d < int(v.action->sizes.size());
    row.log("size_" + std::to_string(d), there ? double(v.action->sizes[size_t(d)]) : 1);
  }
  for (int i = 0; i < kMaxLoops; ++i) {
    bool moved = v.is(ActionKind::interchange) && i < int(v.action->list.size());
    row.put("moved_" + std::to_string(i), moved && v.action->list[size_t(i)] != i);
  }
  View shown = v.isExplained() ? v : View();
  putFootprint(row, shown);
  putTile(row, shown);
  putLanes(row, shown);
  putAccesses(row, shown);
}

struct Costs {
  double cycles = 1, untouched = 1, rules = 1, best = 1;
};

void putCosts(Row &row, const Costs &costs) {
  row.ratio("cycles_to_untouched", costs.cycles / costs.untouched);
  row.put("cycles_to_rules", finely(costs.cycles, costs.rules));
  row.put("cycles_to_best", finely(costs.cycles, costs.best));
  row.put("cycles_unknown", !std::isfinite(costs.cycles));
}

void putCandidate(Row row, const Scene *scene, const Candidate *choice, bool ofRules, const Costs &costs) {
  row.put("next", choice && choice->kind == CandidateKind::next);
  row.put("rules", choice && choice->kind == CandidateKind::rules);
  row.put("end", choice && choice->kind == CandidateKind::end);
  row.put("of_rules", ofRules);
  putCosts(row, costs);
  putAction(row, {scene, choice && choice->kind == CandidateKind::act ? &choice->action : nullptr});
}

}  // namespace

std::vector<bool> choicesOfRules(const std::vector<Candidate> &choices, const Schedule &rules, const Schedule &taken) {
  auto times = [](const Schedule &schedule, const Action &action) {
    return std::count(schedule.actions.begin(), schedule.actions.end(), action);
  };
  std::vector<bool> marks(choices.size(), false);
  for (const Action &action : rules.actions) {
    auto isIt = [&](const Candidate &c) { return c.kind == CandidateKind::act && c.action == action; };
    auto found = std::find_if(choices.begin(), choices.end(), isIt);
    if (found == choices.end() || times(rules, action) <= times(taken, action)) continue;
    marks[size_t(found - choices.begin())] = true;
    return marks;
  }
  for (size_t i = 0; i < choices.size(); ++i) marks[i] = choices[i].kind == CandidateKind::next;
  return marks;
}

CandidateWriter::CandidateWriter(const Scene &scene, const std::vector<Candidate> &choices)
    : scene_(scene),
      choices_(choices),
      ofRules_(choicesOfRules(choices, scene.rules.schedule, scene.taken)),
      bestCycles_(std::numeric_limits<double>::infinity()) {
  for (const Candidate &choice : choices) bestCycles_ = std::min(bestCycles_, choice.cycles);
}

void CandidateWriter::put(Row row, const Candidate &choice) const {
  auto index = size_t(&choice - choices_.data());
  assert(index < choices_.size() && "an element of the list");
  if (scene_.sizes == SizeSource::fixed) return putCandidate(row, &scene_, &choice, false, {});
  putCandidate(row, &scene_, &choice, ofRules_[index],
               {choice.cycles, scene_.untouchedCycles, scene_.rules.cycles, bestCycles_});
}

std::vector<std::string> candidateColumns() {
  std::vector<float> values;
  std::vector<std::string> names;
  putCandidate(Row(&values, &names), nullptr, nullptr, false, {});
  return names;
}

}  // namespace mlir_rl
