#pragma once

/// \file
/// Pictures as plain values: what is drawn, not how.

#include <optional>
#include <string>
#include <vector>

namespace mlir_rl {

struct Point {
  double x = 0, y = 0;
  double low = 0, high = 0;  ///< ends of a bar's whisker; equal: none
};
using Points = std::vector<Point>;

enum class Look {
  line,
  thick,   ///< a mean of others
  faint,   ///< what a smoothed line was made from
  dots,    ///< a line with a dot at every point
  dashed,  ///< what others are compared with
  steps,   ///< a value holds until the next point
  marks,   ///< dots alone
  filled,  ///< steps, the ground below them filled: a histogram
  bars,    ///< from the picture's barStart to x, at height y; the whisker from low to high
};

/// Numbers of colours that stand for something; others count from 0 through a palette.
enum : int { kBlack = -1, kGrey = -2 };

struct Series {
  std::string label;  ///< in the picture's legend, once for all panels; empty: not there
  Look look = Look::line;
  int colour = 0;
  Points points;
};

struct Tic {
  double at = 0;
  std::string text;
};

struct Axis {
  std::string title;         ///< with the unit
  bool ratio = false;        ///< logarithmic
  bool fromZero = false;     ///< a share or a count: zero belongs to it
  std::vector<Tic> tics;     ///< empty: chosen from the data
  double low = 0, high = 0;  ///< equal: chosen from the data; low above high: turned round
};

/// A horizontal line (a vertical one in a panel of bars) with its meaning in the title.
struct Reference {
  double at = 0;
  std::string text;
};

struct Panel {
  std::string title;
  Axis x, y;
  std::vector<Series> series;
  std::vector<Reference> references;

  bool hasBars() const { return !series.empty() && series.front().look == Look::bars; }
};

struct Picture {
  std::string name;  ///< of the file, without its extension
  std::string title, subtitle;
  int columns = 1;
  int panelWidth = 400, panelHeight = 270;  ///< pixels
  double barHeight = 0.2;                   ///< in units of y
  double barStart = 1;                      ///< 1 for ratios, 0 for counts
  std::vector<Panel> panels;
};

}  // namespace mlir_rl
