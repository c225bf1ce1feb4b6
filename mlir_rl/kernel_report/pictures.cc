#include "mlir_rl/kernel_report/pictures.h"

#include <algorithm>

#include "mlir_rl/kernel_report/figures.h"

namespace mlir_rl::kernel {

namespace {

/// Pixels: three pictures stand in a line of a page.
constexpr int kWidth = 360, kHeight = 190;

Panel histogram(const std::string &unit, const Lengths &lengths, int colour) {
  Panel panel{
      .title = unit + ": median " + counted(lengths.quantile(0.5)) + ", 90 % up to " + counted(lengths.quantile(0.9)),
      .x = {.title = unit, .ratio = true},
      .y = {.title = "% of texts", .fromZero = true}};
  Series series{.look = Look::filled, .colour = colour};
  // A logarithmic axis has no 0.
  for (const Lengths::Bin &bin : lengths.bins())
    series.points.push_back({std::max(0.5, double(bin.low)), 100 * bin.share});
  series.points.push_back({double(lengths.bins().back().high), 0});
  panel.series.push_back(std::move(series));
  return panel;
}

Picture lengthPicture(const std::string &name, const TextLengths &texts) {
  Picture picture{.name = name,
                  .title = name,
                  .subtitle = counted(texts.tokens.total()) + " texts",
                  .panelWidth = kWidth,
                  .panelHeight = kHeight};
  picture.panels = {histogram("tokens", texts.tokens, 0), histogram("lines", texts.lines, 2)};
  return picture;
}

}  // namespace

std::vector<Picture> lengthPictures(const SetProfile &profile) {
  std::vector<Picture> pictures;
  if (profile.python.tokens.total() > 0) pictures.push_back(lengthPicture("python", profile.python));
  for (const auto &[form, texts] : profile.forms)
    if (texts.tokens.total() > 0) pictures.push_back(lengthPicture(rowOf(form).name, texts));
  return pictures;
}

Picture familyPicture(const SetProfile &profile) {
  std::vector<std::pair<int64_t, std::string>> families;
  for (const auto &[name, family] : profile.families)
    if (family.lines.total() > 0) families.push_back({-family.lines.total(), name});
  std::sort(families.begin(), families.end());
  Panel panel{.x = {.title = "kernels", .fromZero = true}};
  Series series{.look = Look::bars};
  for (const auto &[rows, name] : families) {
    auto place = double(panel.y.tics.size());
    series.points.push_back({.x = double(-rows), .y = place});
    panel.y.tics.push_back({place, name});
  }
  panel.y.low = double(families.size()) - 0.4;
  panel.y.high = -0.6;
  panel.series.push_back(std::move(series));
  Picture picture{.name = "families", .title = "Kernels of each family", .barHeight = 0.7, .barStart = 0};
  picture.subtitle = counted(profile.inputs.total()) + " in all";
  picture.panelWidth = 760;
  picture.panelHeight = 90 + 20 * int(families.size());
  picture.panels.push_back(std::move(panel));
  return picture;
}

}  // namespace mlir_rl::kernel
