#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/linear.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/sketch.h"
#include "mlir_rl/kernel_make/statements.h"
#include "mlir_rl/kernel_make/threads.h"

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs =
        "shade_points build_frame interpolate blend_normals reflect_rays scatter_rays fade jitter solve_frame bounce",
    .nouns = "normal ray light tangent direction point velocity weight axis anchor surface offset_point",
    .results = "out shaded frames blended bounced result solved",
    .numbers = "roughness falloff inner_edge outer_edge mix_rate stretch regularizer"};

static Value addVectors(Maker &m, const Type &type) { return letFree(m, inputOf(m, type)); }

/// A direction thrown back by, or laid along, a surface.
static Value reflect(Maker &m, const Type &type) {
  Value normal = letFree(m, apply(m, Builtin::normalize, {addVectors(m, type)}), m.draw.of({"n", "normal_dir"}));
  Value ray = addVectors(m, type), along = apply(m, Builtin::dot, {ray, normal});
  if (m.draw.chance(50)) along = letUsed(m, along, m.draw.of({"along", "facing", "cosine"}));
  Value part = times(m, normal, along);
  if (m.draw.chance(60)) part = times(m, number(componentType(type), 2), part);
  return letKept(m, minus(m, ray, part), m.draw.of({"reflected", "slide", "bounce"}));
}

/// Axes that stand upright on each other, and a point among them.
static Value frame(Maker &m, const Type &type) {
  Type real = componentType(type);
  Value forward = letUsed(m, apply(m, Builtin::normalize, {addVectors(m, type)}), m.draw.of({"forward", "z_axis"}));
  if (type.rows != 3) return letKept(m, apply(m, Builtin::outer, {forward, grow(m, type, 1)}));
  Value side = apply(
      m, Builtin::cross,
      {m.draw.chance(60) ? construct(type, {number(real, 0), number(real, 1), number(real, 0)}) : addVectors(m, type),
       forward});
  side = letUsed(m, apply(m, Builtin::normalize, {side}), m.draw.of({"side", "x_axis"}));
  Value up = letUsed(m, apply(m, Builtin::cross, {forward, side}), m.draw.of({"up", "y_axis"}));
  Builtin row = m.draw.of({Builtin::matrixFromRows, Builtin::matrixFromCols});
  Value axes = letKept(m, apply(m, row, {side, up, forward}), "axes");
  if (m.draw.chance(60)) letFree(m, times(m, axes, grow(m, type, 1)));
  return axes;
}

/// Two values and what lies between them.
static Value blend(Maker &m, const Type &type) {
  Type wanted = m.draw.chance(60) ? type : componentType(type), real = componentType(type);
  Value a = addVectors(m, wanted), b = grow(m, wanted, 2), t = grow(m, real, 2);
  if (m.draw.chance(60) && t.source != Source::fixed) {
    double low = m.draw.of({0.0, 0.1, 0.25, -0.5});
    t = apply(m, Builtin::smoothstep, {number(real, low), number(real, low + m.draw.of({0.5, 1.0, 2.0})), t});
  } else {
    t = fit(m, t, {0, 1});
  }
  return letKept(m, apply(m, Builtin::lerp, {a, b, letUsed(m, t, m.draw.of({"t", "fade", "s"}))}),
                 m.draw.of({"between", "blended"}));
}

/// A small system of equations with a solution.
static Value solve(Maker &m, const Type &type) {
  Value matrix = letUsed(m, inputOf(m, matrixType(type.rows, type.rows, type.scalar)));
  if (m.draw.chance(40)) matrix = letUsed(m, apply(m, Builtin::mul, {matrix, surely(Builtin::transpose, {matrix})}));
  if (m.draw.chance(40)) letFree(m, apply(m, m.draw.of({Builtin::determinant, Builtin::trace}), {matrix}));
  Dominant solvable = dominant(m, matrix);
  solvable.matrix = letUsed(m, solvable.matrix, m.draw.of({"stable", "regular", "lhs"}));
  return letKept(m, times(m, letUsed(m, inverseOf(solvable)), grow(m, type, 2)), m.draw.of({"solved", "solution"}));
}

/// Numbers drawn by each thread for itself, beside what its inputs say.
static Value scatter(Maker &m, const Type &type) {
  addVectors(m, type);
  growDraw(m);
  if (m.draw.chance(70)) growDraw(m);
  Value axis = apply(m, Builtin::normalize, {mixUnread(m, type)});
  return letKept(m, axis, m.draw.of({"heading", "ray_dir"}));
}

void warpmath(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    style.types = {38, 3, 2, 46, 14};
    for (Group group : {Group::compound, Group::blends}) style.of(group) *= 4;
    style.of(Group::building) *= 2;
    style.of(Group::rounding) *= 2;
    style.of(Act::forLoop) = style.of(Act::whileLoop) = 1;
  });
  if (m.style.extent > 4 || m.draw.chance(40)) m.style.extent = 3;
  Type type = vectorType(m.style.extent, realType(m).scalar);
  enter(m, m.draw.of({1, 1, 1, 2}));
  static constexpr Value (*forms[])(Maker &, const Type &) = {reflect, frame, blend, solve, scatter};
  Value first = forms[m.draw.below(5)](m, type);
  statements(m, m.draw.between(0, 2));
  if (m.draw.chance(35)) forms[m.draw.below(5)](m, type);
  conclude(m, first);
}

}  // namespace mlir_rl::kernel::make::families
