#pragma once

/// \file
/// What a sample does when it runs: whether it keeps its promises.

#include <optional>
#include <string>

#include "mlir_rl/kernel_make/sample.h"
#include "mlir_rl/kernel_run/fault.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl::kernel {

struct Behaviour {
  std::optional<Fault> fault;  ///< the first rule that it broke
  bool finite = true;          ///< no array holds an infinity or NaN afterwards
  bool stable = true;          ///< another order of threads leaves the same bits
  bool depends = false;        ///< for some two inputs what it writes differs, where both write
  int64_t instructions = 0;    ///< of the interpreter, all inputs together

  /// "" when everything is as promised.
  std::string wrong() const;
};

/// Runs every input, each in two orders of threads. Errors (usage): the interpreter takes the module or an input for
/// malformed.
Result<Behaviour> examine(const Sample &sample);

/// Whether what the kernel writes differs between some inputs, or breaks a rule.
bool tellsInputsApart(const Sample &sample);

}  // namespace mlir_rl::kernel
