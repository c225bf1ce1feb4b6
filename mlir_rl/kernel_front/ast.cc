#include "mlir_rl/kernel_front/ast.h"

namespace mlir_rl::kernel {

const std::string &kindOf(const Json &node) {
  static const std::string none;
  auto found = node.find("t");
  return found == node.end() ? none : found->get_ref<const std::string &>();
}

Place placeOf(const Json &node) { return {node.value("l", 0), node.value("c", 0)}; }

std::string text(const Json &node, const char *field) {
  const Json &value = child(node, field);
  return value.is_string() ? value.get<std::string>() : "";
}

const Json &child(const Json &node, const char *field) {
  static const Json none;
  auto found = node.find(field);
  return found == node.end() ? none : *found;
}

const Json &list(const Json &node, const char *field) {
  static const Json none = Json::array();
  const Json &found = child(node, field);
  return found.is_array() ? found : none;
}

std::string dottedName(const Json &node) {
  if (is(node, "Name")) return text(node, "id");
  if (!is(node, "Attribute")) return "";
  std::string base = dottedName(child(node, "value"));
  return base.empty() ? "" : base + "." + text(node, "attr");
}

bool isConstant(const Json &node, std::string_view kind) { return is(node, "Constant") && text(node, "kind") == kind; }

}  // namespace mlir_rl::kernel
