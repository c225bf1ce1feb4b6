#include "mlir_rl/kernel_make/atomics.h"
#include "mlir_rl/kernel_make/cells.h"
#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/folds.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"
#include "mlir_rl/kernel_make/sketch.h"
#include "mlir_rl/kernel_make/statements.h"
#include "mlir_rl/kernel_make/threads.h"
#include "mlir_rl/kernel_make/totals.h"
#include "mlir_rl/kernel_make/windows.h"

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs = "blur sharpen convolve detect_edges binarize dilate erode grade tint resample warp_image expose denoise",
    .nouns = "image pixel brightness luminance color shade intensity contrast texel tone gray plane",
    .results = "out filtered result_image edges mask graded target",
    .numbers = "threshold gamma exposure strength saturation gain bias cutoff"};

static Value addImage(Maker &m, const Type &type) {
  Range range = m.draw.of<Range>({{0, 1}, {0, 1}, {0, 2}, {-1, 1}, {0, 255}});
  if (type.scalar == Scalar::f16) range = {0, 1};
  return addArray(m, {.element = type, .extents = m.space.extents, .range = range},
                  m.draw.of({"image", "img", "pixels", "src", ""}));
}

/// index + step of a loop, kept within the image.
static Value beside(Maker &m, size_t dim, const Value &step) {
  return letUsed(m, boundedIndex(m, surely(Builtin::add, {m.space.indices[dim], step}), m.space.extents[dim]));
}

/// A window around the pixel, or a line of it: weights times pixels, or the least, greatest, ... of them.
static Value window(Maker &m) {
  Type type = m.draw.chance(80) ? realType(m) : vectorType(3, realType(m).scalar);
  Value image = addImage(m, type);
  Window window = {.dims = m.draw.of<size_t>({1, 2, 2, 2, 2, 2, 2, 2}), .radius = m.draw.of({1, 1, 1, 2})};
  bool weighted = m.draw.chance(55);
  Value weights = weighted ? addWeights(m, window, realType(m)) : Value{};
  FoldKind kind = weighted || m.draw.chance(30) ? FoldKind::sum : drawFold(m, type);
  Fold fold = beginFold(m, type, kind, window.size());
  forSteps(m, window, [&](const Values &steps) {
    Value y = steps.size() == 1 ? m.space.indices[0] : beside(m, 0, steps[0]), x = beside(m, 1, steps.back());
    Value term = elementOf(m, image, {y, x});
    if (weighted) term = times(m, term, weightOf(m, weights, window, steps));
    if (m.draw.chance(40)) term = joined(m, letUsed(m, term), grow(m, type, 2));
    if (m.draw.chance(75)) return addTo(m, fold, term);
    Value test = condition(m);
    branch(m, test, [&] { addTo(m, fold, term); });
  });
  return endFold(m, fold);
}

/// Differences to the sides, and how steep they are together.
static Value gradient(Maker &m) {
  Type type = realType(m);
  Value image = addImage(m, type);
  Around near(m, drawBorder(m));
  bool wide = m.draw.chance(45);
  auto across = [&](size_t dim) {
    auto at = [&](int ahead, int aside) {
      return elementOf(m, image, {near.index(0, dim == 1 ? aside : ahead), near.index(1, dim == 1 ? ahead : aside)});
    };
    auto edge = [&](int ahead) {
      if (!wide) return at(ahead, 0);
      Value middle = times(m, number(type, m.draw.of({2, 2, 4, 10})), at(ahead, 0));
      return letUsed(m, plus(m, plus(m, at(ahead, -1), middle), at(ahead, 1)));
    };
    Value far = edge(1), back = m.draw.chance(75) ? edge(-1) : at(0, 0);
    return letUsed(m, minus(m, far, back), dim == 1 ? "gx" : "gy");
  };
  Value gx = across(1), gy = across(0);
  Value squares = plus(m, times(m, gx, gx), times(m, gy, gy));
  Value sizes = plus(m, surely(Builtin::absOf, {gx}), surely(Builtin::absOf, {gy}));
  Value size = letKept(m, m.draw.chance(33) ? sizes : apply(m, Builtin::sqrtOf, {squares}),
                       m.draw.of({"magnitude", "edge", "slope"}));
  if (m.draw.chance(35)) let(m, apply(m, Builtin::atan2Of, {gy, plus(m, gx, number(type, 0.001))}), "angle");
  return size;
}

