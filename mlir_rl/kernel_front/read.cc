#include "mlir_rl/kernel_front/read.h"

#include <algorithm>
#include <tuple>

#include "mlir_rl/kernel_front/part.h"
#include "mlir_rl/kernel_front/scope.h"
#include "mlir_rl/support/nearest.h"

namespace mlir_rl::kernel {

namespace {

void readImport(ModuleScope &scope, const Json &node) {
  for (const Json &name : list(node, "names")) {
    std::string module = text(name, "name"), as = text(name, "asname");
    if (module == "warp") scope.warp = as.empty() ? module : as;
    bool numbers = module == "math" || module == "numpy";
    if (numbers) scope.math.insert(as.empty() ? module : as);
    if (module != "warp" && !numbers)
      refuse(scope, node, "import of `" + module + "`; kernels use warp, and of math and numpy the constants");
  }
}

/// "kernel", "func", "struct" for @wp.kernel and so on, with or without parentheses; "" when there is none of them.
std::string decoratorOf(ModuleScope &scope, const Json &node) {
  std::string found;
  for (const Json &decorator : list(node, "decorator_list")) {
    bool called = is(decorator, "Call");
    std::string name = scope.warpName(called ? child(decorator, "func") : decorator);
    if (name != "kernel" && name != "func" && name != "struct")
      refuse(scope, decorator, "unknown decorator; kernels have @wp.kernel, functions @wp.func, structs @wp.struct");
    else
      found = name;
  }
  return found;
}

void readDefinition(ModuleScope &scope, const Json &node) {
  size_t before = scope.reading.errors.size();
  std::string decorator = decoratorOf(scope, node);
  bool isClass = is(node, "ClassDef");
  if (scope.reading.errors.size() > before) return;
  if (isClass && decorator == "struct") return readStruct(scope, node);
  if (!isClass && (decorator == "kernel" || decorator == "func"))
    return readFunction(scope, node, decorator == "kernel");
  refuse(scope, node, isClass ? "a class without @wp.struct" : "a function without @wp.kernel or @wp.func");
}

/// Functions and kernels of the whole text, so that a use above the definition gets a better message.
void noteDefinitions(ModuleScope &scope, const Json &body) {
  for (const Json &node : body) {
    if (!is(node, "FunctionDef")) continue;
    bool kernel = false;
    for (const Json &decorator : list(node, "decorator_list"))
      kernel |= dottedName(is(decorator, "Call") ? child(decorator, "func") : decorator) == scope.warp + ".kernel";
    (kernel ? scope.kernels : scope.functions).emplace(text(node, "name"), placeOf(node));
  }
}

void readTop(ModuleScope &scope, const Json &node) {
  if (is(node, "Import")) return readImport(scope, node);
  if (is(node, "FunctionDef") || is(node, "ClassDef")) return readDefinition(scope, node);
  if (is(node, "Assign")) return readModuleAssign(scope, node);
  if (is(node, "Expr") && isConstant(child(node, "value"), "str")) return;  // the module's docstring
  if (is(node, "ImportFrom")) return void(refuse(scope, node, refusalOf(node)));
  refuse(scope, node,
         "a module of kernels has imports, constants, types, structs, functions and kernels only; leave it out");
}

}  // namespace

Reading readTree(const Json &tree) {
  Reading reading;
  ModuleScope scope = {.reading = reading};
  if (tree.contains("error")) {
    refuse(scope, tree, "this is no Python: " + text(tree, "error"));
    return reading;
  }
  for (const Json &node : list(tree, "body"))
    if (is(node, "Import")) readImport(scope, node);
  reading.errors.clear();  // they come again, in their place
  noteDefinitions(scope, list(tree, "body"));
  for (const Json &node : list(tree, "body")) readTop(scope, node);
  std::sort(reading.errors.begin(), reading.errors.end(), [](const Diagnostic &a, const Diagnostic &b) {
    return std::tie(a.place.line, a.place.column, a.message) < std::tie(b.place.line, b.place.column, b.message);
  });
  return reading;
}

std::string diagnosticsText(const std::vector<Diagnostic> &errors, const std::string &file) {
  std::string text;
  for (const Diagnostic &error : errors)
    text += (text.empty() ? "" : "\n") + file + ":" + std::to_string(error.place.line) + ":" +
            std::to_string(error.place.column) + ": " + error.message;
  return text;
}

static Result<Module> moduleOf(const Json &tree, const std::string &file) {
  Reading reading = readTree(tree);
  if (!reading.errors.empty()) return badUsage(diagnosticsText(reading.errors, file));
  return std::move(reading.module);
}

Result<Module> readKernels(PythonParser &parser, const std::string &source, const std::string &file) {
  Result<std::vector<Json>> trees = parser.parse({source});
  if (!trees) return tl::unexpected(trees.error());
  return moduleOf(trees->front(), file);
}

/// The kernel that the user named, or the only one.
static Result<std::string> chosenKernel(const Json &tree, const std::string &file, const std::string &wanted) {
  std::vector<std::string> names = kernelNames(tree);
  if (names.empty()) return badUsage(file + " has no @wp.kernel");
  if (std::find(names.begin(), names.end(), wanted) != names.end()) return wanted;
  if (!wanted.empty()) return badUsage(file + " has no kernel `" + wanted + "`" + didYouMean(wanted, names));
  if (names.size() == 1) return names[0];
  std::string all;
  for (const std::string &name : names) all += (all.empty() ? "" : ", ") + name;
  return badUsage(file + " has several kernels: name one of " + all + " with --kernel");
}

Result<Module> readKernel(PythonParser &parser, const std::string &source, const std::string &file,
                          const std::string &kernel) {
  Result<std::vector<Json>> trees = parser.parse({source});
  if (!trees) return tl::unexpected(trees.error());
  const Json &tree = trees->front();
  if (tree.contains("error")) return moduleOf(tree, file);
  Result<std::string> chosen = chosenKernel(tree, file, kernel);
  if (!chosen) return tl::unexpected(chosen.error());
  return moduleOf(partOf(tree, *chosen), file);
}

}  // namespace mlir_rl::kernel
