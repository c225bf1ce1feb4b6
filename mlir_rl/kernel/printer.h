#pragma once

/// \file
/// What the parts of the printer share.

#include <string>

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel {

/// Names come from here.
struct Printer {
  const Module &module;
  const Function &function;
};

std::string exprText(const Printer &p, const Expr &expr);
/// Statements, each line indented by `depth` steps of four columns.
std::string blockText(const Printer &p, const std::vector<Stmt> &body, int depth);
/// A type as it is named inside a module: types without a name of their own by the alias at its top.
std::string typeWord(const Type &type, const Module &module);

}  // namespace mlir_rl::kernel
