#include "mlir_rl/kernel_set/uniqueness.h"

namespace mlir_rl::kernel {

std::string Uniqueness::admit(const std::string &renamed, const std::string &blanked, const std::string &id) {
  if (auto same = renamed_.find(renamed); same != renamed_.end()) return "equals " + same->second + " but for names";
  int &count = blanked_[blanked];
  if (count >= quota_)
    return "has the structure of " + std::to_string(quota_) + " earlier rows, but for names and literals";
  ++count;
  renamed_.emplace(renamed, id);
  return "";
}

}  // namespace mlir_rl::kernel
