#include "mlir_rl/kernel_make/plan.h"

#include <cassert>

namespace mlir_rl::kernel::make {

int Plan::extent(int low, int high) {
  extents_.push_back({.low = low, .high = high});
  return int(extents_.size()) - 1;
}

int Plan::derived(int base, int times, int plus) {
  extents_.push_back({.base = base, .times = times, .plus = plus});
  return int(extents_.size()) - 1;
}

int Plan::product(int base, int other) {
  extents_.push_back({.base = base, .other = other});
  return int(extents_.size()) - 1;
}

bool Plan::covers(int outer, int inner) const {
  if (outer == inner || least(outer) >= most(inner)) return true;
  const Extent &e = extents_[size_t(outer)];
  return e.base != kNone && e.other == kNone && e.plus >= 0 && e.times >= 1 && covers(e.base, inner);
}

/// Extents without a base are sized by `size`, once each and in their order.
template <class Size>
std::vector<int> Plan::all(const Size &size) const {
  std::vector<int> sizes;
  for (const Extent &e : extents_) {
    int other = e.other == kNone ? 1 : sizes[size_t(e.other)];
    sizes.push_back(e.base == kNone ? size(e) : sizes[size_t(e.base)] * e.times * other + e.plus);
  }
  return sizes;
}

std::vector<int> Plan::sizes(Draw &draw, bool odd) const {
  return all([&](const Extent &e) {
    int size = draw.between(e.low, e.high);
    if (odd && size % 2 == 0 && size > e.low) --size;
    return size;
  });
}

std::vector<int> Plan::leastSizes() const {
  return all([](const Extent &e) { return e.low; });
}

namespace {

enum class Manner : uint8_t { drawn, corners, constant };

/// One of the range's ends, or 0 or 1 where they lie in it.
double cornerOf(const Range &range, Draw &draw) {
  std::vector<double> corners = {range.low, range.high};
  for (double value : {0.0, -0.0, 1.0})
    if (range.has(value)) corners.push_back(value);
  return draw.from(corners);
}

FillRule ruleOf(const Content &content, const std::vector<int> &sizes, Manner manner, Draw &draw) {
  Range range = content.range;
  if (content.extent != kNone) {
    range.high = sizes[size_t(content.extent)] + content.plus;
    range.low = content.exact ? range.high : 0;
  }
  bool plain = content.filling == Filling::range && range.low < range.high;
  if (plain && manner == Manner::corners) return {.filling = Filling::corners, .low = range.low, .high = range.high};
  if (plain && manner == Manner::constant) range.low = range.high = cornerOf(range, draw);
  return {.filling = content.filling, .low = range.low, .high = range.high};
}

LaunchInput makeInput(const Plan &plan, const std::vector<ParameterPlan> &parameters, const std::vector<int> &sizes,
                      Manner manner, Draw &draw) {
  LaunchInput input;
  for (const LaunchDim &dim : plan.launch)
    input.dims.push_back(sizes[size_t(dim.extent)] + draw.between(0, dim.padding));
  for (const ParameterPlan &parameter : parameters) {
    ParameterInput &made = input.parameters.emplace_back();
    for (int dim : parameter.dims) made.shape.push_back(sizes[size_t(dim)]);
    for (const Content &content : parameter.contents) made.rules.push_back(ruleOf(content, sizes, manner, draw));
  }
  input.seed = draw.bits();
  return input;
}

}  // namespace

std::vector<LaunchInput> makeInputs(const Plan &plan, const std::vector<ParameterPlan> &parameters, Draw &draw) {
  std::vector<LaunchInput> inputs;
  for (bool odd : {false, true}) {
    std::vector<int> sizes = plan.sizes(draw, odd);
    inputs.push_back(makeInput(plan, parameters, sizes, Manner::drawn, draw));
  }
  inputs.push_back(makeInput(plan, parameters, plan.leastSizes(), Manner::corners, draw));
  if (!draw.chance(30)) return inputs;
  std::vector<int> sizes = plan.sizes(draw, true);
  inputs.push_back(makeInput(plan, parameters, sizes, Manner::constant, draw));
  return inputs;
}

}  // namespace mlir_rl::kernel::make
