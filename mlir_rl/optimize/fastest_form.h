#pragma once

/// \file
/// Which form of a program's convolutions is the fastest, by measuring.

#include <vector>

#include "mlir_rl/optimize/optimize.h"

namespace mlir_rl {

inline constexpr const char *kFastestForm = "fastest";

struct TimedForm {
  ConvolutionForm form;
  double seconds;  ///< of the whole program with the schedules that no trial was spent on
};

/// Each form that changes the program, verified, the fastest first, the direct one where it is a tie. Forms whose
/// outputs are wrong are left out. Errors: usage, when nothing may be run; those of optimize().
Result<std::vector<TimedForm>> timeForms(const Program &program, const OptimizeOptions &options,
                                         const Workplace &workplace);

/// "convolutions: winograd4 1.1 ms, direct 2.1 ms"
std::string describe(const std::vector<TimedForm> &forms);

}  // namespace mlir_rl
