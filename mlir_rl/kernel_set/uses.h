#pragma once

/// \file
/// What of the language a module uses.

#include "mlir_rl/kernel_set/row.h"

namespace mlir_rl::kernel {

Uses usesOf(const Module &module);

/// All words that usesOf() may give for statements and expressions.
std::set<std::string> statementWords();
std::set<std::string> expressionWords();

}  // namespace mlir_rl::kernel
