#include "mlir_rl/kernel_make/atomics.h"
#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/folds.h"
#include "mlir_rl/kernel_make/functions.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/loops.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/records.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/sketch.h"
#include "mlir_rl/kernel_make/statements.h"
#include "mlir_rl/kernel_make/threads.h"

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs = "simulate update_agents process evaluate_rules trade schedule step_world assess settle dispatch allocate",
    .nouns = "agent cell sensor node account vehicle plant order track station supply demand market",
    .results = "out results status next_state report summary outcome",
    .numbers = "rate threshold growth limit penalty budget tolerance horizon"};

/// What a function says of a record.
static Value judge(Maker &m, const Value &record) {
  Type type = drawType(m);
  Values arguments = {record};
  if (m.draw.chance(60)) arguments.push_back(grow(m, drawType(m), 0));
  std::erase_if(arguments, [](const Value &value) { return value.source == Source::fixed; });
  std::optional<Value> verdict = callNew(m, arguments, [&](const Values &parameters) {
    Value field = letKept(m, fieldOf(m, parameters[0], 0));
    if (m.draw.chance(60)) statements(m, 1);
    if (m.draw.chance(50)) growBranch(m);
    return Values{joined(m, convert(m, field, type), mixUnread(m, type))};
  });
  return letKept(m, verdict ? *verdict : anyField(m, record));
}

/// Something over steps in which the record's numbers take part, sometimes left out or left early.
static void runSteps(Maker &m, const Value &record) {
  Type type = scalarType(m.style.real);
  Trip trip = drawTrip(m, std::min(24, tripsLeft(m)));
  foldOver(m, {.trip = trip, .type = type, .kind = drawFold(m, type)}, [&](Fold &fold, const Value &) {
    Value part = convert(m, anyField(m, record), type);
    if (m.draw.chance(50)) statement(m);
    if (m.draw.chance(20)) {
      Value test = condition(m);
      emit(m, parts::branch(test.expr, {parts::plain(StmtKind::continueLoop)}));
    }
    addTo(m, fold, joined(m, part, grow(m, type, 2)));
  });
}

/// Threads' records go through functions, loops and conditions, and end in shared counts and outputs.
void complex(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    for (Act act : {Act::branch, Act::chain, Act::call, Act::record, Act::several}) style.of(act) *= 2;
    style.of(Group::calls) *= 2;
    style.parameters += 1;
  });
  m.functions = std::max(m.functions, 1);
  enter(m, m.draw.of({1, 1, 1, 2}));
  Value records = addArray(m, {.element = drawStruct(m), .extents = m.space.extents});
  Value record = let(m, elementOf(m, records, m.space.indices));
  readInputs(m, m.draw.between(0, 2));
  inRounds(m, [&] {
    Value verdict = judge(m, record);
    if (m.draw.chance(60)) runSteps(m, record);
    growBranch(m);
    if (m.draw.chance(65)) growAtomic(m);
    statements(m, m.draw.between(0, 2));
    m.known(verdict).uses = 0;
    writeOutputs(m, m.draw.of({1, 1, 1, 2}));
  });
}

}  // namespace mlir_rl::kernel::make::families
