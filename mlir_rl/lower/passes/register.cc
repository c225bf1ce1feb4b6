#include "mlir_rl/lower/passes.h"

using namespace mlir;

namespace mlir_rl {

void registerLowerPasses() {
  registerPass(createDecomposePass);
  registerPass(createStridedCopiesPass);
  registerPass(createForallPass);
  registerPass(createFloatRulesPass);
  registerPass(createApproximateMathPass);
  registerPass(createWorkspacePass);
  registerPass(createTargetPass);
}

}  // namespace mlir_rl
