#pragma once

/// \file
/// Zstandard: a file whose name ends in .zst holds its text compressed.

#include <string>
#include <string_view>

#include "mlir_rl/support/result.h"

namespace mlir_rl {

bool isCompressedName(const std::string &path);

/// Level of what is written once and kept: small, and slow to make.
inline constexpr int kSmallest = 19;

/// The same bytes on every machine with the same version of zstd. `level` 3 is fifty times as fast as kSmallest.
std::string compress(std::string_view text, int level = kSmallest);

/// Error (usage): damaged, cut off, or not Zstandard; `where` stands before the message.
Result<std::string> decompress(std::string_view bytes, const std::string &where);

/// readFile, decompressed when the name says so.
Result<std::string> readText(const std::string &path);

/// writeFile, compressed when the name says so.
Status writeText(const std::string &path, std::string_view text);

}  // namespace mlir_rl
