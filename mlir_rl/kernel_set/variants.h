#pragma once

/// \file
/// Whether compiled forms do what the oracle says.

#include "mlir_rl/kernel_set/builder.h"
#include "mlir_rl/kernel_set/oracle.h"

namespace mlir_rl::kernel {

/// Runs the variant on every input set of the oracle; every array must hold the same bits afterwards. Failed: it cannot
/// run, or says otherwise, and where.
Checked<void> compareVariant(const Candidate &sample, const RunnableForm &variant, const OracleAnswer &oracle);

}  // namespace mlir_rl::kernel
