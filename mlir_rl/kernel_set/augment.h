#pragma once

/// \file
/// Other ways to write the same kernel. Which is a pure function of the kernel and a seed.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "mlir_rl/kernel/hash.h"

namespace mlir_rl::kernel {

enum class Augmentation : uint8_t {
  rename,  ///< variables, parameters, constants, structs and fields get other names; kernel and functions keep theirs
  constants,   ///< float literals and constants get other values
  comments,    ///< comments between the statements
  formatting,  ///< other indentation, spacing and empty lines
};

struct AugmentationRow {
  Augmentation id;
  const char *name;  ///< as options and data sets have it
  Likeness keeps;    ///< in which way it stays the same kernel. When it is not exact, forms are built and run anew
};

std::span<const AugmentationRow> augmentations();
const AugmentationRow *findAugmentation(std::string_view name);

/// The module with other names. Its hash is equal up to names.
Module renamedModule(const Module &module, uint64_t seed);
/// The module with other values for most of its float literals and constants; the same when it has none to change.
/// Its hash is equal up to literals.
Module moduleOfOtherConstants(const Module &module, uint64_t seed);
/// The text of printModule() with comments; it reads back as the same tree.
std::string commentedText(const std::string &python, uint64_t seed);
/// The text of printModule() otherwise formatted; it reads back as the same tree.
std::string reformattedText(const std::string &python, uint64_t seed);

}  // namespace mlir_rl::kernel
