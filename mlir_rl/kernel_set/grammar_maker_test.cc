#include "mlir_rl/kernel_set/grammar_maker.h"

#include <gtest/gtest.h>

#include <map>

#include "mlir_rl/kernel/print.h"

namespace mlir_rl::kernel {
namespace {

TEST(KernelGrammarMaker, GivesTheSameKernelWheneverItIsAsked) {
  GrammarMaker one, two;
  for (int64_t index = 9; index >= 0; --index) {
    Result<Candidate> a = one.make(5, index), b = two.make(5, index);
    ASSERT_TRUE(a.has_value() && b.has_value());
    EXPECT_EQ(a->module, b->module) << index;
    EXPECT_EQ(a->inputs, b->inputs) << index;
    EXPECT_GE(a->inputs.size(), 3u);
    EXPECT_EQ(a->module.kernels.size(), 1u);
    EXPECT_EQ(a->family, one.familyOf(5, index));
    (void)two.make(6, index);
  }
}

TEST(KernelGrammarMaker, EveryFamilyHasItsShare) {
  GrammarMaker maker;
  std::map<std::string, int> counts;
  int families = int(maker.families().size());
  for (int64_t index = 0; index < 20 * families; ++index) ++counts[maker.familyOf(1, index)];
  for (const std::string &family : maker.families()) EXPECT_EQ(counts[family], 20) << family;
}

}  // namespace
}  // namespace mlir_rl::kernel
