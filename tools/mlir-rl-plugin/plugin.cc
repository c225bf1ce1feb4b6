// The door through which stock mlir-opt sees our passes.

#include "mlir/Tools/Plugins/PassPlugin.h"

#include "mlir_rl/lower/passes.h"

extern "C" LLVM_ATTRIBUTE_WEAK mlir::PassPluginLibraryInfo mlirGetPassPluginInfo() {
  return {MLIR_PLUGIN_API_VERSION, "mlir-rl", "0.1.0", [] { mlir_rl::registerLowerPasses(); }};
}
