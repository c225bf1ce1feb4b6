#pragma once

/// \file
/// A report as a plain value -> one HTML file that needs nothing beside it: no script, no font, no picture elsewhere.

#include <string>
#include <vector>

#include "mlir_rl/support/result.h"

namespace mlir_rl {

struct ReportTable {
  std::string title;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
  size_t texts = 1;  ///< so many columns, from the first, are text; the others are numbers
};

/// Code, shown as it is; what is too wide or too long scrolls.
struct ReportPane {
  std::string title, text;
};

/// Panes that are read together, beside each other where there is room.
struct ReportExample {
  std::string title, words;
  std::vector<ReportPane> panes;
};

/// In this order.
struct ReportSection {
  std::string title;
  std::vector<std::string> words;  ///< a paragraph each
  std::vector<ReportTable> tables;
  std::vector<std::string> pictures;  ///< SVG, as gnuplot writes it
  std::vector<ReportExample> examples;
  bool beside = false;  ///< tables, and pictures, stand beside each other where there is room
};

struct Report {
  std::string title, subtitle;
  std::vector<ReportSection> sections;
};

/// Everything but the pictures is escaped. Error (failed): the template is broken.
Result<std::string> reportHtml(const Report &report);

}  // namespace mlir_rl
