#include "mlir_rl/support/nearest.h"

#include <algorithm>

namespace mlir_rl {

int editDistance(std::string_view a, std::string_view b) {
  // Three rows of the table of distances between prefixes: i - 2, i - 1, i.
  std::vector<int> twoBack(b.size() + 1), oneBack(b.size() + 1), row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    twoBack.swap(oneBack);
    oneBack.swap(row);
    row[0] = static_cast<int>(i);
    for (size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({oneBack[j] + 1, row[j - 1] + 1, oneBack[j - 1] + (a[i - 1] != b[j - 1])});
      bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], twoBack[j - 2] + 1);
    }
  }
  return row[b.size()];
}

std::string nearestName(std::string_view word, const std::vector<std::string> &names) {
  int best = std::max(1, static_cast<int>(word.size()) / 3) + 1;
  std::string nearest;
  for (const std::string &name : names) {
    int distance = editDistance(word, name);
    if (distance < best) {
      best = distance;
      nearest = name;
    }
  }
  return nearest;
}

std::string didYouMean(std::string_view word, const std::vector<std::string> &names) {
  std::string nearest = nearestName(word, names);
  return nearest.empty() ? "" : "; did you mean " + nearest + "?";
}

}  // namespace mlir_rl
