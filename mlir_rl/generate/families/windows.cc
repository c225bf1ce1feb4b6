// Families of one operation with windows.
#include "mlir_rl/generate/families/images.h"
#include "mlir_rl/generate/family.h"

namespace mlir_rl::families_of_programs {

std::vector<Value> conv2d(Builder &b, Sampler &s) {
  Window window = drawWindow(s, Layout::nchw);
  Value x = imageArgument(b, s, Layout::nchw);
  if (!fits(x, window)) return {};
  return {convolution(b, x, s.channels(), window)};
}

std::vector<Value> conv2d_nhwc(Builder &b, Sampler &s) {
  Window window = drawWindow(s, Layout::nhwc);
  Value x = imageArgument(b, s, Layout::nhwc);
  if (!fits(x, window)) return {};
  return {convolution(b, x, s.channels(), window)};
}

std::vector<Value> conv2d_grouped(Builder &b, Sampler &s) {
  Window window = drawWindow(s, Layout::nchw);
  int64_t groups = int64_t{1} << s.choose(1, 5), batch = s.batch(), side = s.spatial();
  int64_t channels = s.channels() / groups * groups, filters = s.channels() / groups * groups;
  // As many groups as channels would be the depthwise family.
  if (channels <= groups || filters < groups) return {};
  Value x = b.argument({batch, channels, side, side});
  if (!fits(x, window)) return {};
  return {groupedConvolution(b, x, filters, groups, window)};
}

std::vector<Value> conv2d_depthwise(Builder &b, Sampler &s) {
  Layout layout = s.flip(0.7) ? Layout::nchw : Layout::nhwc;
  Window window = drawWindow(s, layout);
  Value x = imageArgument(b, s, layout);
  if (!fits(x, window)) return {};
  return {depthwiseConvolution(b, x, window)};
}

/// Windows of pooling: 2 or 3 wide and usually as far apart.
static Window poolWindow(Sampler &s, Layout layout) {
  Window window{.layout = layout, .kernel = s.choose(2, 3)};
  window.stride = s.choose(1, 3);
  window.padding = s.flip(0.3) ? 1 : 0;
  return window;
}

std::vector<Value> max_pool(Builder &b, Sampler &s) {
  Layout layout = s.flip(0.7) ? Layout::nchw : Layout::nhwc;
  Window window = poolWindow(s, layout);
  Value x = imageArgument(b, s, layout);
  if (!fits(x, window)) return {};
  return {maxPool(b, x, window)};
}

std::vector<Value> avg_pool(Builder &b, Sampler &s) {
  Layout layout = s.flip(0.7) ? Layout::nchw : Layout::nhwc;
  Window window = poolWindow(s, layout);
  Value x = imageArgument(b, s, layout);
  if (!fits(x, window)) return {};
  return {averagePool(b, x, window)};
}

}  // namespace mlir_rl::families_of_programs
