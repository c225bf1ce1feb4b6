#include "mlir_rl/nest/access.h"

#include <algorithm>
#include <cstdlib>

#include "mlir_rl/flow/artifact.h"

namespace mlir_rl {

int64_t coefficientOf(const NestOp &op, const Access &access, int dim, int loop) {
  const NestLoop &l = op.loops[loop];
  return access.dims[dim].coefficients[l.origin] * l.stride;
}

int64_t footprint(const NestOp &op, const Access &access, int dim, const InlineVector<int64_t, kMaxLoops> &tile) {
  int64_t last = 0;
  for (int d = 0; d < op.loops.size(); ++d) last += std::abs(coefficientOf(op, access, dim, d)) * (tile[d] - 1);
  return last + 1;
}

int contiguousLoop(const NestOp &op, const Access &access) {
  if (access.dims.empty()) return -1;
  int last = int(access.dims.size()) - 1, found = -1;
  for (int d = 0; d < op.loops.size(); ++d) {
    if (coefficientOf(op, access, last, d) != 1 || op.loops[d].extent == 1) continue;
    for (int other = 0; other < last; ++other)
      if (coefficientOf(op, access, other, d) != 0) return -1;
    if (found < 0 || op.loops[d].kind == IteratorKind::parallel) found = d;
  }
  return found;
}

bool isInvariant(const NestOp &op, const Access &access, int loop) {
  for (int dim = 0; dim < int(access.dims.size()); ++dim)
    if (coefficientOf(op, access, dim, loop) != 0) return false;
  return true;
}

bool slides(const NestOp &op, const Access &access, int loop) {
  for (int dim = 0; dim < int(access.dims.size()); ++dim) {
    if (coefficientOf(op, access, dim, loop) == 0) continue;
    for (int other = 0; other < op.loops.size(); ++other)
      if (other != loop && coefficientOf(op, access, dim, other) != 0) return true;
  }
  return false;
}

bool isTouchedOnce(const OpSummary &op, const Access &access) {
  for (size_t loop = 0; loop < op.loops.size(); ++loop) {
    bool moved = op.loops[loop].extent == 1;
    for (const AccessDim &dim : access.dims) moved |= dim.coefficients[loop] != 0;
    if (!moved) return false;
  }
  return true;
}

int64_t contiguousElements(const NestOp &op, const Access &access, const InlineVector<int64_t, kMaxLoops> &tile) {
  int64_t elements = 1;
  for (int dim = int(access.dims.size()) - 1; dim >= 0; --dim) {
    int64_t touched = std::min(footprint(op, access, dim, tile), access.shape[size_t(dim)]);
    elements *= touched;
    if (touched < access.shape[size_t(dim)]) break;
  }
  return elements;
}

int64_t bytesOf(const Access &access) {
  int64_t bytes = elementBytes(access.type);
  for (int64_t extent : access.shape) bytes *= extent;
  return bytes;
}

bool isLoopByLoop(const NestOp &op, const Access &access) {
  uint32_t seen = 0;
  for (int dim = 0; dim < int(access.dims.size()); ++dim) {
    int loops = 0;
    for (int d = 0; d < op.loops.size(); ++d) {
      int64_t c = coefficientOf(op, access, dim, d);
      if (c == 0) continue;
      if (c != 1 || (seen >> d & 1)) return false;
      seen |= 1u << d;
      ++loops;
    }
    if (loops != 1 || access.dims[dim].constant != 0) return false;
  }
  return !access.dims.empty();
}

bool reduces(const NestOp &op) {
  return std::ranges::any_of(op.loops, [](const NestLoop &loop) { return loop.kind == IteratorKind::reduction; });
}

InlineVector<int64_t, kMaxLoops> extentsOf(const NestOp &op) {
  InlineVector<int64_t, kMaxLoops> extents;
  for (const NestLoop &loop : op.loops) extents.push_back(loop.extent);
  return extents;
}

}  // namespace mlir_rl
