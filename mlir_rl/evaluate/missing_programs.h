#pragma once

/// \file
/// Folders that hold fewer programs than their manifest names: of a suite the large ones are not committed.

#include <string>
#include <vector>

namespace mlir_rl {

/// One sentence for each such folder, with what to do; files, and folders without a manifest, say nothing.
std::vector<std::string> missingPrograms(const std::vector<std::string> &filesOrFolders);

}  // namespace mlir_rl
