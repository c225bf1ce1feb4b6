#include "mlir_rl/kernel_text/functions.h"

#include "mlir_rl/kernel_text/body.h"

namespace mlir_rl::kernel::text {

std::string structText(const std::string &name, const std::vector<std::string> &fields) {
  std::string text = "struct " + name + " {\n";
  for (const std::string &field : fields) text += "  " + field + ";\n";
  return text + "};\n\n";
}

/// What a function gives; for several results a struct of them, whose text is added.
static std::string resultWord(Unit &unit, int function, std::string &structs) {
  const Function &callee = unit.module.functions[size_t(function)];
  if (callee.results.empty()) return "void";
  if (callee.results.size() == 1) return unit.prelude.word(callee.results[0]);
  std::string name = callee.name + "_results";
  auto isTaken = [&] {
    for (const auto &[other, taken] : unit.results)
      if (taken == name) return true;
    return unit.names.fresh(name) != name;
  };
  while (isTaken()) name += "_";
  unit.results[function] = name;
  std::vector<std::string> fields;
  for (size_t i = 0; i < callee.results.size(); ++i)
    fields.push_back(unit.prelude.word(callee.results[i]) + " r" + std::to_string(i));
  structs += structText(name, fields);
  return name;
}

std::vector<std::string> parameterWords(Unit &unit, const Function &function) {
  std::vector<std::string> words;
  for (int i = 0; i < function.parameters; ++i) {
    const Variable &variable = function.variables[size_t(i)];
    words.push_back(unit.prelude.word(variable.type) + " " + unit.names.local(variable.name));
  }
  return words;
}

std::string bodyText(Unit &unit, const Function &function, const std::string &signature) {
  return laidOut(signature + " {", 0) + Body(unit, function).write() + "}\n\n";
}

std::string functionsText(Unit &unit) {
  std::string text;
  for (size_t i = 0; i < unit.module.functions.size(); ++i) {
    const Function &function = unit.module.functions[i];
    std::string structs, result = resultWord(unit, int(i), structs);
    text += structs + bodyText(unit, function,
                               signatureText(unit.target, result, unit.names.global(function.name),
                                             parameterWords(unit, function)));
  }
  return text;
}

}  // namespace mlir_rl::kernel::text
