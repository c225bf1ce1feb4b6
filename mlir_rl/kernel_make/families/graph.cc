#include "mlir_rl/kernel_make/atomics.h"
#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/folds.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/partners.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/sketch.h"
#include "mlir_rl/kernel_make/statements.h"
#include "mlir_rl/kernel_make/threads.h"

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs = "bfs_step visit_neighbors propagate pagerank_step count_degrees relax_edges spread label_step expand rank",
    .nouns = "rank label vertex weight distance degree cost score community frontier influence",
    .results = "next_rank new_labels out next_dist result levels updated",
    .numbers = "damping teleport threshold decay penalty base_rank scale"};

static CompressedRows addGraph(Maker &m, int most) {
  int vertices = m.space.extents[0];
  return addRows(m, vertices, vertices, most, m.draw.of({"row_start", "offsets", "adj_offsets"}),
                 m.draw.of({"neighbors", "adjacency", "targets", "adj"}));
}

static Value neighborOf(Maker &m, const CompressedRows &graph, const Value &edge) {
  return letUsed(m, elementOf(m, graph.columns, {edge}), m.draw.of({"v", "nb", "other", "dst"}));
}

/// A vertex of the current level hands the next one to neighbours that have none; or takes it from them.
static void breadthFirst(Maker &m) {
  int vertices = m.space.extents[0], far = m.draw.of({100, 999, 1000});
  Value u = m.space.indices[0];
  CompressedRows graph = addGraph(m, m.draw.between(16, 40));
  Value levels = addArray(m, {.element = kI32, .extents = {vertices}, .range = {0, 6}}, m.draw.of({"level", "dist"}));
  Value frontier = addNumber(m, kI32, {0, 3}, m.draw.of({"current", "frontier", "depth"}));
  m.known(frontier).uses = 1;
  Content unseen = {.range = {double(far), double(far)}};
  Value next = addArray(m, {.element = kI32, .extents = {vertices}, .role = Role::shared, .contents = {unseen}});
  Value mine = letUsed(m, elementOf(m, levels, {u}), m.draw.of({"mine", "du", "here"}));
  statements(m, m.draw.between(1, 2));
  Value step = m.draw.chance(15)
                   ? whole(1)
                   : letUsed(m, fit(m, toScalar(m, mixUnread(m, scalarType(m.style.real)), Scalar::i32), {1, 20}));
  branch(m, compared(m.draw.of({Builtin::equal, Builtin::equal, Builtin::lessEqual}), mine, frontier), [&] {
    forEntries(m, graph, u, [&](const Value &k) {
      Value v = neighborOf(m, graph, k);
      auto reach = [&] { emitAtomic(m, Builtin::atomicMin, next, {v}, surely(Builtin::add, {mine, step})); };
      Value open = compared(Builtin::greater, elementOf(m, levels, {v}), m.draw.chance(50) ? frontier : mine);
      if (m.draw.chance(60)) open = bothOf(open, condition(m));
      m.draw.chance(75) ? branch(m, open, reach) : reach();
      if (m.draw.chance(25))
        emitAtomic(m, Builtin::atomicAdd, addShared(m, kI32, {m.plan.extent(1)}, "visited"), {whole(0)}, whole(1));
    });
  });
}

/// What the neighbours have, gathered: shares of rank, the least distance, the most common opinion.
static Value pull(Maker &m) {
  int vertices = m.space.extents[0];
  Value u = m.space.indices[0];
  Type type = m.draw.chance(70) ? realType(m) : kI32;
  auto manner = m.draw.of({Partners::lists, Partners::lists, Partners::lists, Partners::lists, Partners::table});
  int most = manner == Partners::lists ? m.draw.between(16, 48) : m.draw.between(4, 9);
  Partners graph = addPartners(m, manner, vertices, vertices, most, {"adj_offsets", "neighbors"});
  Value have = addReals(m, type, {vertices}, m.draw.of({"rank", "labels", "state", ""}));
  bool weighted = m.draw.chance(40), shares = m.draw.chance(45);
  Value weights = weighted ? addBeside(m, graph, type, m.draw.of({"edge_weight", "weights"})) : Value{};
  Value degrees = shares ? addArray(m, {.element = kI32, .extents = {vertices}, .range = {0, 8}}, "degree") : Value{};
  FoldKind kind = m.draw.chance(50) ? FoldKind::sum : drawFold(m, type);
  Fold fold = beginFold(m, type, kind, mostPartners(m, graph), m.draw.of({"total", "best", "gathered", "acc"}));
  forPartners(m, graph, u, [&](const Value &other, const Values &entry) {
    Value v = letUsed(m, other, m.draw.of({"v", "nb", "other", "dst"})), term = elementOf(m, have, {v});
    if (shares)
      term = over(m, term, toScalar(m, surely(Builtin::maxOf, {elementOf(m, degrees, {v}), whole(1)}), type.scalar));
    if (weighted) term = times(m, term, elementOf(m, weights, entry));
    if (m.draw.chance(45)) term = joined(m, letUsed(m, term), grow(m, type, 2));
    if (m.draw.chance(25)) statements(m, 1);
    if (m.draw.chance(65)) return addTo(m, fold, term);
    Value test = m.draw.chance(40) ? compared(Builtin::notEqual, v, u) : condition(m);
    branch(m, test, [&] { addTo(m, fold, term); });
  });
  Value gathered = endFold(m, fold);
  if (m.draw.chance(40)) letFree(m, toScalar(m, countOf(m, graph, u), type.scalar), "degree");
  if (!isFloat(type.scalar) || !m.draw.chance(60)) return gathered;
  Value damping = addScale(m, type, {0.5, 0.9}, "damping");
  return letKept(m, plus(m, surely(Builtin::sub, {number(type, 1), damping}), times(m, damping, gathered)));
}

