#pragma once

/// \file
/// The card of an export: README.md, with the head that dataset hubs read.

#include "mlir_rl/kernel_set/manifest.h"
#include "mlir_rl/kernel_set/stats.h"

namespace mlir_rl::kernel {

/// Markdown. Says nothing of the machine and the time, so that equal sets have equal cards.
std::string cardText(const Manifest &manifest, const SetStats &stats);

}  // namespace mlir_rl::kernel
