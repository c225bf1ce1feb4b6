#pragma once

/// \file
/// Python's own parser in a process: python/kernels/parse.py, which reads sources and answers syntax trees as JSON.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "mlir_rl/support/line_process.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl::kernel {

/// How a process of Python's is started.
struct PythonPlace {
  std::string python = "python3";  ///< found on the PATH; 3.9 or newer
  std::string script;              ///< of python/kernels: parse.py here
};

/// Starts it isolated: no user's packages, no variables of the environment; `flags` of Python come before the script.
/// Errors (environment): the script is missing, no process.
Status startPython(LineProcess &process, const PythonPlace &place, const std::vector<std::string> &flags);

/// Started when first asked, and again when it died. Serves any number of sources.
class PythonParser {
 public:
  explicit PythonParser(PythonPlace place) : place_(std::move(place)) {}

  /// A syntax tree for each source, or {"error", "l", "c"} for what is no Python; the form is said in the script.
  /// Errors (environment): the process cannot be started, died, or said nothing for `seconds`.
  Result<std::vector<nlohmann::json>> parse(const std::vector<std::string> &sources, double seconds = 60);

  /// Ends the process, if there is one.
  void stop() { process_.stop(); }

 private:
  Error lost(const std::string &why);

  PythonPlace place_;
  LineProcess process_;
};

}  // namespace mlir_rl::kernel
