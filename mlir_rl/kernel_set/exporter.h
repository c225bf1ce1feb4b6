#pragma once

/// \file
/// A set -> a folder that others can use: records in files, a manifest, a card.

#include "mlir_rl/kernel_set/manifest.h"
#include "mlir_rl/kernel_set/variations.h"

namespace mlir_rl::kernel {

struct ExportOptions {
  std::string folder;           ///< made when missing; must be empty
  std::string format = "json";  ///< json, jsonl or parquet
  std::string task;             ///< "": rows; else a name of tasks()
  std::set<Form> forms = defaultForms();
  std::set<Augmentation> augment;
  ParquetPlace parquet;
};

/// Only kept rows. `show` is told how many rows are done; `stop`: an error (failed), and what is written stays without
/// a manifest. Errors: usage, the folder is not empty, or a form is not in the set; environment, disk, parser, pyarrow.
Result<Manifest> exportSet(SetView &view, const RowSource &source, const ExportOptions &options,
                           const std::function<void(int64_t)> &show, const std::function<bool()> &stop);

}  // namespace mlir_rl::kernel
