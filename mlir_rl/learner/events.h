#pragma once

/// \file
/// TensorBoard's event files: scalars as records with a check sum each.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mlir_rl {

/// CRC-32C (Castagnoli).
uint32_t crc32c(std::string_view bytes);

/// The first record of an event file, which names the format.
std::string eventFileStart(double wallSeconds);

/// One record with scalars of a step. `wallSeconds`: since 1970.
std::string scalarEvent(double wallSeconds, int64_t step, const std::vector<std::pair<std::string, double>> &scalars);

}  // namespace mlir_rl
