#pragma once

/// \file
/// Other ways to write the same kernel. Which is a pure function of the kernel and a seed.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel {

enum class Augmentation : uint8_t {
  rename,    ///< variables, parameters, constants, structs and fields get other names; kernel and functions keep theirs
  comments,  ///< comments between the statements
  formatting,  ///< other indentation, spacing and empty lines
};

struct AugmentationRow {
  Augmentation id;
  const char *name;  ///< as options and data sets have it
  bool renames;      ///< whether texts that carry names, C++ and CUDA, become others
};

std::span<const AugmentationRow> augmentations();
const AugmentationRow *findAugmentation(std::string_view name);

/// The module with other names. Its hash is equal up to names.
Module renamedModule(const Module &module, uint64_t seed);
/// The text of printModule() with comments; it reads back as the same tree.
std::string commentedText(const std::string &python, uint64_t seed);
/// The text of printModule() otherwise formatted; it reads back as the same tree.
std::string reformattedText(const std::string &python, uint64_t seed);

}  // namespace mlir_rl::kernel
