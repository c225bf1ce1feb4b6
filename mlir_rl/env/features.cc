#include "mlir_rl/env/features.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "mlir_rl/env/candidate_features.h"
#include "mlir_rl/env/feature_row.h"
#include "mlir_rl/env/scheduling_state.h"
#include "mlir_rl/flow/artifact.h"
#include "mlir_rl/nest/access.h"
#include "mlir_rl/schedule/candidates.h"
#include "mlir_rl/schedule/cost.h"
#include "mlir_rl/schedule/kinds.h"
#include "mlir_rl/support/hash.h"

namespace mlir_rl {

double finely(double cycles, double reference) {
  return std::isfinite(cycles) && std::isfinite(reference) && cycles > 0 && reference > 0
             ? 4 * std::log2(cycles / reference)
             : 10;
}

double cacheBytes(const Machine &machine, int level) { return double(cacheBytes(machine, level, 32 << 10)); }

double movement(const NestOp &op, const Access &access, int loop) {
  for (int dim = int(access.dims.size()) - 1; dim >= 0; --dim) {
    int64_t c = coefficientOf(op, access, dim, loop);
    if (c == 0) continue;
    if (dim + 1 < int(access.dims.size())) return 0.5;
    return c == 1 ? 1 : -1;
  }
  return 0;
}

namespace {

/// A scale, so that bytes compare with cycles.
constexpr double kBytesPerCycle = 16;
constexpr int kClasses = int(OpClass::other) + 1;

/// Columns that say what a token is; those of other types stay 0.
enum class TokenType { task, op, loop };

void putTask(Row &row, const Scene *s) {
  bool on = s != nullptr;
  row.log("task_flops", on ? s->nest.task->flops : 1);
  row.put("task_leaves", on && s->nest.task->leaves);
  row.log("task_bytes", on ? s->nest.task->bytes : 1);
  row.log("task_ops", on ? double(s->nest.ops.size()) : 1);
  row.put("task_steps", on ? s->steps / 10.0 : 0);
  row.put("task_complete", on && s->op >= s->nest.ops.size());
  row.put("task_cycles_to_rules", on ? finely(s->cycles, s->rules.cycles) : 0);
  row.put("machine_threads", on ? s->threads / 8.0 : 0);
  row.log("machine_vector_bits", on ? s->machine.vectorBits : 1);
  row.put("machine_registers", on ? s->machine.vectorRegisters / 32.0 : 0);
  for (int level : {1, 2, 3})
    row.log("machine_l" + std::to_string(level) + "_bytes", on ? cacheBytes(s->machine, level) : 1);
}

struct OpView {
  const Scene *scene = nullptr;
  int index = 0;
  const NestOp &op() const { return scene->nest.ops[index]; }
  const OpSummary &summary() const { return scene->nest.summaryOf(op()); }
};

double pointsOf(const NestOp &op) {
  double points = 1;
  for (const NestLoop &loop : op.loops) points *= double(loop.extent);
  return points;
}

/// What the cost model says of an op that is vectorised, in doublings of the rules' cycles for the whole task.
void putCosts(Row &row, const OpView *v) {
  bool on = v && v->op().lanes >= 0;
  double trips = 1;
  if (on)
    for (const OuterLoop &loop : v->op().outer) trips *= double(loop.trips);
  auto put = [&](const std::string &name, double cycles) {
    double share = on ? cycles * trips / std::max(1.0, v->scene->rules.cycles) : 0;
    row.put(name, std::isfinite(share) ? std::log2(1e-3 + share) : 10);
  };
  RegisterTile tile;
  if (on) tile = {v->op().registerTile, v->op().lanes, v->op().packed, 0};
  put("op_kernel_cycles", on ? estimateCycles(v->scene->nest, v->index, v->scene->machine, tile) : 0);
  for (int level : {1, 2, 3}) {
    double bytes = on ? 0.7 * cacheBytes(v->scene->machine, level) : 0;
    put("op_bytes_beyond_l" + std::to_string(level),
        on ? trafficBeyond(v->scene->nest, v->index, tile, int64_t(bytes)) / kBytesPerCycle : 0);
  }
}

void putOp(Row &row, const OpView *v) {
  bool on = v != nullptr;
  row.oneHot("op_class", on ? int(v->summary().opClass) : -1, kClasses);
  row.oneHot("op_combiner", on ? int(v->summary().combiner) : -1, int(Combiner::unknown) + 1);
  row.put("op_current", on && v->index == v->scene->op);
  row.put("op_done", on && v->index < v->scene->op);
  row.put("op_fused", on && v->op().inside >= 0);
  row.put("op_vectorized", on && v->op().lanes >= 0);
  for (int i = 0; i < kShownAccesses; ++i)
    row.put("op_packed_" + std::to_string(i), on && (v->op().packed >> i & 1) != 0);
  row.put("op_streamed", on && v->op().streamed);
  row.put("op_loops_around", on ? v->op().outer.size() / 10.0 : 0);
  putCosts(row, v);
  row.log("op_flops", on ? v->summary().flops : 1);
  row.log("op_bytes", on ? v->summary().bytes : 1);
  row.log("op_points_now", on ? pointsOf(v->op()) : 1);
  double trips = 1;
  if (on)
    for (const OuterLoop &loop : v->op().outer) trips *= double(loop.trips);
  row.log("op_trips_around", trips);
  const ArithCounts counts = on ? v->summary().counts : ArithCounts();
  row.put("op_multiply_adds", (counts.add + counts.mul) / 4.0);
  row.put("op_math", (counts.exp + counts.otherMath + counts.div) / 4.0);
}

struct LoopView {
  const Scene *scene = nullptr;
  int opIndex = 0, loop = 0;
};

/// How many times the body is repeated along the loop.
double unrollOf(const LoopView &v) {
  double factor = 1;
  for (const Action &action : v.scene->taken.actions)
    if (action.kind == ActionKind::unroll && action.op == v.opIndex && size_t(v.loop) < action.sizes.size())
      factor *= double(std::max<int64_t>(1, action.sizes[size_t(v.loop)]));
  return factor;
}

void putLoop(Row &row, const LoopView *v) {
  const NestOp *op = v ? &v->scene->nest.ops[v->opIndex] : nullptr;
  const NestLoop *loop = op ? &op->loops[v->loop] : nullptr;
  row.put("loop_current", v && v->opIndex == v->scene->op);
  row.log("loop_extent", loop ? double(loop->extent) : 1);
  row.put("loop_reduction", loop && loop->kind == IteratorKind::reduction);
  row.put("loop_position", loop ? (v->loop + 1) / 10.0 : 0);
  row.put("loop_from_inside", loop ? (op->loops.size() - v->loop) / 10.0 : 0);
  row.put("loop_origin", loop ? (loop->origin + 1) / 10.0 : 0);
  int64_t width = loop ? lanesPerVector(v->scene->nest.summaryOf(*op), v->scene->machine) : 1;
  row.put("loop_left_over", loop ? double(loop->extent % width) / double(width) : 0);
  row.put("loop_lanes", loop && op->lanes == v->loop);
  row.log("loop_register_tile", loop && op->lanes >= 0 ? double(op->registerTile[v->loop]) : 1);
  row.log("loop_unroll", v ? unrollOf(*v) : 1);
  for (int i = 0; i < kShownAccesses; ++i) {
    const auto *accesses = loop ? &v->scene->nest.summaryOf(*op).accesses : nullptr;
    bool there = accesses && i < int(accesses->size());
    row.put("loop_moves_access_" + std::to_string(i), there ? movement(*op, (*accesses)[size_t(i)], v->loop) : 0);
  }
}

void putToken(Row row, TokenType type, const Scene *task, const OpView *op, const LoopView *loop) {
  row.oneHot("token", int(type), 3);
  putTask(row, task);
  putOp(row, op);
  putLoop(row, loop);
}

void addToken(Observation &o, TokenType type, int part, const Scene *task, const OpView *op, const LoopView *loop) {
  putToken(Row(&o.tokenFeatures), type, task, op, loop);
  o.tokenPart.push_back(part);
  ++o.tokens;
}

}  // namespace

Observation observationOf(const Scene &scene, const std::vector<Candidate> &choices) {
  Observation o;
  std::vector<int32_t> tokenOf;
  addToken(o, TokenType::task, -1, &scene, nullptr, nullptr);
  for (int i = 0; i < scene.nest.ops.size(); ++i) {
    tokenOf.push_back(o.tokens);
    OpView op{&scene, i};
    addToken(o, TokenType::op, i, nullptr, &op, nullptr);
    for (int d = 0; d < op.op().loops.size(); ++d) {
      LoopView loop{&scene, i, d};
      addToken(o, TokenType::loop, i, nullptr, nullptr, &loop);
    }
  }
  CandidateWriter writer(scene, choices);
  for (const Candidate &choice : choices) {
    writer.put(Row(&o.candidateFeatures), choice);
    o.candidateToken.push_back(scene.op < scene.nest.ops.size() ? tokenOf[size_t(scene.op)] : 0);
    ++o.candidates;
  }
  return o;
}

std::vector<std::string> tokenColumns() {
  std::vector<float> values;
  std::vector<std::string> names;
  putToken(Row(&values, &names), TokenType::task, nullptr, nullptr, nullptr);
  return names;
}

/// The version is a hash of the names: a column added, dropped or moved is another schema.
const ObservationSchema &schedulingSchema() {
  static const ObservationSchema schema = [] {
    std::string all;
    for (const auto &names : {tokenColumns(), candidateColumns()})
      for (const std::string &name : names) all += name + "\n";
    return ObservationSchema{"scheduling-" + hashText(all).substr(0, 8), int(tokenColumns().size()),
                             int(candidateColumns().size())};
  }();
  return schema;
}

}  // namespace mlir_rl
