#include "mlir_rl/plot/stroke.h"

#include <array>
#include <cstdio>

namespace mlir_rl {

namespace {

constexpr std::array<unsigned, 7> kPalette = {0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x7F3C00};
constexpr std::array<int, 6> kShapes = {7, 5, 9, 13, 11, 6};  // filled circle, square, triangle, diamond, ...
constexpr unsigned kBlackRgb = 0x222222, kGreyRgb = 0x888888;

unsigned rgbOf(int colour) {
  if (colour == kBlack) return kBlackRgb;
  return colour == kGrey ? kGreyRgb : kPalette[size_t(colour) % kPalette.size()];
}

/// Two thirds of the way to white.
unsigned lightened(unsigned rgb) {
  unsigned light = 0;
  for (int shift : {16, 8, 0}) {
    unsigned part = rgb >> shift & 255;
    light |= (part + (255 - part) * 2 / 3) << shift;
  }
  return light;
}

std::string shapeText(int colour, const char *size) {
  int index = colour < 0 ? 0 : colour;
  return " pointtype " + std::to_string(kShapes[size_t(index) % kShapes.size()]) + " pointsize " + size;
}

std::string dashText(const Series &series) {
  if (series.look == Look::dashed) return " dashtype 2";
  int round = series.colour < 0 ? 0 : series.colour / int(kPalette.size());
  return round == 0 ? "" : " dashtype " + std::to_string(2 + round);
}

}  // namespace

std::string quoted(const std::string &text) {
  std::string result = "'";
  for (char c : text) {
    if (c == '\'') result += '\'';
    result += static_cast<unsigned char>(c) < 32 || c == 127 ? ' ' : c;
  }
  return result + "'";
}

std::string numeral(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.9g", value);
  return text;
}

std::string colourText(int colour, bool faint) {
  char text[16];
  std::snprintf(text, sizeof text, "'#%06X'", faint ? lightened(rgbOf(colour)) : rgbOf(colour));
  return text;
}

std::string strokeText(const Series &series) {
  std::string colour = " linecolor rgb " + colourText(series.colour, series.look == Look::faint);
  switch (series.look) {
    case Look::line:
    case Look::dashed:
      return "with lines linewidth 2" + dashText(series) + colour;
    case Look::thick:
      return "with lines linewidth 3.5" + colour;
    case Look::faint:
      return "with lines linewidth 1" + colour;
    case Look::dots:
      return "with linespoints linewidth 2" + dashText(series) + shapeText(series.colour, "0.8") + colour;
    case Look::steps:
      return "with steps linewidth 2" + dashText(series) + colour;
    case Look::marks:
      return "with points" + shapeText(series.colour, "1.4") + colour;
    case Look::filled:
      return "with fillsteps fillstyle solid noborder" + colour;
    case Look::bars:
      return "with boxxyerror fillstyle solid noborder" + colour;
  }
  return "";
}

}  // namespace mlir_rl