/// A thread for each edge: degrees, and labels that the lesser end gives to the other.
static void edges(Maker &m) {
  int count = m.space.extents[0], vertices = m.plan.extent(4, m.draw.between(8, 20));
  Value e = m.space.indices[0];
  bool searches = m.draw.chance(40);
  Value sources = searches ? addOffsets(m, vertices, count, m.draw.of({"row_start", "adj_offsets"}))
                           : addIndices(m, {count}, vertices, m.draw.of({"src", "sources", "tails"}));
  Value targets = addIndices(m, {count}, vertices, m.draw.of({"dst", "targets", "heads"}));
  Value u = letUsed(m, searches ? rowOfEntry(m, sources, vertices, e) : elementOf(m, sources, {e}), "u"),
        v = letUsed(m, elementOf(m, targets, {e}), "v");
  Value labels = addReals(m, kI32, {vertices}, "labels");
  Value a = letFree(m, elementOf(m, labels, {u})), b = letFree(m, elementOf(m, labels, {v}));
  statements(m, m.draw.between(1, 3));
  a = valueOf(m, a.expr.id);
  b = valueOf(m, b.expr.id);
  bool spreads = m.draw.chance(50);
  Content first = {.range = spreads ? Range{5000, 5000} : Range{0, 0}};
  Value array = addArray(m, {.element = kI32, .extents = {vertices}, .role = Role::shared, .contents = {first}},
                         spreads ? "new_labels" : "degree");
  auto touch = [&] {
    Builtin row = spreads ? Builtin::atomicMin : Builtin::atomicAdd;
    Value least = surely(Builtin::minOf, {a, b}),
          mixed = fit(m, toScalar(m, mixUnread(m, realType(m)), Scalar::i32), {0, 1000});
    Value value = letUsed(m, m.draw.chance(35) ? mixed : spreads ? plus(m, least, mixed) : joined(m, whole(1), mixed));
    value = letUsed(m, fit(m, value, symmetric(4000)));
    emitAtomic(m, row, array, {u}, value);
    if (m.draw.chance(70)) emitAtomic(m, row, array, {v}, m.draw.chance(60) || spreads ? value : whole(1));
  };
  Value test = m.draw.chance(50) ? compared(Builtin::notEqual, u, v) : condition(m);
  branch(m, test, touch);
}

/// Pairs of a vertex' neighbours that are alike: ends of triangles.
static Value pairs(Maker &m) {
  Value u = m.space.indices[0];
  CompressedRows graph = addGraph(m, 14);
  Value marks = addReals(m, realType(m), {m.space.extents[0]});
  Type type = m.draw.chance(50) ? kI32 : realType(m);
  Fold fold = beginFold(m, type, FoldKind::sum, 200, m.draw.of({"triangles", "shared", "closed"}));
  forEntries(m, graph, u, [&](const Value &k) {
    Value v = neighborOf(m, graph, k);
    forEntries(m, graph, v, [&](const Value &l) {
      Value w = letUsed(m, elementOf(m, graph.columns, {l}), "w");
      Value test = compared(m.draw.of({Builtin::equal, Builtin::less, Builtin::notEqual}), w, u);
      if (m.draw.chance(50)) test = bothOf(test, compared(Builtin::less, v, m.draw.chance(50) ? u : w));
      if (m.draw.chance(30)) test = bothOf(test, condition(m));
      Value weight = joined(m, elementOf(m, marks, {w}), elementOf(m, marks, {v}));
      branch(m, test, [&] { addTo(m, fold, m.draw.chance(40) ? number(type, 1) : toScalar(m, weight, type.scalar)); });
    });
  });
  fold.source = Source::data;
  return endFold(m, fold);
}

void graph(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    style.types = {62, 30, 2, 4, 1};
    style.of(Act::forLoop) = style.of(Act::whileLoop) = 1;
    style.integer = Scalar::i32;
  });
  enter(m, 1);
  static constexpr int weights[] = {16, 48, 20, 16};
  size_t form = m.draw.weighted(weights);
  if (form == 0) return breadthFirst(m);
  if (form == 2) return edges(m);
  conclude(m, form == 1 ? pull(m) : pairs(m));
}

}  // namespace mlir_rl::kernel::make::families
