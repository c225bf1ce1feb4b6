// The door through which stock mlir-opt sees our passes.

#include "mlir/Tools/Plugins/PassPlugin.h"
#include "mlir_rl/lower/passes.h"
#include "mlir_rl/program/passes.h"

static void registerAll() {
  mlir_rl::registerProgramPasses();
  mlir_rl::registerLowerPasses();
}

extern "C" LLVM_ATTRIBUTE_WEAK mlir::PassPluginLibraryInfo mlirGetPassPluginInfo() {
  return {MLIR_PLUGIN_API_VERSION, "mlir-rl", "0.1.0", registerAll};
}
