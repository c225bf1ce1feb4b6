#include "mlir_rl/generate/ops.h"

namespace mlir_rl {

static constexpr Work kMultiplyAdd{.flops = 2, .atRate = true};

Value matmul(Builder &b, const Value &x, const Value &y) {
  Value init = b.filled({x.shape[0], y.shape[1]}, "0.0");
  Value value =
      b.named("linalg.matmul", "", {x, y}, init, "matmul", elementsOf(init.shape) * double(x.shape[1]), kMultiplyAdd);
  return b.inTorch(value, "torch.mm($0, $1)", {x, y});
}

Value batchMatmul(Builder &b, const Value &x, const Value &y) {
  Value init = b.filled({x.shape[0], x.shape[1], y.shape[2]}, "0.0");
  Value value = b.named("linalg.batch_matmul", "", {x, y}, init, "batch_matmul",
                        elementsOf(init.shape) * double(x.shape[2]), kMultiplyAdd);
  return b.inTorch(value, "torch.bmm($0, $1)", {x, y});
}

/// Along rows LLVM adds in lanes.
Value matvec(Builder &b, const Value &x, const Value &y) {
  Value init = b.filled({x.shape[0]}, "0.0");
  Value value =
      b.named("linalg.matvec", "", {x, y}, init, "matvec", elementsOf(x.shape), {.flops = 2, .seconds = 0.2e-9});
  return b.inTorch(value, "torch.mv($0, $1)", {x, y});
}

Value linear(Builder &b, const Value &x, int64_t width) {
  Value weights = b.weight({width, x.shape[1]}, spreadOfSums(x.shape[1])), bias = b.weight({width}, kBias);
  Value value = broadcastBinary(b, "add", matmul(b, x, transpose(b, weights, {1, 0})), bias, 1);
  return b.inTorch(value, "F.linear($0, $1, $2)", {x, weights, bias});
}

}  // namespace mlir_rl