/// Red, green and blue: brightness, contrast, saturation.
static Value colors(Maker &m) {
  Type type = vectorType(3, realType(m).scalar), one = componentType(type);
  Value pixel = letFree(m, elementOf(m, addImage(m, type), m.space.indices), m.draw.of({"pixel", "rgb", "c"}));
  Values weights = {number(one, 0.299), number(one, 0.587), number(one, 0.114)};
  if (m.draw.chance(35)) weights = {number(one, 0.2126), number(one, 0.7152), number(one, 0.0722)};
  Value gray = apply(m, Builtin::dot, {pixel, construct(type, weights)});
  if (m.draw.chance(40)) {
    gray = times(m, componentOf(pixel, 0), weights[0]);
    for (int i = 1; i < 3; ++i) gray = plus(m, gray, times(m, componentOf(pixel, i), weights[size_t(i)]));
  }
  gray = letKept(m, gray, m.draw.of({"gray", "luma", "luminance"}));
  if (m.draw.chance(60)) {
    Value amount =
        m.draw.chance(50) ? addScale(m, one, {0, 2}, "saturation") : letUsed(m, fit(m, grow(m, one, 2), {0, 2}));
    Value base = construct(type, {gray});
    letFree(m, plus(m, base, times(m, minus(m, pixel, base), amount)), m.draw.of({"graded", "mixed"}));
  }
  if (m.draw.chance(35)) letFree(m, apply(m, m.draw.of({Builtin::maxOf, Builtin::minOf}), {pixel}));
  return gray;
}

/// Between the four pixels around a place that lies between them.
static Value sample(Maker &m) {
  Type type = m.draw.chance(70) ? realType(m) : vectorType(3, realType(m).scalar), real = realType(m);
  Value image = addImage(m, type);
  Border border = drawBorder(m);
  Values lower, upper, parts;
  for (size_t d = 0; d < 2; ++d) {
    Value moved = toScalar(m, m.space.indices[d], real.scalar);
    if (m.draw.chance(60)) moved = times(m, moved, addScale(m, real, {0.25, 2}, d ? "scale_x" : "scale_y"));
    moved = letUsed(m, fit(m, plus(m, moved, grow(m, real, 2)), {0, 100}), d ? "u" : "v");
    Value first =
        letUsed(m, boundedIndex(m, surely(castTo(Scalar::i32), {moved}), m.space.extents[d]), d ? "x0" : "y0");
    lower.push_back(first);
    upper.push_back(letUsed(m, shifted(m, first, m.space.extents[d], 1, border), d ? "x1" : "y1"));
    parts.push_back(letUsed(m, surely(Builtin::sub, {moved, surely(Builtin::floorOf, {moved})}), d ? "fx" : "fy"));
    m.known(parts[d]).range = {0, 1};
    parts[d] = valueOf(m, parts[d].expr.id);
  }
  bool lerps = m.draw.chance(50);
  auto between = [&](const Value &a, const Value &b, const Value &part) {
    if (lerps) return apply(m, Builtin::lerp, {a, b, part});
    return plus(m, times(m, a, surely(Builtin::sub, {number(real, 1), part})), times(m, b, part));
  };
  auto row = [&](const Value &y) {
    return letUsed(m, between(elementOf(m, image, {y, lower[1]}), elementOf(m, image, {y, upper[1]}), parts[1]));
  };
  Value top = row(lower[0]), bottom = row(upper[0]);
  return letKept(m, between(top, bottom, parts[0]), m.draw.of({"sampled", "value", ""}));
}

/// How many pixels are so bright.
static void histogram(Maker &m) {
  Type type = m.draw.chance(70) ? realType(m) : vectorType(3, realType(m).scalar);
  letFree(m, elementOf(m, addImage(m, type), m.space.indices));
  statements(m, m.draw.between(1, 3));
  int bins = m.plan.extent(m.draw.of({8, 10, 16, 32}));
  Value shade = letUsed(m, fit(m, mixUnread(m, realType(m)), {0, 1}), m.draw.of({"shade", "level", "t"}));
  double count = m.plan.least(bins);
  Value bin = letUsed(m, boundedIndex(m, quanta(m, shade, count, {0, count}), bins), "bin");
  Value counts = addShared(m, kI32, {bins}, m.draw.of({"histogram", "hist", "counts"}));
  auto add = [&] { emitAtomic(m, Builtin::atomicAdd, counts, {bin}, whole(1)); };
  if (m.draw.chance(60)) return add();
  Value test = condition(m);
  branch(m, test, add);
}

void image(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    style.types = {74, 8, 2, 12, 0};
    style.extent = 3;
    for (Group group : {Group::blends, Group::extremes}) style.of(group) *= 2;
    style.of(Act::forLoop) = style.of(Act::whileLoop) = 1;
  });
  enter(m, 2);
  static constexpr int weights[] = {34, 22, 18, 14, 12};
  static constexpr Value (*forms[])(Maker &) = {window, gradient, colors, sample};
  size_t form = m.draw.weighted(weights);
  if (form == std::size(forms)) return histogram(m);
  conclude(m, forms[form](m));
}

}  // namespace mlir_rl::kernel::make::families
