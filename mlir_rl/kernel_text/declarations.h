#pragma once

/// \file
/// Where a function's variables are declared. In the tree they belong to the whole function; in the text each is
/// declared by the assignment that is first wherever it matters, once in each block that uses it for itself, or else
/// without a value before the first statement that names it.

#include <map>
#include <set>
#include <vector>

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel::text {

class Declarations {
 public:
  /// Of the function's own statements, which must stay where they are.
  explicit Declarations(const Function &function);

  /// Whether the statement, an assignment or loop, declares this variable, one of its targets.
  bool at(const Stmt &stmt, int variable) const { return at_.contains({&stmt, variable}); }
  /// Whether it declares all its targets, each of them another variable.
  bool atAll(const Stmt &stmt) const;
  /// Variables to be declared before the statement.
  std::vector<int> before(const Stmt &stmt) const;

 private:
  std::set<std::pair<const Stmt *, int>> at_;
  std::map<const Stmt *, std::vector<int>> before_;
};

}  // namespace mlir_rl::kernel::text
