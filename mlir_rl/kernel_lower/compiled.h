#pragma once

/// \file
/// A kernel in all its compiled forms: as text, and as code that runs. Free of MLIR and LLVM.

#include <array>
#include <memory>
#include <span>
#include <string>

#include "mlir_rl/kernel/form.h"
#include "mlir_rl/kernel_run/run.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl::kernel {

/// The compiled forms that run on this machine.
enum class Variant : uint8_t {
  o0,
  o1,
  o2,
  o3,   ///< the text of the assembly form, assembled
  gpu,  ///< what PTX is made from, one thread after the other, with the C library's functions for libdevice's
};
inline constexpr int kNumVariants = 5;
/// "O0" ... "O3", "GPU body".
const char *variantName(Variant variant);

class Compiled {
 public:
  struct State;
  explicit Compiled(std::unique_ptr<State> state);
  Compiled(Compiled &&) noexcept;
  Compiled &operator=(Compiled &&) noexcept;
  ~Compiled();

  /// Null when the kernel has no such form; `cpp` and `cuda` never are here.
  const std::string *text(Form form) const;
  /// Why it has none; "" when it has.
  const std::string &whyNot(Form form) const;

  /// Runs all threads of the launch in row-major order; its limit of iterations and its shuffling do not count here.
  /// What the interpreter calls an error is undefined: out-of-bounds accesses are not found, and a failed assertion
  /// ends the process. Errors (usage): dims or arguments do not suit the kernel, or an array has gaps between its
  /// elements.
  Status run(Variant variant, const Launch &launch, std::span<const Argument> arguments) const;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace mlir_rl::kernel
