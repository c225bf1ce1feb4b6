#include "mlir_rl/kernel_report/figures.h"

#include <algorithm>

#include "mlir_rl/support/units.h"

namespace mlir_rl::kernel {

std::string counted(int64_t count) {
  std::string text = std::to_string(count);
  for (int64_t at = int64_t(text.size()) - 3; at > (count < 0); at -= 3) text.insert(size_t(at), 1, ',');
  return text;
}

std::string percentText(double share) {
  if (share > 0 && share < 0.001) return "< 0.1 %";
  if (share < 1 && share > 0.999) return "> 99.9 %";
  return formatFixed(100 * share, 1) + " %";
}

std::string shareText(int64_t part, int64_t whole) {
  return whole == 0 ? "-" : percentText(double(part) / double(whole));
}

int64_t countOf(const Counts &counts, const std::string &name) {
  auto found = counts.find(name);
  return found == counts.end() ? 0 : found->second;
}

ReportTable countsTable(const std::string &title, const std::string &what, const Counts &counts, int64_t whole,
                        size_t most) {
  std::vector<std::pair<std::string, int64_t>> ranked(counts.begin(), counts.end());
  std::sort(ranked.begin(), ranked.end(),
            [](auto &a, auto &b) { return std::pair(-a.second, a.first) < std::pair(-b.second, b.first); });
  ReportTable table{.title = title, .columns = {what, "rows", "share"}};
  int64_t others = 0;
  for (size_t i = 0; i < ranked.size(); ++i) {
    const auto &[name, count] = ranked[i];
    if (most && i >= most)
      others += count;
    else
      table.rows.push_back({name, counted(count), shareText(count, whole)});
  }
  if (others)
    table.rows.push_back(
        {"others (" + counted(int64_t(ranked.size() - most)) + ")", counted(others), shareText(others, whole)});
  return table;
}

std::string listed(const std::vector<std::string> &names, const char *between) {
  std::string text;
  for (const std::string &name : names) text += (text.empty() ? "" : between) + name;
  return text;
}

}  // namespace mlir_rl::kernel
