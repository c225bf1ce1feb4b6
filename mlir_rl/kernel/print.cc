#include "mlir_rl/kernel/print.h"

#include <map>

#include "mlir_rl/kernel/printer.h"
#include "mlir_rl/kernel/walk.h"

namespace mlir_rl::kernel {

namespace {

constexpr size_t kColumns = 120;

using Aliases = std::map<std::string, Type>;

void noteAlias(Aliases &aliases, const Type &type) {
  Type element = elementType(type);
  if ((element.isVector() || element.isMatrix()) && !hasOwnName(element)) aliases[shortName(element)] = element;
}

void noteAliases(Aliases &aliases, const std::vector<Function> &functions) {
  for (const Function &function : functions) {
    for (int i = 0; i < function.parameters; ++i) noteAlias(aliases, function.variables[size_t(i)].type);
    walkBody(function.body, [&](const Expr &expr) {
      if (expr.kind == ExprKind::construct) noteAlias(aliases, expr.type);
    });
  }
}

/// Types that need a name at the module's top.
Aliases aliasesOf(const Module &module) {
  Aliases aliases;
  for (const Struct &structure : module.structs)
    for (const Variable &field : structure.fields) noteAlias(aliases, field.type);
  noteAliases(aliases, module.functions);
  noteAliases(aliases, module.kernels);
  return aliases;
}

std::string signatureText(const Function &function, const Module &module) {
  std::string all, lines;
  for (int i = 0; i < function.parameters; ++i) {
    const Variable &variable = function.variables[size_t(i)];
    std::string one = variable.name + ": " + typeWord(variable.type, module);
    all += (i ? ", " : "") + one;
    lines += "    " + one + ",\n";
  }
  std::string start = "def " + function.name + "(";
  return start + (start.size() + all.size() + 2 <= kColumns ? all : "\n" + lines) + "):\n";
}

std::string structText(const Struct &structure, const Module &module) {
  std::string text = "@wp.struct\nclass " + structure.name + ":\n";
  for (const Variable &field : structure.fields)
    text += "    " + field.name + ": " + typeWord(field.type, module) + "\n";
  return text;
}

std::string headText(const Module &module) {
  std::string text;
  for (const auto &[name, type] : aliasesOf(module)) text += name + " = " + typeText(type) + "\n";
  for (const Constant &constant : module.constants)
    text += constant.name + " = wp.constant(" + printLiteral(constant.value, constant.type) + ")\n";
  return text.empty() ? "" : "\n" + text;
}

}  // namespace

std::string typeWord(const Type &type, const Module &module) {
  Type element = elementType(type);
  bool alias = (element.isVector() || element.isMatrix()) && !hasOwnName(element);
  if (!alias) return typeText(type, module);
  if (!type.isArray()) return shortName(type);
  std::string dims = type.dims > 1 ? std::to_string(type.dims) + "d" : "";
  return "wp.array" + dims + "(dtype=" + shortName(element) + ")";
}

std::string printFunction(const Function &function, const Module &module, bool isKernel) {
  return (isKernel ? "@wp.kernel\n" : "@wp.func\n") + signatureText(function, module) +
         blockText({module, function}, function.body, 1);
}

std::string printModule(const Module &module) {
  std::string text = "import warp as wp\n" + headText(module);
  for (const Struct &structure : module.structs) text += "\n\n" + structText(structure, module);
  for (const Function &function : module.functions) text += "\n\n" + printFunction(function, module, false);
  for (const Function &kernel : module.kernels) text += "\n\n" + printFunction(kernel, module, true);
  return text;
}

}  // namespace mlir_rl::kernel
