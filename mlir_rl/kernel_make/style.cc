#include "mlir_rl/kernel_make/style.h"

namespace mlir_rl::kernel::make {

static Scalar drawReal(Draw &draw) {
  static constexpr int weights[] = {74, 16, 10};
  static constexpr Scalar scalars[] = {Scalar::f32, Scalar::f64, Scalar::f16};
  return scalars[draw.weighted(weights)];
}

static Scalar drawInteger(Draw &draw) {
  static constexpr int weights[] = {64, 8, 9, 6, 4, 3, 3, 3};
  static constexpr Scalar scalars[] = {Scalar::i32, Scalar::i64, Scalar::u32, Scalar::u64,
                                       Scalar::i16, Scalar::u8,  Scalar::u16, Scalar::i8};
  return scalars[draw.weighted(weights)];
}

Style usualStyle(Draw &draw) {
  Style style;
  style.real = drawReal(draw);
  style.integer = drawInteger(draw);
  static constexpr int extents[] = {0, 0, 30, 48, 18, 3, 1};
  style.extent = int(draw.weighted(extents));
  //              sums prod rem bits cmp logic ext sign wav exp pow rnd bld cast comp build calls
  style.groups = {30, 26, 4, 4, 12, 4, 10, 7, 6, 5, 5, 3, 6, 3, 10, 8, 3};
  //            let upd bra cha for whi cal sev part rec dra cla view look
  style.acts = {30, 10, 10, 5, 8, 3, 6, 3, 3, 2, 3, 2, 1, 1};
  style.types = {60, 18, 4, 12, 3};
  return style;
}

void vary(Style &style, Draw &draw) {
  auto some = [&](int &weight) { weight *= draw.of({0, 1, 2, 4, 4, 4, 8, 12}); };
  for (int &weight : style.groups) some(weight);
  for (int &weight : style.acts) some(weight);
  for (int &weight : style.types) weight *= draw.of({1, 2, 2, 2, 4});
  // Expressions end in sums and products, conditions in comparisons, whatever else there is.
  for (Group group : {Group::sums, Group::products, Group::compare}) style.of(group) += 8;
  style.of(Act::let) += 20;
  style.operations += draw.between(-1, 2);
  style.parameters += draw.between(-2, 2);
}

}  // namespace mlir_rl::kernel::make
