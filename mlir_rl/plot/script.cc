#include "mlir_rl/plot/script.h"

#include <algorithm>

#include "mlir_rl/plot/axis.h"
#include "mlir_rl/plot/stroke.h"

namespace mlir_rl {

namespace {

constexpr int kHeader = 64, kLegendRow = 26, kFooterRoom = 8;  // pixels

class ScriptWriter {
 public:
  ScriptWriter(const Picture &picture, PictureFormat format) : picture_(picture), format_(format) {
    for (const Panel &panel : picture.panels)
      for (const Series &series : panel.series) enterLegend(series);
    rows_ = (int(picture.panels.size()) + picture.columns - 1) / picture.columns;
    width_ = picture.columns * picture.panelWidth;
    legendColumns_ = std::max(1, width_ / legendWidth());
    int legendRows = (int(legend_.size()) + legendColumns_ - 1) / legendColumns_;
    footer_ = legendRows == 0 ? 0 : legendRows * kLegendRow + kFooterRoom;
    height_ = kHeader + rows_ * picture.panelHeight + footer_;
  }

  std::string write() {
    begin();
    for (size_t i = 0; i < picture_.panels.size(); ++i) data(i);
    line("set multiplot");
    for (size_t i = 0; i < picture_.panels.size(); ++i) panel(i);
    frame();
    line("unset multiplot");
    return std::move(text_);
  }

 private:
  void line(const std::string &text) { text_ += text + "\n"; }

  void enterLegend(const Series &series) {
    if (series.label.empty()) return;
    for (const Series &known : legend_)
      if (known.label == series.label) return;
    legend_.push_back({series.label, series.look, series.colour, {}});
  }

  /// Pixels that one entry takes.
  int legendWidth() const {
    size_t longest = 1;
    for (const Series &series : legend_) longest = std::max(longest, series.label.size());
    return int(longest) * 8 + 70;
  }

  void begin() {
    line(std::string("set terminal ") + (format_ == PictureFormat::png ? "pngcairo" : "svg") + " size " +
         std::to_string(width_) + "," + std::to_string(height_) +
         " font 'sans-serif,10' noenhanced background '#FFFFFF'");
    line("set encoding utf8");
    line("set border 3 linecolor rgb '#666666'");
    line("set tics nomirror out scale 0.5 textcolor rgb '#222222'");
    line("set grid linecolor rgb '#E2E2E2' linewidth 1 linetype 1");
    line("unset key");
  }

  std::string dataName(size_t panel, size_t series) const {
    return "$p" + std::to_string(panel) + "s" + std::to_string(series);
  }

  void data(size_t index) {
    const Panel &panel = picture_.panels[index];
    for (size_t i = 0; i < panel.series.size(); ++i) {
      line(dataName(index, i) + " << EOD");
      for (const Point &point : panel.series[i].points) line(dataRow(panel.series[i].look, point));
      line("EOD");
    }
  }

  std::string dataRow(Look look, const Point &p) const {
    std::string text = numeral(p.x) + " " + numeral(p.y);
    if (look != Look::bars) return text;
    double half = picture_.barHeight / 2, start = picture_.barStart;
    return text + " " + numeral(std::min(start, p.x)) + " " + numeral(std::max(start, p.x)) + " " +
           numeral(p.y - half) + " " + numeral(p.y + half) + " " + numeral(p.low) + " " + numeral(p.high);
  }

  std::string share(int pixels, int of) const { return numeral(double(pixels) / of); }

  void panel(size_t index) {
    const Panel &panel = picture_.panels[index];
    int column = int(index) % picture_.columns, row = int(index) / picture_.columns;
    line("set origin " + share(column * picture_.panelWidth, width_) + "," +
         share(footer_ + (rows_ - 1 - row) * picture_.panelHeight, height_));
    line("set size " + share(picture_.panelWidth, width_) + "," + share(picture_.panelHeight, height_));
    line("set title " + quoted(titleOf(panel)) + " font ',11' offset 0,-0.4");
    margins(panel);
    axis("x", panel.x, valuesOf(panel, true));
    axis("y", panel.y, valuesOf(panel, false));
    references(panel);
    plot(index);
    line("unset arrow");
  }

  /// A text at a reference would stand in the data.
  static std::string titleOf(const Panel &panel) {
    std::string title = panel.title;
    for (const Reference &reference : panel.references)
      if (!reference.text.empty()) title += (title.empty() ? "dashed: " : "; dashed: ") + reference.text;
    return title;
  }

