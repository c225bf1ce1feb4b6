#include "mlir_rl/kernel_set/value_facts.h"

#include <algorithm>
#include <cmath>

namespace mlir_rl::kernel {

static double asReal(const Literal &value, Scalar scalar) {
  if (isFloat(scalar)) return value.real;
  return scalar == Scalar::u64 ? double(uint64_t(value.integer)) : double(value.integer);
}

ValueFacts factsOf(const Buffer &buffer) {
  ValueFacts facts;
  int64_t finite = 0;
  for (int64_t element = 0; element < buffer.elements(); ++element)
    for (size_t leaf = 0; leaf < buffer.leaves.size(); ++leaf) {
      double value = asReal(buffer.value(element, leaf), buffer.leaves[leaf].scalar);
      ++facts.scalars;
      if (!std::isfinite(value)) continue;
      facts.low = finite ? std::min(facts.low, value) : value;
      facts.high = finite ? std::max(facts.high, value) : value;
      ++finite;
    }
  if (facts.scalars) facts.finite = double(finite) / double(facts.scalars);
  return facts;
}

}  // namespace mlir_rl::kernel
