#include "mlir_rl/kernel_front/part.h"

#include <set>

namespace mlir_rl::kernel {

namespace {

bool isKernel(const Json &node) {
  for (const Json &decorator : list(node, "decorator_list"))
    if (dottedName(is(decorator, "Call") ? child(decorator, "func") : decorator).ends_with(".kernel")) return true;
  return false;
}

void addNames(const Json &node, std::set<std::string> &names) {
  if (is(node, "Name")) names.insert(text(node, "id"));
  if (node.is_structured())
    for (const Json &inner : node) addNames(inner, names);
}

/// `import a.b` alone gives nothing that a kernel could name.
void addImported(const Json &node, std::set<std::string> &names) {
  for (const Json &imported : list(node, "names")) {
    std::string name = text(imported, "name"), as = text(imported, "asname");
    if (!as.empty() || name.find('.') == std::string::npos) names.insert(as.empty() ? name : as);
  }
}

/// What an assignment gives a meaning to; a.b = c changes an `a` that is there.
void addTargets(const Json &target, std::set<std::string> &names) {
  if (is(target, "Name")) names.insert(text(target, "id"));
  for (const Json &part : list(target, "elts")) addTargets(part, names);
}

/// Names that the statement gives a meaning to.
std::set<std::string> definedBy(const Json &node) {
  std::set<std::string> names;
  if (is(node, "FunctionDef") || is(node, "ClassDef")) names.insert(text(node, "name"));
  if (is(node, "Import") || is(node, "ImportFrom")) addImported(node, names);
  for (const Json &target : list(node, "targets")) addTargets(target, names);
  addTargets(child(node, "target"), names);
  return names;
}

/// The statements that define one of the names.
std::vector<bool> definersOf(const Json &body, const std::set<std::string> &names) {
  std::vector<bool> kept;
  for (const Json &node : body) {
    bool wanted = false;
    for (const std::string &name : definedBy(node)) wanted |= names.contains(name);
    kept.push_back(wanted);
  }
  return kept;
}

}  // namespace

std::vector<std::string> kernelNames(const Json &tree) {
  std::vector<std::string> names;
  for (const Json &node : list(tree, "body"))
    if (is(node, "FunctionDef") && isKernel(node)) names.push_back(text(node, "name"));
  return names;
}

Json partOf(const Json &tree, const std::string &name) {
  const Json &body = list(tree, "body");
  std::set<std::string> names = {name};
  for (size_t known = 0; known != names.size();) {
    known = names.size();
    std::vector<bool> kept = definersOf(body, names);
    for (size_t i = 0; i < body.size(); ++i)
      if (kept[i]) addNames(body[i], names);
  }
  std::vector<bool> kept = definersOf(body, names);
  Json part = tree;
  part["body"] = Json::array();
  for (size_t i = 0; i < body.size(); ++i)
    if (kept[i]) part["body"].push_back(body[i]);
  return part;
}

}  // namespace mlir_rl::kernel
