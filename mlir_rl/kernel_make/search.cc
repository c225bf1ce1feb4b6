#include "mlir_rl/kernel_make/search.h"

#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/loops.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/sketch.h"

namespace mlir_rl::kernel::make {

int tableExtent(Maker &m) { return m.plan.extent(5, m.draw.between(10, 40)); }

Table addTable(Maker &m, const Type &element, int size, const Range &range, const std::string &hint) {
  Content rising = {.filling = Filling::sorted, .range = range};
  Value array = addArray(m, {.element = element, .extents = {size}, .range = range, .contents = {rising}}, hint);
  m.known(array).hidden = true;
  return {array, size};
}

Value lowerBound(const Maker &m, const Table &table, const Value &key) {
  Expr call = {.kind = ExprKind::builtin, .row = Builtin::lowerBound, .type = kI32};
  call.operands = {table.array.expr, key.expr};
  return {std::move(call), {0, double(m.plan.most(table.size) - 1)}, Source::data, table.size};
}

Value searchByHalves(Maker &m, const Table &table, const Value &key) {
  Range inside = {0, double(m.plan.most(table.size))};
  Value low = declareHeld(m, whole(0), inside, m.draw.of({"low", "lo"})),
        high = declareHeld(m, sizeOf(m, table.size), inside, m.draw.of({"high", "hi"}));
  Builtin row = m.draw.of({Builtin::less, Builtin::less, Builtin::lessEqual});
  whileLoop(m, compared(Builtin::less, low, high).expr, 7, [&] {
    Value sum = surely(Builtin::add, {low, high});
    bool divides = m.draw.chance(50);
    Value half = divides ? surely(Builtin::floordiv, {sum, whole(2)}) : surely(Builtin::shr, {sum, whole(1)});
    Value middle = letUsed(m, half, m.draw.of({"mid", "half"}));
    Stmt up = parts::assign(low.expr, surely(Builtin::add, {middle, whole(1)}).expr),
         down = parts::assign(high.expr, middle.expr);
    emit(m, parts::branch(compared(row, elementOf(m, table.array, {middle}), key).expr, {up}, {down}));
  });
  m.known(high).hidden = true;
  m.known(low).source = Source::data;
  return valueOf(m, low.expr.id);
}

void growLookup(Maker &m) {
  if (!m.body->isKernel || m.added >= m.style.parameters) return void(letFree(m, grow(m, drawType(m), 2)));
  Value key = grow(m, scalarType(m.draw.chance(75) ? m.style.real : m.style.integer), 2);
  Range usual = key.usual();
  if (key.source != Source::data || usual.size() < 3 * marginOf(key.scalar()) || usual.size() > 1e6) return;
  ++m.added;
  Table table = addTable(m, key.type(), tableExtent(m), usual, m.draw.of({"edges", "limits", "breaks", "knots", "levels"}));
  Value place = lowerBound(m, table, letUsed(m, key, m.draw.of({"key", "query", ""})));
  place = let(m, place, m.draw.of({"place", "slot", "segment", "at"}));
  if (m.draw.chance(35)) return;
  Type type = drawType(m);
  Value values = addReals(m, type, {table.size}, m.draw.of({"values", "rates", "curve", ""}));
  m.known(place).uses = 1;
  letFree(m, elementOf(m, values, {place}));
}

}  // namespace mlir_rl::kernel::make
