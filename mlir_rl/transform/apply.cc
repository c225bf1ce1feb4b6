#include "mlir_rl/transform/apply.h"

#include "mlir/Dialect/Transform/IR/TransformDialect.h"
#include "mlir/Dialect/Transform/Interfaces/TransformInterfaces.h"
#include "mlir/Dialect/Transform/Transforms/TransformInterpreterUtils.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir_rl/program/module.h"

using namespace mlir;

namespace mlir_rl {

Status applyScript(Program &program, std::string_view script) {
  ModuleOp module = moduleOf(program);
  std::string diagnostics;
  ScopedDiagnosticHandler handler(module.getContext(), [&](Diagnostic &diagnostic) {
    diagnostics += (diagnostics.empty() ? "" : "\n") + diagnostic.str();
    return success();
  });
  OwningOpRef<ModuleOp> sequences = parseSourceString<ModuleOp>(script, module.getContext(), "transform script");
  if (!sequences) return failed("the transform script does not parse: " + diagnostics);
  auto entry = transform::detail::findTransformEntryPoint(module, *sequences);
  if (!entry) return failed("the transform script has no @__transform_main: " + diagnostics);
  transform::TransformOptions options;
  options.enableExpensiveChecks(false);
  if (failed(transform::applyTransformNamedSequence(module, entry, *sequences, options)))
    return failed("the transform script does not apply: " + diagnostics);
  return {};
}

}  // namespace mlir_rl
