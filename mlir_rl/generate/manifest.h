#pragma once

/// \file
/// What lies in a folder of generated programs: one JSON object a line.

#include <nlohmann/json_fwd.hpp>

#include "mlir_rl/generate/split.h"

namespace mlir_rl {

struct ManifestRow {
  std::string name;  ///< unique in the folder
  std::string file;  ///< path within the folder
  Split split = Split::train;
  std::string family;
  ProgramId id;
  std::string hash;                        ///< of the tasks, how often each is called: equal programs have equal hashes
  std::vector<std::string> tasks;          ///< their hashes
  std::vector<std::string> shapeFamilies;  ///< of the tasks, in the same order
  double flops = 0;                        ///< of the tasks, calls counted
  double bytes = 0;                        ///< likewise
  double seconds = 0;                      ///< estimated, of one unscheduled run
};

nlohmann::json toJson(const ManifestRow &row);

/// Rows sorted by split, family in the order of the table, index, variant; one a line.
std::string manifestText(std::vector<ManifestRow> rows);

/// Reads FOLDER/manifest.jsonl. Errors (usage): missing, or a line that is none of ours, with its number.
Result<std::vector<ManifestRow>> readManifest(const std::string &folder);

/// A table: for each family how many programs of each split, and medians of FLOPs, bytes and estimated time.
std::string statisticsText(const std::vector<ManifestRow> &rows);

}  // namespace mlir_rl