  /// Fixed ones, so that panels stand in line.
  void margins(const Panel &panel) {
    size_t names = 0;
    for (const Tic &tic : panel.y.tics) names = std::max(names, tic.text.size());
    std::string left = panel.hasBars() ? numeral(double(names) * 0.95 + 3) : "10.5";
    line("set lmargin " + left + "; set rmargin 2.5; set tmargin 2; set bmargin 3.4");
  }

  static std::vector<double> valuesOf(const Panel &panel, bool x) {
    std::vector<double> values;
    for (const Series &series : panel.series)
      for (const Point &point : series.points) {
        values.push_back(x ? point.x : point.y);
        if (series.look == Look::bars && x && point.low != point.high)
          values.insert(values.end(), {point.low, point.high});
      }
    for (const Reference &reference : panel.references)
      if (x == panel.hasBars()) values.push_back(reference.at);
    return values;
  }

  void axis(const std::string &name, const Axis &wanted, const std::vector<double> &values) {
    Axis axis = fitted(wanted, values);
    line("set " + name + "label " + quoted(axis.title) + (name == "y" ? "" : " offset 0,0.4"));
    line((axis.ratio ? "set logscale " : "unset logscale ") + name);
    line("set " + name + "range [" + numeral(axis.low) + ":" + numeral(axis.high) + "] noreverse");
    std::string tics;
    for (const Tic &tic : axis.tics) tics += (tics.empty() ? "" : ", ") + quoted(tic.text) + " " + numeral(tic.at);
    line("set " + name + "tics (" + tics + ")");
  }

  void references(const Panel &panel) {
    for (const Reference &reference : panel.references) {
      std::string at = "first " + numeral(reference.at);
      bool up = panel.hasBars();
      line("set arrow from " +
           (up ? at + ", graph 0 to " + at + ", graph 1" : "graph 0, " + at + " to graph 1, " + at) +
           " nohead dashtype 2 linewidth 1.3 linecolor rgb '#666666'");
    }
  }

  void plot(size_t index) {
    const Panel &panel = picture_.panels[index];
    std::string clauses, whiskers;
    for (size_t i = 0; i < panel.series.size(); ++i) {
      const Series &series = panel.series[i];
      bool bars = series.look == Look::bars;
      clauses +=
          (i ? ", " : "") + dataName(index, i) + (bars ? " using 1:2:3:4:5:6 " : " using 1:2 ") + strokeText(series);
      if (bars)
        whiskers +=
            ", " + dataName(index, i) +
            " using ($7 < $8 ? $1 : NaN):2:7:8 with xerrorbars pointtype -1 linewidth 1 linecolor rgb '#222222'";
    }
    line("plot " + clauses + whiskers);
  }

  /// Title and legend: one empty plot over the whole picture.
  void frame() {
    line("set origin 0,0; set size 1,1");
    line("set lmargin 0; set rmargin 0; set tmargin 0; set bmargin 0");
    line("unset border; unset tics; unset grid; unset title; unset xlabel; unset ylabel; unset logscale");
    line("set label " + quoted(picture_.title) + " at screen 0.5, screen " + share(height_ - 20, height_) +
         " center font ',14' textcolor rgb '#111111'");
    line("set label " + quoted(picture_.subtitle) + " at screen 0.5, screen " + share(height_ - 44, height_) +
         " center font ',10' textcolor rgb '#444444'");
    std::string entries;
    for (const Series &series : legend_)
      entries += ", keyentry " + keyStroke(series) + " title " + quoted(series.label);
    if (!legend_.empty())
      line("set key at screen 0.5, screen " + share(footer_ / 2, height_) +
           " center center horizontal Left reverse samplen 2.5 width 2 maxcols " + std::to_string(legendColumns_));
    line("plot [0:1] [0:1] -1 notitle" + entries);
  }

  /// A key shows bars as boxes.
  static std::string keyStroke(const Series &series) {
    if (series.look != Look::bars) return strokeText(series);
    return "with boxes fillstyle solid noborder linecolor rgb " + colourText(series.colour, false);
  }

  const Picture &picture_;
  PictureFormat format_;
  std::vector<Series> legend_;
  int rows_ = 0, width_ = 0, height_ = 0, footer_ = 0, legendColumns_ = 1;
  std::string text_;
};

}  // namespace

std::string gnuplotScript(const Picture &picture, PictureFormat format) {
  return ScriptWriter(picture, format).write();
}

}  // namespace mlir_rl
