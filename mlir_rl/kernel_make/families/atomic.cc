#include "mlir_rl/kernel_make/atomics.h"
#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/statements.h"
#include "mlir_rl/kernel_make/threads.h"

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs = "count tally bin_up accumulate mark vote collect reduce histogram scatter gather_stats poll",
    .nouns = "event hit sample key vote token packet particle visit item request class_id",
    .results = "counts totals histogram bins flags maxima summary hits",
    .numbers = "threshold bin_width scale cutoff weight lowest limit step_size"};

void atomic(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    style.types = {50, 30, 4, 12, 2};
    style.of(Act::forLoop) /= 2;
    style.parameters += 1;
  });
  enter(m, m.draw.of({1, 1, 1, 2, 2}));
  readInputs(m, m.draw.between(1, 3));
  inRounds(m, [&] {
    statements(m, m.draw.between(0, 3));
    for (int count = m.draw.of({1, 1, 2, 2, 3}); count > 0; --count) growAtomic(m);
  });
  if (m.draw.chance(40)) writeOutputs(m, 1);
}

}  // namespace mlir_rl::kernel::make::families
