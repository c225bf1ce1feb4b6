#pragma once

/// \file
/// Which variables a structured function (structured.h) still needs where: what an if has to give on, and what a loop
/// carries from one iteration to the next.

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseMap.h"
#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel::lowering {

/// A bit for each variable.
using Variables = llvm::BitVector;

/// The variable that writing the target changes: itself, or the one it is a part of; -1 for an array's element.
int assignedVariable(const Expr &target);
/// Variables that evaluating the expression changes: states of random numbers.
void addAssigned(const Expr &expr, Variables &assigned);
/// Variables that the statements change, whatever their conditions say.
void addAssigned(const std::vector<Stmt> &body, Variables &assigned);

class Liveness {
 public:
  /// The function stays where it is while this lives.
  explicit Liveness(const Function &function);

  /// Variables that may be read after the statement. Of a loop's body: also those of the next iteration.
  const Variables &after(const Stmt &stmt) const { return after_.find(&stmt)->second; }
  /// Of a loop: variables that it changes, and that the next iteration or what follows may read; of a for loop its own
  /// variable among them, when it is read afterwards.
  Variables carried(const Stmt &loop) const;

 private:
  Variables flow(const std::vector<Stmt> &body, Variables live);
  Variables flow(const Stmt &stmt, Variables live);
  Variables loopFlow(const Stmt &stmt, const Variables &after);

  size_t variables_;
  llvm::DenseMap<const Stmt *, Variables> after_;
  llvm::DenseMap<const Stmt *, Variables> head_;  ///< where a loop decides whether to go on
};

}  // namespace mlir_rl::kernel::lowering
