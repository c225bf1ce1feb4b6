#pragma once

/// \file
/// A report as a plain value -> one HTML file that needs nothing beside it: no script, no font, no picture elsewhere.

#include <string>
#include <vector>

#include "mlir_rl/support/result.h"

namespace mlir_rl {

struct ReportTable {
  std::string title;
  std::vector<std::string> columns;  ///< the first is text, the others are numbers
  std::vector<std::vector<std::string>> rows;
};

/// In this order.
struct ReportSection {
  std::string title;
  std::vector<std::string> words;  ///< a paragraph each
  std::vector<ReportTable> tables;
  std::vector<std::string> pictures;  ///< SVG, as gnuplot writes it
};

struct Report {
  std::string title, subtitle;
  std::vector<ReportSection> sections;
};

/// Everything but the pictures is escaped. Error (failed): the template is broken.
Result<std::string> reportHtml(const Report &report);

}  // namespace mlir_rl
