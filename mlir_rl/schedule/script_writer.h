#pragma once

/// \file
/// Writes one transform-dialect named sequence, keeping the handle each op has now.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace mlir_rl {

class ScriptWriter {
 public:
  /// One line of the sequence.
  void line(const std::string &text);

  /// A new SSA name: "%op3_1", ...
  std::string fresh(const std::string &stem);

  /// Starts a task: its function's handle, and no op known yet.
  void enterTask(const std::string &function);
  const std::string &function() const { return function_; }

  /// The current handle of op `op` of the task, and of the forall that producers join.
  const std::string &op(int op) const { return ops_[op]; }
  void setOp(int op, const std::string &handle);
  const std::string &container(int op) const { return containers_[op]; }
  void setContainer(int op, const std::string &handle);

  /// transform.annotate of `handle` with an attribute given as MLIR text; unit attribute when empty.
  void annotate(const std::string &handle, const std::string &name, const std::string &value = "");

  const std::string &text() const { return text_; }

 private:
  std::string text_;
  std::string function_;
  std::vector<std::string> ops_, containers_;
  int names_ = 0;
};

/// "[0, 32, 0]"
std::string bracketed(std::span<const int64_t> values);
/// "0, 32, 0"
std::string commaSeparated(std::span<const int64_t> values);

}  // namespace mlir_rl
