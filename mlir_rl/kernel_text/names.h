#pragma once

/// \file
/// Names in the text: the tree's own, but for those that mean something there already.

#include <map>
#include <set>
#include <string>

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel::text {

class Names {
 public:
  explicit Names(const Module &module);

  /// Of a variable or field.
  const std::string &local(const std::string &name) const { return local_.at(name); }
  /// Of a constant, struct, function or kernel, which must not be what the C library or CUDA declare.
  const std::string &global(const std::string &name) const { return global_.at(name); }
  /// A name that neither the module nor the text gives to anything: `wanted`, or `wanted` and underscores.
  std::string fresh(std::string wanted) const;

 private:
  std::string renamed(const std::string &name);

  std::set<std::string> taken_;
  std::map<std::string, std::string> local_, global_;
};

}  // namespace mlir_rl::kernel::text
