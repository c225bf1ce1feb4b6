#include "mlir_rl/kernel_make/families.h"
#include "mlir_rl/kernel_make/sketch.h"

namespace mlir_rl::kernel::make::families {

static constexpr Theme kTheme = {
    .verbs = "scale blend mix offset combine adjust apply balance shift merge weigh level saxpy compose",
    .nouns = "signal sample gain price rate amount level load score input source field channel reading cost",
    .results = "out result output dest target combined adjusted mixed",
    .numbers = "alpha beta gamma factor bias offset rate gain limit tax margin threshold"};

void arith(Maker &m) {
  begin(m, kTheme, [](Style &style) {
    for (Group group : {Group::sums, Group::products, Group::remainders, Group::extremes}) style.of(group) *= 2;
    style.of(Group::bits) *= 3;
    style.of(Group::casts) *= 2;
    style.of(Act::forLoop) = style.of(Act::whileLoop) = 1;
    style.types = {46, 38, 5, 10, 2};
    style.parameters += 2;
  });
  plainKernel(m);
}

}  // namespace mlir_rl::kernel::make::families
