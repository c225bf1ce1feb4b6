#include "mlir_rl/plot/bar_picture.h"

#include <algorithm>

namespace mlir_rl {

BarPicture::BarPicture(const std::vector<std::string> &labels) : labels_(labels.size()) {
  for (size_t i = 0; i < labels.size(); ++i) panel_.series.push_back({labels[i], Look::bars, int(i), {}});
}

void BarPicture::startRow(const std::string &name) { panel_.y.tics.push_back({double(panel_.y.tics.size()), name}); }

void BarPicture::add(size_t label, double value, double low, double high) {
  double row = double(panel_.y.tics.size()) - 1, place = double(label) - double(labels_ - 1) / 2;
  panel_.series[label].points.push_back({value, row + place * height(), low, high});
}

void BarPicture::say(const std::string &remark) { panel_.y.tics.back().text += " (" + remark + ")"; }

Picture BarPicture::finish(const BarWords &words) {
  panel_.title = "whiskers: " + words.whisker;
  panel_.x = {.title = words.axis, .ratio = true};
  panel_.y.low = double(panel_.y.tics.size()) - 0.4;
  panel_.y.high = -0.6;
  panel_.references = {{1, words.one}};
  std::erase_if(panel_.series, [](const Series &series) { return series.points.empty(); });
  int rows = int(panel_.y.tics.size()), pixels = std::max(22, int(labels_) * 9 + 8);
  Picture picture{.name = words.name, .title = words.title, .subtitle = words.subtitle};
  picture.panelWidth = 900;
  picture.panelHeight = 90 + rows * pixels;
  picture.barHeight = 0.85 * height();
  if (!panel_.series.empty()) picture.panels = {std::move(panel_)};
  return picture;
}

}  // namespace mlir_rl
