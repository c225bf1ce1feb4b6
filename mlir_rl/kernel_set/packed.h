#pragma once

/// \file
/// Rows on their way from the child that made them to the store, texts compressed.

#include "mlir_rl/kernel_set/row.h"

namespace mlir_rl::kernel {

struct PackedRow {
  Row row;
  std::map<std::string, std::string> texts;  ///< Zstandard, by the hash of what it holds
  StageTimes times;
};

PackedRow pack(MadeRow made);

std::string bytesOf(const PackedRow &packed);
/// Error (failed): not what bytesOf() gives.
Result<PackedRow> packedFromBytes(std::string_view bytes);

/// What is kept of a row that is too much like an earlier one.
void reduceToDuplicate(Row &row, const std::string &why);

}  // namespace mlir_rl::kernel
