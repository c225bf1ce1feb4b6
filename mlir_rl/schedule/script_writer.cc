#include "mlir_rl/schedule/script_writer.h"

namespace mlir_rl {

void ScriptWriter::line(const std::string &text) { text_ += "    " + text + "\n"; }

std::string ScriptWriter::fresh(const std::string &stem) { return "%" + stem + "_" + std::to_string(names_++); }

void ScriptWriter::enterTask(const std::string &function) {
  function_ = function;
  ops_.clear();
  containers_.clear();
}

static void setAt(std::vector<std::string> &handles, int index, const std::string &handle) {
  if (int(handles.size()) <= index) handles.resize(index + 1);
  handles[index] = handle;
}

void ScriptWriter::setOp(int op, const std::string &handle) { setAt(ops_, op, handle); }
void ScriptWriter::setContainer(int op, const std::string &handle) { setAt(containers_, op, handle); }

void ScriptWriter::annotate(const std::string &handle, const std::string &name, const std::string &value) {
  if (value.empty()) return line("transform.annotate " + handle + " \"" + name + "\" : !transform.any_op");
  std::string param = fresh("attr");
  line(param + " = transform.param.constant " + value + " -> !transform.any_param");
  line("transform.annotate " + handle + " \"" + name + "\" = " + param + " : !transform.any_op, !transform.any_param");
}

std::string commaSeparated(std::span<const int64_t> values) {
  std::string text;
  for (int64_t value : values) text += (text.empty() ? "" : ", ") + std::to_string(value);
  return text;
}

std::string bracketed(std::span<const int64_t> values) { return "[" + commaSeparated(values) + "]"; }

}  // namespace mlir_rl
