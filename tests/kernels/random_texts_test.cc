// Texts of kernels drawn at random against the interpreter.

#include "tests/kernels/agreement.h"
#include "tests/kernels/random_trees.h"

namespace mlir_rl::kernel::testing {
namespace {

Trial randomTrial(uint64_t seed) {
  Trial trial = {.module = RandomTree(seed).module(), .dims = {3}};
  const Function &kernel = trial.module.kernels[0];
  Layout layout(trial.module);
  for (int i = 0; i < kernel.parameters; ++i) {
    const Type &type = kernel.variables[size_t(i)].type;
    std::vector<int32_t> shape = {type.isArray() ? kCells : 1};
    if (type.dims == 2) shape = {4, kCells};
    trial.buffers.push_back(makeBuffer(layout, elementType(type), shape));
    fill(trial.buffers.back(), {.low = -3, .high = 3}, deriveSeed(seed, uint64_t(i)));
  }
  return trial;
}

/// The interpreter takes them all; those that break a rule, which a few may, have nothing to compare.
void expectAgreementOf(uint64_t from, uint64_t count) {
  std::vector<Trial> trials;
  size_t broken = 0;
  for (uint64_t seed = from; seed < from + count; ++seed) {
    Trial trial = randomTrial(seed);
    std::string why;
    if (interpreted(trial, &why))
      trials.push_back(std::move(trial));
    else
      ++broken;
    if (!why.empty()) std::printf("%s\n", why.c_str());
  }
  EXPECT_LE(broken, count / 20);
  expectAgreement(trials);
}

TEST(RandomTexts, ComputeWhatTheInterpreterDoes) { expectAgreementOf(0, 25); }

class RandomTextsSlow : public ::testing::TestWithParam<uint64_t> {};
TEST_P(RandomTextsSlow, ComputeWhatTheInterpreterDoes) { expectAgreementOf(1000 * (GetParam() + 1), 250); }
INSTANTIATE_TEST_SUITE_P(Seeds, RandomTextsSlow, ::testing::Range<uint64_t>(0, 4));

}  // namespace
}  // namespace mlir_rl::kernel::testing
