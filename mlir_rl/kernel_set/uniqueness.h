#pragma once

/// \file
/// Which rows are too much like earlier ones. Rows come in the order of their indices. A row is refused when an earlier
/// one equals it up to names, or when as many as the quota with other names and literals, but the same structure, are
/// there. Both depend on the set of earlier rows only, so what a part of a set refuses the whole refuses too.

#include <cstdint>
#include <string>
#include <unordered_map>

namespace mlir_rl::kernel {

inline constexpr int kBlankedQuota = 5;

class Uniqueness {
 public:
  explicit Uniqueness(int quota = kBlankedQuota) : quota_(quota) {}

  /// Why the row is refused; "" when it is not. Hashes as RowHashes has them, `id` for messages about later rows.
  std::string admit(const std::string &renamed, const std::string &blanked, const std::string &id);

 private:
  int quota_;
  std::unordered_map<std::string, std::string> renamed_;  ///< to the first id
  std::unordered_map<std::string, int> blanked_;
};

}  // namespace mlir_rl::kernel
