#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/statements.h"
#include "mlir_rl/kernel_make/threads.h"

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs = "select classify threshold gate route filter_by choose switch triage clip mask label",
    .nouns = "score level temperature speed grade risk demand balance signal status load reading voltage",
    .results = "out label result decision category selected state_out choice",
    .numbers = "threshold low_limit high_limit tolerance cutoff penalty bonus default_value margin"};

/// Some threads are done early, with a value of their own; the others store at the end.
static void leaveEarly(Maker &m) {
  Type type = drawType(m);
  Value out = addOutput(m, type, m.space.extents);
  Value test = condition(m);
  branch(m, test, [&] {
    store(m, out, m.space.indices, grow(m, type, 1));
    emit(m, parts::giveBack({}));
  });
  statements(m, m.draw.between(0, 2));
  store(m, out, m.space.indices, mixUnread(m, type));
}

void cond(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    style.of(Act::branch) *= 4;
    style.of(Act::chain) *= 5;
    style.of(Act::forLoop) /= 2;
    style.of(Group::blends) *= 2;
    style.of(Group::logic) *= 2;
    style.parameters += 1;
  });
  enter(m, m.draw.of({1, 1, 1, 2, 2, 3}));
  readInputs(m, m.draw.between(1, 3));
  inRounds(m, [&] {
    growBranch(m);
    if (m.draw.chance(40)) return leaveEarly(m);
    statements(m, m.draw.between(1, 3));
    writeOutputs(m, m.draw.of({1, 1, 2}));
  });
}

}  // namespace mlir_rl::kernel::make::families
