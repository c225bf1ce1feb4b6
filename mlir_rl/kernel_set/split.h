#pragma once

/// \file
/// Which rows train, validate and test: eight, one and one of ten, by the hash of the kernel with names and literals
/// left out, so that no structure is in two of them.

#include <array>
#include <cstdint>
#include <string_view>

namespace mlir_rl::kernel {

enum class Split : uint8_t { train, validation, test };

inline constexpr std::array kSplits = {Split::train, Split::validation, Split::test};

const char *splitName(Split split);

/// `blanked`: hashKernel(..., Likeness::blanked). Any text has a split, the same for ever.
Split splitOf(std::string_view blanked);

}  // namespace mlir_rl::kernel
