#include "mlir_rl/kernel_make/conditions.h"
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
    .verbs = "simulate evaluate_model propagate calibrate score_model integrate_path respond estimate process solve",
    .nouns = "signal energy phase amplitude sample rate field strength exposure response potential depth",
    .results = "out result estimate response model_out summary",
    .numbers = "frequency decay_rate threshold gain sigma tau limit step_size"};

namespace {

/// One of the C library's functions of something at hand.
Value functionOf(Maker &m, const Type &type) {
  Builtin row = m.draw.of({Builtin::sinOf, Builtin::cosOf, Builtin::expOf, Builtin::logOf, Builtin::sqrtOf,
                           Builtin::tanhOf, Builtin::atanOf, Builtin::erfOf, Builtin::cbrtOf});
  return let(m, apply(m, row, {convert(m, grow(m, type, m.draw.of({0, 1, 1, 2})), type)}));
}

/// A loop over a row: a function of each element, which a condition may replace, accumulated.
void loopOver(Maker &m, const Row &row) {
  Type real = scalarType(m.style.real), type = m.draw.chance(75) ? real : drawType(m);
  Trip trip = row.length == kNone ? drawTrip(m, 24) : tripOver(m, row.length);
  Fold fold = beginFold(m, type, drawFold(m, type), trip.most);
  forLoop(m, trip, [&](const Value &k) {
    m.known(k).uses = 0;
    if (row.length != kNone) let(m, itemOf(m, row, k));
    Value value = functionOf(m, real);
    if (m.draw.chance(30)) statements(m, 1);
    Value test = compound(m, {value}, 1);
    bool changes = m.draw.chance(50);
    Value kept = changes ? declare(m, grow(m, real, 1)) : value;
    if (changes)
      branch(m, test, [&] { assign(m, kept, functionOf(m, real)); });
    else if (m.draw.chance(30))
      leaveWhen(m, test.expr, m.draw.of({StmtKind::continueLoop, StmtKind::breakLoop}));
    addTo(m, fold, mixUnread(m, type));
  });
  endFold(m, fold);
}

/// Another formula on each side of a condition.
void choosePath(Maker &m) {
  Type type = scalarType(m.style.real);
  Value target = declare(m, m.draw.chance(60) ? number(type, 0) : grow(m, type, 1));
  Values values;
  for (const Type &from : {type, drawType(m)}) values.push_back(let(m, convert(m, grow(m, from, 1), type)));
  auto formula = [&] {
    if (m.draw.chance(40)) statements(m, 1);
    assign(m, target, joined(m, functionOf(m, type), grow(m, type, 1)));
  };
  Block other = m.draw.chance(60) ? Block(formula) : nullptr;
  Value test = compound(m, values, m.draw.of({1, 2, 2}));
  branch(m, test, formula, other);
}

}  // namespace

void combined(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    for (Group group : {Group::waves, Group::exponentials, Group::powers, Group::rounding}) style.of(group) *= 3;
    style.of(Act::branch) *= 2;
    style.of(Act::forLoop) /= 2;
    style.types = {76, 12, 3, 8, 1};
    style.parameters += 1;
  });
  enter(m, m.draw.of({1, 1, 1, 2, 2}));
  readInputs(m, m.draw.between(1, 2));
  inRounds(m, [&] {
    Row row;
    if (m.draw.chance(60)) {
      int length = rowExtent(m, 3, m.draw.between(6, 20));
      row = addRow(m, drawType(m), length);
    }
    bool pathFirst = m.draw.chance(40);
    if (pathFirst) choosePath(m);
    loopOver(m, row);
    if (!pathFirst) choosePath(m);
    if (m.draw.chance(30)) functionOf(m, scalarType(m.style.real));
    statements(m, m.draw.between(0, 1));
    writeOutputs(m, m.draw.of({1, 1, 2}));
  });
}

}  // namespace mlir_rl::kernel::make::families
