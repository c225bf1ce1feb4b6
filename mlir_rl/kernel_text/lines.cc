// Breaking lines that are too long.

#include <string_view>

#include "mlir_rl/kernel_text/text.h"

namespace mlir_rl::kernel::text {

namespace {

constexpr size_t kColumns = 120;

bool isOperator(std::string_view word) {
  static constexpr std::string_view words[] = {"+",  "-", "*", "/",  "%",  "&",  "|",  "^", "<<", ">>", "&&",
                                               "||", "<", ">", "<=", ">=", "==", "!=", "?", ":",  "=",  "+="};
  for (std::string_view op : words)
    if (op == word) return true;
  return false;
}

/// Whether a new line may begin after the blank at `at`: behind a comma or semicolon, or before an operator.
bool mayBreak(std::string_view line, size_t at) {
  if (line[at - 1] == ',' || line[at - 1] == ';') return true;
  size_t end = line.find(' ', at + 1);
  return end != std::string_view::npos && isOperator(line.substr(at + 1, end - at - 1));
}

/// The last blank of the least nesting at which the line may be broken before `columns`; npos when there is none.
size_t breakOf(std::string_view line, size_t columns) {
  size_t best = std::string_view::npos;
  int depth = 0, least = 1000;
  for (size_t i = 0; i < line.size() && i <= columns; ++i) {
    if (std::string_view("([{").find(line[i]) != std::string_view::npos) ++depth;
    if (std::string_view(")]}").find(line[i]) != std::string_view::npos) --depth;
    if (line[i] != ' ' || i < columns / 4 || depth > least || !mayBreak(line, i)) continue;
    least = depth;
    best = i;
  }
  return best;
}

}  // namespace

std::string laidOut(const std::string &line, int depth) {
  std::string text, indent(size_t(depth) * 2, ' '), rest = line;
  while (indent.size() + rest.size() > kColumns) {
    size_t at = breakOf(rest, kColumns - indent.size());
    if (at == std::string::npos) break;
    text += indent + rest.substr(0, at) + "\n";
    rest.erase(0, at + 1);
    indent = std::string(size_t(depth) * 2 + 4, ' ');
  }
  return text + indent + rest + "\n";
}

}  // namespace mlir_rl::kernel::text
