#include "mlir_rl/lower/passes/copies.h"

using namespace mlir;

namespace mlir_rl {

/// Vectors moved at once along a contiguous run.
constexpr int64_t kVectorsPerRun = 4;

static bool onlyMoves(linalg::LinalgOp op) {
  return op.getNumDpsInputs() == 1 && op.getNumDpsInits() == 1 && op.getNumReductionLoops() == 0 &&
         llvm::hasSingleElement(*op.getBlock()) &&
         op.getBlock()->getTerminator()->getOperand(0) == op.getBlock()->getArgument(0);
}

/// The loop that runs along the last dimension of the operand, if it is one loop.
static std::optional<unsigned> contiguousLoop(linalg::LinalgOp op, OpOperand *operand) {
  AffineMap map = op.getMatchingIndexingMap(operand);
  if (map.getNumResults() == 0) return std::nullopt;
  auto dim = dyn_cast<AffineDimExpr>(map.getResults().back());
  return dim ? std::optional<unsigned>(dim.getPosition()) : std::nullopt;
}

bool copyTile(linalg::LinalgOp op, TileSpec &spec) {
  if (!onlyMoves(op) || op.getNumLoops() == 0) return false;
  auto written = contiguousLoop(op, op.getDpsInitOperand(0));
  if (!written) return false;
  Type element = getElementTypeOrSelf(op.getDpsInits()[0].getType());
  if (!element.isIntOrFloat()) return false;
  int64_t lanes = spec.vectorBits / element.getIntOrFloatBitWidth();
  spec.sizes.assign(op.getNumLoops(), 1);
  spec.lanes = *written;
  spec.sizes[*written] = lanes * kVectorsPerRun;
  auto read = contiguousLoop(op, op.getDpsInputOperand(0));
  if (read && *read != *written) spec.sizes[*read] = spec.sizes[*written] = lanes;
  return true;
}

}  // namespace mlir_rl
