#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/folds.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/loops.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/rows.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/statements.h"
#include "mlir_rl/kernel_make/threads.h"

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs = "correlate interact tabulate pairwise sweep accumulate_pairs convolve survey aggregate unfold combine",
    .nouns = "table block pair cell layer site bin group kernel_weights lattice panel tile",
    .results = "out totals result energy scores summary",
    .numbers = "cutoff weight scale decay coupling damping tolerance bias"};

namespace {

/// A loop of the nest: over an extent, or over a part of it that the loop around it bounds.
struct Level {
  int extent;
  bool triangular = false;
};

/// Either half of a square: from the outer index on, or up to it.
Trip tripOf(Maker &m, const Level &level, const Values &around) {
  Trip trip = tripOver(m, level.extent);
  if (!level.triangular) return trip;
  const Value &outer = around.back();
  bool upper = m.draw.chance(50);
  Trip part = upper ? tripBetween(outer, trip.stop, trip.most)
                    : tripBetween(whole(0), surely(Builtin::add, {outer, whole(1)}), trip.most);
  part.range = trip.range;
  part.below = trip.below;
  return part;
}

/// An element that the thread and the loops lead to, of a new array.
Value itemAt(Maker &m, const std::vector<Level> &levels, const Values &around) {
  Type element = drawType(m);
  std::vector<int> extents;
  Values indices;
  bool own = around.size() + m.space.extents.size() <= 4 && m.draw.chance(60);
  if (own) extents = m.space.extents, indices = m.space.indices;
  size_t first = !own || m.draw.chance(60) ? 0 : around.size() - 1;
  for (size_t i = first; i < around.size(); ++i) {
    extents.push_back(levels[i].extent);
    indices.push_back(around[i]);
  }
  Value array = addArray(m, {.element = element, .extents = extents, .range = usualRange(m.draw, element.scalar)});
  return letFree(m, elementOf(m, array, indices));
}

/// Folds a level and the levels inside it; what an inner level leaves goes into what this one adds.
void level(Maker &m, const std::vector<Level> &levels, const Values &around) {
  Type type = drawType(m);
  Trip trip = tripOf(m, levels[around.size()], around);
  Fold fold = beginFold(m, type, drawFold(m, type), trip.most);
  bool last = around.size() + 1 == levels.size();
  forLoop(m, trip, [&](const Value &index) {
    Values inside = around;
    inside.push_back(index);
    if (m.draw.chance(12)) leaveWhen(m, condition(m).expr, StmtKind::continueLoop);
    if (last || m.draw.chance(60)) itemAt(m, levels, inside);
    if (m.draw.chance(30)) statements(m, 1);
    if (!last) level(m, levels, inside);
    if (!last && m.draw.chance(35)) statements(m, 1);
    if (m.draw.chance(30)) m.known(index).uses = 0;
    Value value = mixUnread(m, type);
    if (!m.draw.chance(20)) return addTo(m, fold, value);
    value = let(m, value);
    branch(m, condition(m), [&] { addTo(m, fold, value); });
  });
  endFold(m, fold);
}

std::vector<Level> drawLevels(Maker &m) {
  std::vector<Level> levels;
  int depth = m.draw.of({2, 2, 2, 3}), most = depth == 2 ? 8 : 5;
  for (int i = 0; i < depth; ++i) {
    bool triangular = i && m.draw.chance(25);
    levels.push_back({triangular ? levels.back().extent : rowExtent(m, 2, m.draw.between(4, most)), triangular});
  }
  return levels;
}

}  // namespace

void nested(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    style.of(Act::forLoop) = style.of(Act::whileLoop) = 1;
    style.operations -= 1;
    style.parameters += 1;
  });
  enter(m, m.draw.of({1, 1, 1, 2}));
  if (m.draw.chance(60)) readInputs(m, 1);
  inRounds(m, [&] {
    std::vector<Level> levels = drawLevels(m);
    for (const Level &each : levels)
      if (!knowsSize(m, each.extent)) addSize(m, each.extent, m.draw.of({"num", "extent", "span", "limit"}));
    level(m, levels, {});
    statements(m, m.draw.between(0, 1));
    writeOutputs(m, m.draw.of({1, 1, 2}));
  });
}

}  // namespace mlir_rl::kernel::make::families
