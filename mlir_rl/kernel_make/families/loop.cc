#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/folds.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/loops.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/statements.h"
#include "mlir_rl/kernel_make/threads.h"

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs = "accumulate sum_up iterate relax integrate evaluate converge march trace refine repeat collect",
    .nouns = "series term sample coefficient step weight window history residual entry sequence",
    .results = "out totals result sums estimate final_state answer",
    .numbers = "step_size tolerance decay_rate damping limit factor growth target"};

/// A row of an array for each thread, folded; a nested loop at times.
static void foldRow(Maker &m) {
  int inner = m.plan.extent(3, m.draw.between(6, 20));
  Type element = drawType(m);
  std::vector<int> extents = m.space.extents;
  extents.push_back(inner);
  Value rows = addArray(m, {.element = element, .extents = extents, .range = usualRange(m.draw, element.scalar)});
  Type type = m.draw.chance(60) ? element : drawType(m);
  foldOver(m, {.trip = tripOver(m, inner), .type = type, .kind = drawFold(m, type)}, [&](Fold &fold, const Value &k) {
    Values indices = m.space.indices;
    indices.push_back(k);
    Value item = let(m, elementOf(m, rows, indices));
    if (m.draw.chance(50)) statements(m, 1);
    addTo(m, fold, m.draw.chance(50) ? joined(m, convert(m, item, type), grow(m, type, 2)) : mixUnread(m, type));
  });
}

void loop(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    style.of(Act::forLoop) *= 4;
    style.of(Act::whileLoop) *= 5;
    style.parameters += 1;
  });
  enter(m, m.draw.of({1, 1, 1, 1, 2}));
  if (m.draw.chance(70)) readInputs(m, m.draw.between(1, 2));
  inRounds(m, [&] {
    statements(m, m.draw.below(2));
    m.draw.chance(45) ? foldRow(m) : m.draw.chance(70) ? growForLoop(m) : growWhileLoop(m);
    statements(m, m.draw.between(0, 2));
    writeOutputs(m, m.draw.of({1, 1, 2}));
  });
}

}  // namespace mlir_rl::kernel::make::families
