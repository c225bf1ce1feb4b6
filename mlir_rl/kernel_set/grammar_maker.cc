#include "mlir_rl/kernel_set/grammar_maker.h"

#include "mlir_rl/kernel/hash.h"
#include "mlir_rl/kernel_make/sample.h"

namespace mlir_rl::kernel {

std::vector<std::string> GrammarMaker::families() const {
  std::vector<std::string> names;
  for (const KernelFamily &family : kernelFamilies()) names.emplace_back(family.name);
  return names;
}

std::string GrammarMaker::familyOf(uint64_t seed, int64_t index) const {
  return kernel::familyOf(seed, uint64_t(index)).name;
}

Result<Candidate> GrammarMaker::make(uint64_t seed, int64_t index) {
  Sample sample = makeSample(seed, uint64_t(index));
  return Candidate{std::move(sample.family), std::move(sample.module), std::move(sample.inputs)};
}

}  // namespace mlir_rl::kernel
