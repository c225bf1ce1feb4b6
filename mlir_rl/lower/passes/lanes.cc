#include "mlir_rl/lower/passes/lanes.h"

#include <algorithm>

#include "llvm/Support/MathExtras.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;

namespace mlir_rl {

SmallVector<Chunk> splitLanes(int64_t tile, int64_t maxWidth) {
  SmallVector<Chunk> chunks;
  int64_t start = 0;
  for (; start + maxWidth <= tile; start += maxWidth) chunks.push_back({start, maxWidth, maxWidth});
  if (int64_t rest = tile - start) chunks.push_back({start, int64_t(llvm::PowerOf2Ceil(rest)), rest});
  return chunks;
}

SmallVector<Chunk> splitLanesEvenly(int64_t tile, int64_t width) {
  SmallVector<Chunk> chunks;
  for (int64_t start = 0; start < tile; start += width) chunks.push_back({start, width, std::min(width, tile - start)});
  return chunks;
}

Value laneMask(OpBuilder &b, Location loc, int64_t width, int64_t valid) {
  auto type = VectorType::get({width}, b.getI1Type());
  SmallVector<bool> bits(width);
  std::fill_n(bits.begin(), valid, true);
  return arith::ConstantOp::create(b, loc, DenseElementsAttr::get(type, ArrayRef<bool>(bits)));
}

Value harmlessVector(OpBuilder &b, Location loc, VectorType type) {
  Type element = type.getElementType();
  TypedAttr one =
      isa<FloatType>(element) ? TypedAttr(b.getFloatAttr(element, 0.0)) : TypedAttr(b.getIntegerAttr(element, 1));
  return arith::ConstantOp::create(b, loc, DenseElementsAttr::get(type, one));
}

SmallVector<Value> transposeRows(OpBuilder &b, Location loc, ArrayRef<Value> rows) {
  SmallVector<Value> now(rows);
  int64_t n = now.size();
  assert(llvm::isPowerOf2_64(n) && "a block to transpose is a power of two");
  for (int64_t h = 1; h < n; h *= 2) {
    SmallVector<int64_t> low(n), high(n);
    for (int64_t j = 0; j < n; ++j) {
      low[j] = (j & h) ? n + j - h : j;
      high[j] = (j & h) ? n + j : j + h;
    }
    for (int64_t i = 0; i < n; ++i) {
      if (i & h) continue;
      Value a = now[i], c = now[i + h];
      now[i] = vector::ShuffleOp::create(b, loc, a, c, low);
      now[i + h] = vector::ShuffleOp::create(b, loc, a, c, high);
    }
  }
  return now;
}

}  // namespace mlir_rl
