#pragma once

/// \file
/// Aligned text tables for the terminal.

#include <string>
#include <string_view>
#include <vector>

namespace mlir_rl {

/// Columns are as wide as their widest cell, two spaces apart. Cells are UTF-8 without control characters.
class Table {
 public:
  enum class Align { left, right };
  struct Column {
    std::string title;
    Align align = Align::right;
  };

  explicit Table(std::vector<Column> columns);
  /// One cell for each column; missing cells at the end are empty, more cells than columns are a broken invariant.
  void addRow(std::vector<std::string> cells);
  /// Title line, rule, rows; no trailing spaces; ends with a newline.
  std::string text() const;

 private:
  std::vector<size_t> widths() const;
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// Characters a UTF-8 text takes on screen, one for each code point.
size_t screenWidth(std::string_view text);

}  // namespace mlir_rl
