#pragma once

/// \file
/// Files of JSON objects, one a line, that may be damaged: a run that was killed, a disk that was full.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// Says what is wrong with a line that is passed over: "FILE: line 3: ...".
struct Damage {
  std::vector<std::string> lines;
};

struct JsonRow {
  nlohmann::json object;
  std::string where;  ///< "FILE: line 3"
};

/// The objects of a file, in order; blank lines are passed over, and so are lines that are no objects, which are added
/// to `damage`. Errors: as readFile().
Result<std::vector<JsonRow>> readJsonRows(const std::string &path, Damage &damage);

}  // namespace mlir_rl
