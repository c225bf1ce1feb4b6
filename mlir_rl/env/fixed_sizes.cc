#include "mlir_rl/env/fixed_sizes.h"

namespace mlir_rl {

namespace {

constexpr int64_t kTiles[] = {4, 8, 16, 32, 64, 128}, kLanes[] = {4, 8, 16, 32, 64}, kOthers[] = {2, 4, 8};

RegisterTile tileOf(const NestOp &op, int lanes, int64_t width) {
  RegisterTile tile;
  tile.lanes = lanes;
  for (int d = 0; d < op.loops.size(); ++d) tile.sizes.push_back(d == lanes ? width : 1);
  return tile;
}

/// The tile alone, then with each other parallel loop.
void addWithOthers(std::vector<RegisterTile> &all, const NestOp &op, const RegisterTile &alone) {
  all.push_back(alone);
  for (int d = 0; d < op.loops.size(); ++d)
    for (int64_t size : kOthers) {
      if (d == alone.lanes || op.loops[d].kind != IteratorKind::parallel || op.loops[d].extent < size) continue;
      all.push_back(alone);
      all.back().sizes[d] = size;
    }
}

}  // namespace

std::vector<std::vector<int64_t>> fixedTiles(const NestOp &op) {
  std::vector<std::vector<int64_t>> all;
  for (int d = 0; d < op.loops.size(); ++d)
    for (int64_t size : kTiles) {
      if (op.loops[d].extent <= size) continue;
      all.emplace_back(size_t(op.loops.size()), 0);
      all.back()[size_t(d)] = size;
    }
  return all;
}

std::vector<RegisterTile> fixedRegisterTiles(const NestOp &op) {
  std::vector<RegisterTile> all;
  for (int lanes = op.loops.size() - 1; lanes >= 0; --lanes)
    for (int64_t width : kLanes)
      if (op.loops[lanes].extent >= width) addWithOthers(all, op, tileOf(op, lanes, width));
  return all;
}

}  // namespace mlir_rl
