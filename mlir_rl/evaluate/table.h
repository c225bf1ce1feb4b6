#pragma once

/// \file
/// A file of JSON lines that only grows: what was measured once need not be measured again.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "mlir_rl/support/result.h"

namespace mlir_rl {

class ResultTable {
 public:
  /// Reads the file, which need not exist; its folder is made. A last line that was cut off (no newline, by a crash) is
  /// removed. Errors: usage, when another line is not JSON, with its number; environment, when it cannot be written.
  static Result<ResultTable> open(const std::string &path);

  ResultTable(ResultTable &&other) noexcept;
  ResultTable &operator=(ResultTable &&other) noexcept;
  ~ResultTable();

  const std::vector<nlohmann::json> &rows() const { return rows_; }
  const std::string &path() const { return path_; }
  bool repaired() const { return repaired_; }  ///< a cut-off line was removed

  /// One line, on the disk when this returns. Errors: environment.
  Status append(nlohmann::json row);

 private:
  ResultTable() = default;
  Status read();

  std::string path_;
  std::vector<nlohmann::json> rows_;
  int fd_ = -1;
  bool repaired_ = false;
};

}  // namespace mlir_rl
