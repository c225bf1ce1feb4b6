// Texts of kernels drawn at random against the interpreter.

#include "tests/kernels/random_trials.h"

namespace mlir_rl::kernel::testing {
namespace {

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
