#pragma once

/// \file
/// A set of kernels -> one HTML file for people who decide whether to train on it.

#include "mlir_rl/kernel_report/facts.h"
#include "mlir_rl/report/report.h"

namespace mlir_rl::kernel {

/// All sections with their pictures. Errors: those of gnuplot.
Result<Report> kernelReport(const SetFacts &facts, const std::string &title, const std::string &subtitle);

}  // namespace mlir_rl::kernel
