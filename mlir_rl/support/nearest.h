#pragma once

/// \file
/// "Did you mean ...?"

#include <string>
#include <string_view>
#include <vector>

namespace mlir_rl {

/// Insertions, deletions, replacements and swaps of neighbours that turn one text into the other.
int editDistance(std::string_view a, std::string_view b);

/// The name closest to `word`, or "" when none is within a third of its length (at least 1).
std::string nearestName(std::string_view word, const std::vector<std::string> &names);

/// "; did you mean NAME?", or "".
std::string didYouMean(std::string_view word, const std::vector<std::string> &names);

}  // namespace mlir_rl
