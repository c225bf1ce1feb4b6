#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/linear.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/statements.h"
#include "mlir_rl/kernel_make/threads.h"

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs = "rotate project reflect transform_points align orient deform shade skin bend refract",
    .nouns = "point normal direction velocity tangent position axis light vertex ray corner displacement",
    .results = "out points_out result moved frames rotated shaded",
    .numbers = "angle stretch gain thickness falloff strength offset speed"};

/// A matrix that can be inverted, and its inverse.
static void invert(Maker &m) {
  int rows = m.style.extent <= 4 ? m.style.extent : 3;
  Value matrix = let(m, grow(m, matrixType(rows, rows, m.style.real), 2));
  if (matrix.source == Source::fixed) return;
  Dominant solvable = dominant(m, matrix);
  solvable.matrix = let(m, solvable.matrix);
  let(m, inverseOf(solvable));
}

void vec(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    style.types = {26, 4, 2, 52, 16};
    style.of(Group::compound) *= 3;
    style.of(Group::building) *= 2;
    style.of(Act::part) *= 4;
    style.of(Act::forLoop) /= 2;
  });
  enter(m, m.draw.of({1, 1, 1, 2, 2}));
  readInputs(m, m.draw.between(1, 3));
  inRounds(m, [&] {
    statements(m, m.draw.between(1, 3));
    if (m.draw.chance(20)) invert(m);
    statements(m, m.draw.between(0, 2));
    writeOutputs(m, m.draw.of({1, 1, 2}));
  });
}

}  // namespace mlir_rl::kernel::make::families
