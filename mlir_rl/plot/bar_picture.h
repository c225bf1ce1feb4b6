#pragma once

/// \file
/// A picture of rows with names, each a bar for every one that is compared.

#include <string>
#include <vector>

#include "mlir_rl/plot/picture.h"

namespace mlir_rl {

/// What the bars of one picture say.
struct BarWords {
  std::string name;             ///< of the picture
  std::string title, subtitle;  ///< of the picture
  std::string whisker;          ///< what whiskers show
  std::string axis, one;        ///< what is drawn; what 1 of it stands for
};

/// Bars from 1: of ratios.
class BarPicture {
 public:
  explicit BarPicture(const std::vector<std::string> &labels);

  void startRow(const std::string &name);
  /// In the last row started; from low to high goes the whisker.
  void add(size_t label, double value, double low, double high);
  /// Behind the name of the last row.
  void say(const std::string &remark);
  /// No panel when there is no bar.
  Picture finish(const BarWords &words);

 private:
  double height() const { return 0.8 / double(labels_); }

  size_t labels_;
  Panel panel_;
};

}  // namespace mlir_rl
