#pragma once

/// \file
/// A process of its own for each peer: python/peers/child.py, told what to do by one JSON object a line.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "mlir_rl/support/line_process.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// How children are started.
struct ChildPlace {
  std::string python;      ///< of the virtual environment that has the libraries
  std::string package;     ///< folder that holds the package `peers`
  std::string log;         ///< what they print is added to this file
  std::vector<int> cores;  ///< they may use
};

/// Started when it is first asked something, and again when it died.
class Child {
 public:
  /// `arguments`: after `python -m peers.child CORES`.
  Child(const ChildPlace &place, std::vector<std::string> arguments);

  /// One command, one answer. What goes wrong in the child is an answer, {"status": ..., "why": ...}, its death and
  /// silence of more than `seconds` among it. Errors (environment): it cannot be started.
  Result<nlohmann::json> ask(const nlohmann::json &command, double seconds);

  /// Ends the process, if there is one.
  void stop() { process_.stop(); }

 private:
  Status start();
  nlohmann::json lost(const std::string &why) const;

  const ChildPlace &place_;
  std::vector<std::string> arguments_;
  LineProcess process_;
};

}  // namespace mlir_rl
