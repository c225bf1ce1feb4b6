#pragma once

/// \file
/// What lies in the folder of an export, and what it was made from.

#include "mlir_rl/kernel_set/record_writer.h"
#include "mlir_rl/kernel_set/set_options.h"

namespace mlir_rl::kernel {

/// Of this repository, for the data too.
inline constexpr const char *kLicence = "MIT";

struct Manifest {
  std::string format, task;  ///< task: "" for rows
  std::set<Form> forms;
  std::vector<std::string> augmentations;
  SetHeader set;
  std::vector<std::string> missing;  ///< shards that were not there
  std::string content;               ///< SetView::contentHash()
  int64_t rows = 0, records = 0;
  std::vector<WrittenFile> files;
};

Record toJson(const Manifest &manifest);

/// Compares the files of a folder with its manifest.json: what is missing, too much or different, a line each. Error
/// (usage): no manifest of ours.
Result<std::vector<std::string>> verifyExport(const std::string &folder);

}  // namespace mlir_rl::kernel
