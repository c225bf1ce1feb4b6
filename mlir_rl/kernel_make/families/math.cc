#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/sketch.h"

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs = "evaluate transform modulate activate normalize_wave map_curve fit synthesize encode warp decay",
    .nouns = "angle phase amplitude frequency logit radius energy theta wave distance probability height",
    .results = "out result wave_out curve response spectrum activation",
    .numbers = "omega sigma amplitude tau kappa exponent temperature frequency phase0 epsilon"};

void math(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    for (Group group : {Group::waves, Group::exponentials, Group::powers, Group::rounding, Group::blends})
      style.of(group) *= 5;
    style.of(Act::forLoop) /= 2;
    style.types = {84, 6, 2, 7, 1};
    style.operations += 1;
  });
  plainKernel(m);
}

}  // namespace mlir_rl::kernel::make::families
