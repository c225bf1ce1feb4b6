#include "mlir_rl/lower/passes.h"
#include "mlir_rl/lower/passes/vectorize.h"

using namespace mlir;

namespace mlir_rl {

void registerLowerPasses() {
  registerPass(createEntryOnlyPass);
  registerPass(createDecomposePass);
  registerPass(createStridedCopiesPass);
  registerPass(createForallPass);
  registerPass(createFloatRulesPass);
  registerPass(createApproximateMathPass);
  registerPass(createNudgePass);
  registerPass(createPlainMaximaPass);
  registerPass(createWorkspacePass);
  registerPass(createFlattenScopesPass);
  registerPass(createTargetPass);
  registerVectorizePass();
}

}  // namespace mlir_rl
