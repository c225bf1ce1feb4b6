#include "mlir_rl/program/check.h"

#include <unistd.h>

#include "mlir_rl/program/diagnostics.h"
#include "mlir_rl/program/element.h"

using namespace mlir;

namespace mlir_rl {

Result<func::FuncOp> findEntry(ModuleOp module, const std::string &fileName, const std::string &wanted) {
  SmallVector<func::FuncOp> candidates;
  std::string names;
  for (auto function : module.getOps<func::FuncOp>()) {
    if (function.isExternal() || (wanted.empty() && !function.isPublic())) continue;
    if (function.getName() == (wanted.empty() ? "main" : wanted)) return function;
    candidates.push_back(function);
    names += (names.empty() ? "@" : ", @") + function.getName().str();
  }
  if (!wanted.empty())
    return badUsage(fileName + ": there is no function @" + wanted + " with a body; there " +
                    (names.empty() ? "is none at all" : "are " + names));
  if (candidates.size() == 1) return candidates.front();
  if (candidates.empty()) return badUsage(fileName + ": there is no public function to optimise");
  return badUsage(fileName + ": several functions could be the entry (" + names + "): choose one with --entry NAME");
}

static bool isDynamic(Type type) {
  auto shaped = dyn_cast<ShapedType>(type);
  return shaped && (!shaped.hasRank() || !shaped.hasStaticShape());
}

static std::string text(Type type) {
  std::string result;
  llvm::raw_string_ostream(result) << type;
  return result;
}

static Status checkSignature(func::FuncOp entry, const std::string &fileName) {
  auto check = [&](Type type, const std::string &what) -> Status {
    if (isDynamic(type))
      return badUsage(fileName + ": " + what + " has a dynamic shape, " + text(type) +
                      ": export the model with fixed shapes");
    auto shaped = dyn_cast<ShapedType>(type);
    if (!shaped || !isa<RankedTensorType, MemRefType>(type) || !elementTypeOf(shaped.getElementType()))
      return badUsage(fileName + ": " + what + " is " + text(type) + ", expected a tensor of floats or integers");
    return {};
  };
  for (auto [i, type] : llvm::enumerate(entry.getArgumentTypes()))
    if (Status ok = check(type, "argument arg" + std::to_string(i)); !ok) return ok;
  for (auto [i, type] : llvm::enumerate(entry.getResultTypes()))
    if (Status ok = check(type, "result " + std::to_string(i)); !ok) return ok;
  return {};
}

/// Bytes, saturating.
static double bytesOf(Type type) {
  auto shaped = dyn_cast<ShapedType>(type);
  if (!shaped || !shaped.hasStaticShape() || !shaped.getElementType().isIntOrIndexOrFloat()) return 0;
  double bits = shaped.getElementType().isIndex() ? 64 : shaped.getElementTypeBitWidth();
  for (int64_t extent : shaped.getShape()) bits *= double(extent);
  return bits / 8;
}

Status checkTypes(func::FuncOp entry, const std::string &fileName, int64_t maxBytes) {
  if (Status ok = checkSignature(entry, fileName); !ok) return ok;
  if (maxBytes <= 0) maxBytes = int64_t(sysconf(_SC_PHYS_PAGES)) * sysconf(_SC_PAGE_SIZE);
  double arguments = 0, largest = 0;
  for (Type type : entry.getArgumentTypes()) arguments += bytesOf(type);
  std::string dynamic;
  entry.walk([&](Operation *op) {
    for (Type type : op->getResultTypes()) {
      if (isDynamic(type) && dynamic.empty())
        dynamic =
            placeOf(op->getLoc()) + "'" + op->getName().getStringRef().str() + "' has a dynamic shape, " + text(type);
      largest = std::max(largest, bytesOf(type));
    }
  });
  if (!dynamic.empty())
    return badUsage((dynamic.find(fileName) == 0 ? "" : fileName + ": ") + dynamic +
                    ": only static shapes are supported");
  if (arguments + largest > double(maxBytes))
    return badUsage(fileName + ": its tensors need " + std::to_string(int64_t((arguments + largest) / 1e6)) +
                    " MB, more than the " + std::to_string(maxBytes / 1000000) + " MB allowed");
  return {};
}

std::vector<Argument> argumentsOf(func::FuncOp entry) {
  std::vector<Argument> arguments;
  int inputs = 0, outputs = 0;
  auto add = [&](Type type, bool isOutput) {
    auto shaped = cast<ShapedType>(type);
    std::string name = isOutput ? "result" + std::to_string(outputs++) : "arg" + std::to_string(inputs++);
    arguments.push_back({name, *elementTypeOf(shaped.getElementType()), shaped.getShape().vec(), isOutput});
  };
  for (auto [i, type] : llvm::enumerate(entry.getArgumentTypes()))
    add(type, bool(entry.getArgAttr(i, "mlir_rl.output")));
  for (Type type : entry.getResultTypes()) add(type, true);
  return arguments;
}

}  // namespace mlir_rl
