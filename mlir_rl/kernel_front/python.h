#pragma once

/// \file
/// Python's own parser in a process: python/kernels/parse.py, which reads sources and answers syntax trees as JSON.

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "mlir_rl/support/json_lines.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl::kernel {

/// How the process is started.
struct PythonPlace {
  std::string python = "python3";  ///< found on the PATH; 3.9 or newer
  std::string script;              ///< python/kernels/parse.py
};

/// Started when first asked, and again when it died. Serves any number of sources.
class PythonParser {
 public:
  explicit PythonParser(PythonPlace place) : place_(std::move(place)) {}
  ~PythonParser() { stop(); }
  PythonParser(const PythonParser &) = delete;
  PythonParser &operator=(const PythonParser &) = delete;

  /// A syntax tree for each source, or {"error", "l", "c"} for what is no Python; the form is said in the script.
  /// Errors (environment): the process cannot be started, died, or said nothing for `seconds`.
  Result<std::vector<nlohmann::json>> parse(const std::vector<std::string> &sources, double seconds = 60);

  /// Ends the process, if there is one.
  void stop();

 private:
  Status start();
  Result<nlohmann::json> answer(double seconds);
  Error lost(const std::string &why);

  PythonPlace place_;
  int pid_ = -1, in_ = -1, out_ = -1;
  std::optional<JsonLineReader> reader_;
};

}  // namespace mlir_rl::kernel
