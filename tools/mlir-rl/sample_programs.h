#pragma once

/// \file
/// The programs that the examples of docs/schedules.md are about.

#include <span>

namespace mlir_rl {

struct SampleProgram {
  const char *name;   ///< as Example::program has it
  const char *about;  ///< one sentence
  const char *text;   ///< MLIR; one task when prepared
};

/// All of them, in the order of the reference.
std::span<const SampleProgram> samplePrograms();

}  // namespace mlir_rl
