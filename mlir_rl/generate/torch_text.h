#pragma once

/// \file
/// What a program is in PyTorch: a function in Python, written beside the MLIR so that other frameworks can run it too.

#include <map>
#include <string>
#include <vector>

namespace mlir_rl {

struct Value;

class TorchText {
 public:
  /// `value` is this expression of its inputs, $0, $1, ...: "torch.mm($0, $1)". A later one replaces an earlier one: a
  /// softmax is one call, not those that it is made of.
  void set(const Value &value, const std::string &expression, const std::vector<Value> &inputs);

  /// Comment lines with `def main(arg0, ..., weight0, ...)`, of what the results need and no more; "" when some of it
  /// has no expression. Weights are the program's constants: who calls the function reads them from the file.
  std::string comment(const std::vector<Value> &arguments, const std::vector<Value> &weights,
                      const std::vector<Value> &results) const;

 private:
  struct Line {
    std::string expression;
    std::vector<std::string> inputs;
  };
  std::map<std::string, Line> lines_;  ///< by the value's name in Python
};

/// "[2, 3]"
std::string pythonList(const std::vector<int64_t> &values);

}  // namespace mlir_rl
