#include "mlir_rl/kernel_set/split.h"

#include "mlir_rl/support/hash.h"

namespace mlir_rl::kernel {

const char *splitName(Split split) {
  return split == Split::train ? "train" : split == Split::validation ? "validation" : "test";
}

Split splitOf(std::string_view blanked) {
  uint64_t bucket = Hasher().add(blanked).value() % 10;
  return bucket == 0 ? Split::test : bucket == 1 ? Split::validation : Split::train;
}

}  // namespace mlir_rl::kernel
