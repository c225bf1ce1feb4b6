#include "mlir_rl/generate/families/images.h"

namespace mlir_rl::families_of_programs {

Value imageArgument(Builder &b, Sampler &s, Layout layout) {
  bool square = s.flip(0.8);
  int64_t batch = s.batch(), channels = s.channels(), rows = s.spatial(), other = s.spatial();
  int64_t columns = square ? rows : other;
  return b.argument(layout == Layout::nchw ? Shape{batch, channels, rows, columns}
                                           : Shape{batch, rows, columns, channels});
}

Window drawWindow(Sampler &s, Layout layout) {
  Window window{.layout = layout, .kernel = s.kernel()};
  window.stride = s.flip(0.7) ? 1 : 2;
  window.dilation = s.flip(0.85) ? 1 : 2;
  bool same = s.flip(0.7);
  window.padding = same ? window.dilation * (window.kernel - 1) / 2 : 0;
  return window;
}

bool fits(const Value &image, const Window &window) {
  size_t first = window.layout == Layout::nchw ? 2 : 1;
  for (size_t dim : {first, first + 1})
    if (window.out(image.shape[dim]) < 2 || window.padding >= image.shape[dim]) return false;
  return true;
}

}  // namespace mlir_rl::families_of_programs
