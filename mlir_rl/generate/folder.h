#pragma once

/// \file
/// A folder of generated programs:
///
///     generate.json        the options it was made with
///     manifest.jsonl       one line a program
///     train/NAME.mlir      likewise validation/ and test/; all in code_files/ when flat

#include <nlohmann/json.hpp>

#include "mlir_rl/generate/dataset.h"

namespace mlir_rl {

class ProgramFolder {
 public:
  /// Makes the folder, or takes up again one that was made with equal options. Error (usage): it was made with others.
  static Result<ProgramFolder> open(const std::string &path, const nlohmann::json &options, bool flat);

  /// Writes the program; a file with the same content is left alone. Error (usage): one with other content is there.
  Status add(const DatasetItem &item);

  /// Brings the manifest up to date; add() does so now and then.
  Status save();

  /// Of earlier runs too.
  const std::map<std::string, ManifestRow> &rows() const { return rows_; }
  int64_t written() const { return written_; }

 private:
  std::string path_;
  bool flat_ = false;
  std::map<std::string, ManifestRow> rows_;  ///< by name
  int64_t written_ = 0, unsaved_ = 0;
};

/// Where the measured times of a split stand: FOLDER/execution_times_train.json, nanoseconds by name.
std::string timesPath(const std::string &folder, Split split);

}  // namespace mlir_rl
