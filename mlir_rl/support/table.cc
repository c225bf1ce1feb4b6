#include "mlir_rl/support/table.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace mlir_rl {

size_t screenWidth(std::string_view text) {
  // Continuation bytes (10xxxxxx) take no place of their own.
  return std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
}

Table::Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

void Table::addRow(std::vector<std::string> cells) {
  assert(cells.size() <= columns_.size());
  cells.resize(columns_.size());
  rows_.push_back(std::move(cells));
}

std::vector<size_t> Table::widths() const {
  std::vector<size_t> widths;
  for (const Column &column : columns_) widths.push_back(screenWidth(column.title));
  for (const auto &row : rows_) {
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], screenWidth(row[i]));
  }
  return widths;
}

std::string Table::text() const {
  std::vector<size_t> wide = widths();
  std::string out;
  auto line = [&](auto cellOf) {
    std::string text;
    for (size_t i = 0; i < columns_.size(); ++i) {
      const std::string cell = cellOf(i);
      std::string space(wide[i] - screenWidth(cell), ' ');
      text += (i ? "  " : "") + (columns_[i].align == Align::right ? space + cell : cell + space);
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + '\n';
  };
  line([&](size_t i) { return columns_[i].title; });
  line([&](size_t i) { return std::string(wide[i], '-'); });
  for (const auto &row : rows_) line([&](size_t i) { return row[i]; });
  return out;
}

}  // namespace mlir_rl
