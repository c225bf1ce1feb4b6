#include "mlir_rl/generate/torch_text.h"

#include <set>

#include "mlir_rl/generate/builder.h"

namespace mlir_rl {

namespace {

std::string pythonName(const Value &value) { return value.name.substr(1); }

std::string filledIn(const std::string &expression, const std::vector<std::string> &inputs) {
  std::string text;
  for (size_t i = 0; i < expression.size(); ++i)
    text += expression[i] == '$' ? inputs[size_t(expression[++i] - '0')] : std::string(1, expression[i]);
  return text;
}

}  // namespace

std::string pythonList(const std::vector<int64_t> &values) { return "[" + listText(values) + "]"; }

void TorchText::set(const Value &value, const std::string &expression, const std::vector<Value> &inputs) {
  Line line{expression, {}};
  for (const Value &input : inputs) line.inputs.push_back(pythonName(input));
  lines_[pythonName(value)] = line;
}

std::string TorchText::comment(const std::vector<Value> &arguments, const std::vector<Value> &weights,
                               const std::vector<Value> &results) const {
  std::set<std::string> written;
  std::vector<std::string> names;
  for (const std::vector<Value> &given : {arguments, weights})
    for (const Value &value : given) {
      names.push_back(pythonName(value));
      written.insert(pythonName(value));
    }
  std::string text = "// PyTorch:\n//   def main(" + joined(names) + "):\n";
  bool whole = true;
  auto write = [&](auto &self, const std::string &name) -> void {
    if (!written.insert(name).second) return;
    auto line = lines_.find(name);
    if (line == lines_.end()) return void(whole = false);
    for (const std::string &input : line->second.inputs) self(self, input);
    text += "//       " + name + " = " + filledIn(line->second.expression, line->second.inputs) + "\n";
  };
  names.clear();
  for (const Value &result : results) {
    write(write, pythonName(result));
    names.push_back(pythonName(result) + ".contiguous()");
  }
  return whole ? text + "//       return " + joined(names) + "\n" : "";
}

}  // namespace mlir_rl
