#pragma once

/// \file
/// A process of ours that answers each JSON line it is given with one.

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "mlir_rl/support/json_lines.h"

namespace mlir_rl {

class LineProcess {
 public:
  LineProcess() = default;
  ~LineProcess() { stop(); }
  LineProcess(const LineProcess &) = delete;
  LineProcess &operator=(const LineProcess &) = delete;

  /// Forks. In the child, whose standard input and output are the pipes then and which dies with us, `become` does what
  /// it must between fork and exec, and does not come back. Errors (environment): no pipe, no process.
  Status start(const std::function<void()> &become);

  /// One line, one answer; there must be a process. Whatever goes wrong ends it. Errors: its process died
  /// (environment); no answer within `seconds`, or one that is not JSON (failed).
  Result<nlohmann::json> ask(const nlohmann::json &line, double seconds);

  bool runs() const { return pid_ >= 0; }
  /// Kills the process, if there is one.
  void stop();

 private:
  Status awaitAnswer(double seconds);
  Result<nlohmann::json> answer(const nlohmann::json &line, double seconds);

  int pid_ = -1, in_ = -1, out_ = -1;
  std::optional<JsonLineReader> reader_;
};

}  // namespace mlir_rl
