#pragma once

/// \file
/// Runs kernels as tree.h says they mean: the oracle that compiled forms are compared with, bit by bit. It shares
/// nothing with them but the trees and the C library.

#include <optional>
#include <span>
#include <string_view>

#include "mlir_rl/kernel_run/code.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl::kernel {

/// A kernel's argument as Layout has its type. What arrays view belongs to the caller, who keeps it while it runs and
/// answers for shape and strides: every element they lead to is memory that may be read and written.
struct Argument {
  Type type;
  std::vector<std::byte> bytes;
};

struct Launch {
  std::vector<int32_t> dims;  ///< 1 to 4 extents, none below 0; as many as the kernel's tid() asks for
  /// Threads run in row-major order of their index; with a seed in an order drawn from it. A kernel that gives other
  /// results then depends on the order of its threads.
  std::optional<uint64_t> shuffle = std::nullopt;
  int64_t iterations = int64_t(1) << 32;  ///< of loops, all threads together, before it counts as endless
};

struct Outcome {
  std::optional<Fault> fault;  ///< none: the launch has ended well
  int64_t threads = 0;         ///< that ended well
  int64_t instructions = 0;    ///< of the flat form, all threads together
};

/// Runs kernel number `kernel`. An error of usage: dims or arguments do not suit it. Several launches of one Code may
/// run at the same time.
Result<Outcome> run(const Code &code, int kernel, const Launch &launch, std::span<const Argument> arguments);

/// Number of the kernel of this name; -1 when there is none.
int findKernel(const Code &code, std::string_view name);

}  // namespace mlir_rl::kernel
