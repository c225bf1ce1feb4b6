#include "mlir_rl/schedule/candidates.h"

#include "mlir_rl/flow/artifact.h"

namespace mlir_rl {

Candidates divisorsBelow(int64_t extent) {
  Candidates small, result;
  for (int64_t d = 1; d * d <= extent && small.size() < Candidates::capacity(); ++d)
    if (extent % d == 0) small.push_back(d);
  InlineVector<int64_t, 80> all;
  for (int64_t d : small) all.push_back(d);
  for (int i = small.size() - 1; i >= 0; --i)
    if (small[i] * small[i] != extent) all.push_back(extent / small[i]);
  int first = std::max(0, all.size() - 1 - Candidates::capacity());
  for (int i = first; i < all.size() && all[i] < extent; ++i) result.push_back(all[i]);
  return result;
}

Candidates registerSizes(int64_t extent) {
  Candidates result;
  for (int64_t size = 1; size <= std::min<int64_t>(extent, 16); ++size) result.push_back(size);
  return result;
}

Candidates laneSizes(int64_t extent, int64_t width) {
  Candidates result;
  for (int64_t vectors = 1; vectors <= 4; ++vectors)
    if (vectors * width < extent) result.push_back(vectors * width);
  if (extent <= 5 * width) result.push_back(extent);
  return result;
}

int64_t lanesPerVector(const OpSummary &op, const Machine &machine) {
  int64_t bytes = 1;
  for (const Access &access : op.accesses) bytes = std::max(bytes, elementBytes(access.type));
  return std::max<int64_t>(1, machine.vectorBits / (8 * bytes));
}

}  // namespace mlir_rl
