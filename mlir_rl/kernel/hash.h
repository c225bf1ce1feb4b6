#pragma once

/// \file
/// Identity of trees: the same hash on every machine. Places never count.

#include <string>

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel {

enum class Likeness : uint8_t {
  exact,    ///< equal trees
  renamed,  ///< equal after renaming constants, structs, fields, functions, kernels, parameters and variables
  blanked,  ///< also after replacing every literal's and constant's value; their types still count
};

/// 16 lower-case hex digits; equal for modules that are alike in this way.
std::string hashModule(const Module &module, Likeness likeness);
/// The same of one kernel with the functions, structs and constants of the module that it uses, whatever else is there.
std::string hashKernel(const Module &module, int kernel, Likeness likeness);
/// The kernel with only the functions, structs and constants that it uses, in the module's order, as a module.
Module kernelAlone(const Module &module, int kernel);

}  // namespace mlir_rl::kernel
