#pragma once

/// \file
/// What a Compiled holds, for compiled.cc and compiler.cc.

#include <optional>

#include "mlir_rl/kernel_lower/compiled.h"
#include "mlir_rl/kernel_lower/jit.h"
#include "mlir_rl/kernel_run/layout.h"

namespace mlir_rl::kernel {

inline constexpr int kNumForms = int(Form::ptx) + 1;

struct Compiled::State {
  /// A part of a parameter, in the order of the compiled kernel's arguments.
  struct Part {
    Type type;
    size_t parameter = 0;
    uint32_t offset = 0;        ///< in the parameter's bytes
    uint32_t elementBytes = 0;  ///< of arrays
  };

  std::array<std::optional<std::string>, kNumForms> texts;
  std::array<std::string, kNumForms> reasons;
  std::string name;
  std::vector<Type> parameters;
  std::vector<uint32_t> sizes;  ///< of the parameters, bytes
  std::vector<Part> parts;
  int dims = 0;  ///< of the launch, as tid() asks for them; 0 when it never does
  std::shared_ptr<lowering::Jit> jit;
  lowering::JitCode code;
  std::array<void *, kNumVariants> launchers = {};
};

}  // namespace mlir_rl::kernel
