#pragma once

/// \file
/// What evaluating an expression reads and changes, as C++ does not fix the order of operands where the tree does.

#include <set>

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel::text {

struct Effects {
  bool readsMemory = false, writesMemory = false;  ///< elements of arrays
  std::set<int> reads, writes;                     ///< the function's variables
};

/// If unsure it reads and writes.
Effects effectsOf(const Expr &expr, const Module &module);
/// Of finding a target, without reading or writing it.
Effects effectsOfIndices(const Expr &target, const Module &module);
/// Of finding and writing it.
Effects effectsOfTarget(const Expr &target, const Module &module);
/// Whether it matters which of the two is first.
bool conflict(const Effects &a, const Effects &b);
/// Variables that the statements may change.
std::set<int> writtenBy(const std::vector<Stmt> &body, const Module &module);

}  // namespace mlir_rl::kernel::text
