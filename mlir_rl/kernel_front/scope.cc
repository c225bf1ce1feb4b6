#include "mlir_rl/kernel_front/scope.h"

namespace mlir_rl::kernel {

static std::string partOf(const std::string &module, const Json &node) {
  if (module.empty()) return "";
  std::string name = dottedName(node), start = module + ".";
  if (name.rfind(start, 0) != 0) return "";
  name = name.substr(start.size());
  // wp.types.vector is the one longer path kernels meet.
  return name.rfind("types.", 0) == 0 ? name.substr(6) : name;
}

std::string ModuleScope::warpName(const Json &node) const { return partOf(warp, node); }
std::string ModuleScope::mathName(const Json &node) const {
  for (const std::string &module : math)
    if (std::string name = partOf(module, node); !name.empty()) return name;
  return "";
}

std::nullopt_t refuse(ModuleScope &scope, const Json &node, const std::string &message) {
  scope.reading.errors.push_back({placeOf(node), message});
  return std::nullopt;
}

void forgetLiterals(FunctionScope &scope, size_t mark) {
  for (size_t i = mark; i < scope.assigned.size(); ++i) scope.literal[size_t(scope.assigned[i])] = false;
}

}  // namespace mlir_rl::kernel
