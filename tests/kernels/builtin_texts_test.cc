// Texts of every row of the table of builtins, for every operand types that its rule takes, against the interpreter.

#include "tests/kernels/builtin_forms.h"

namespace mlir_rl::kernel::testing {
namespace {

TEST(BuiltinTexts, RowsOfSomeScalarsComputeWhatTheInterpreterDoes) {
  expectAgreement(trialsOf(0, builtins().size(), false));
}

class BuiltinTextsSlow : public ::testing::TestWithParam<size_t> {};
TEST_P(BuiltinTextsSlow, RowsOfAllScalarsComputeWhatTheInterpreterDoes) {
  expectAgreement(trialsOf(GetParam(), GetParam() + 30, true));
}
INSTANTIATE_TEST_SUITE_P(Rows, BuiltinTextsSlow, ::testing::Range<size_t>(0, builtins().size(), 30));

}  // namespace
}  // namespace mlir_rl::kernel::testing
