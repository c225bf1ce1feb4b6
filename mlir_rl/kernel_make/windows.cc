#include "mlir_rl/kernel_make/windows.h"

#include "mlir_rl/kernel_make/loops.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/sketch.h"

namespace mlir_rl::kernel::make {

int Window::size() const {
  int all = 1;
  for (size_t d = 0; d < dims; ++d) all *= width();
  return all;
}

/// The loops that are left, inside those of these steps.
static void loopsInside(Maker &m, const Window &window, const Values &steps,
                        const std::function<void(const Values &)> &visit) {
  if (steps.size() == window.dims) return visit(steps);
  Trip trip = tripBetween(whole(-window.radius), whole(window.radius + 1), window.width());
  static constexpr const char *kNames[] = {"dx", "dy", "dz"};
  forLoop(
      m, trip,
      [&](const Value &step) {
        Values more = steps;
        more.push_back(step);
        loopsInside(m, window, more, visit);
      },
      kNames[window.dims - 1 - steps.size()]);
}

void forSteps(Maker &m, const Window &window, const std::function<void(const Values &)> &visit) {
  loopsInside(m, window, {}, visit);
}

Value addWeights(Maker &m, const Window &window, const Type &element) {
  std::vector<int> extents(window.dims, m.plan.extent(window.width()));
  Value weights = addReals(m, element, extents, m.draw.of({"weights", "coefficients", "taps", "mask_weights"}));
  m.known(weights).hidden = true;
  return weights;
}

Value weightOf(Maker &m, const Value &weights, const Window &window, const Values &steps) {
  Values places;
  for (const Value &step : steps) places.push_back(surely(Builtin::add, {step, whole(window.radius)}));
  return elementOf(m, weights, places);
}

}  // namespace mlir_rl::kernel::make
