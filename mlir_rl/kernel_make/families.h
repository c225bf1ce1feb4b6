#pragma once

/// \file
/// The families of kernels: what each is about. A family states the skeleton that makes its kernels what they are, and
/// leaves the rest to the grammar.

#include <span>
#include <string_view>

#include "mlir_rl/kernel_make/maker.h"

namespace mlir_rl::kernel {

struct KernelFamily {
  const char *name;
  const char *about;             ///< one sentence
  void (*make)(make::Maker &m);  ///< writes a kernel into m.body
};

std::span<const KernelFamily> kernelFamilies();
/// Null when there is none.
const KernelFamily *findKernelFamily(std::string_view name);

namespace make {

/// What families begin with: their words, and the usual style as `tune` changes it, then varied.
void begin(Maker &m, const Theme &theme, void (*tune)(Style &style));
/// What the family is about, once or in several rounds, in which the grammar may add more.
void inRounds(Maker &m, const Block &write);
/// Elements of new input arrays at the thread's index, each in a variable.
void readInputs(Maker &m, int count);
/// Outputs of drawn types at the thread's index; the first gets all that was not read.
void writeOutputs(Maker &m, int count);

}  // namespace make

}  // namespace mlir_rl::kernel
