#include "mlir_rl/kernel_report/samples.h"

#include <gmock/gmock.h>

namespace mlir_rl::kernel {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Families, each with the lines and index of rows.
SetProfile profileWith(const std::map<std::string, std::map<int64_t, int64_t>> &families) {
  SetProfile profile;
  for (const auto &[name, rows] : families) {
    profile.families[name].firstOf = rows;
    for (const auto &[lines, index] : rows) profile.python.lines.add(lines);
  }
  return profile;
}

TEST(KernelSamples, AreOfDifferentFamiliesAndLengths) {
  // Lengths 10, 20, ... 80: a quarter is at 30, half at 50, three quarters at 70.
  SetProfile profile =
      profileWith({{"a", {{10, 0}, {30, 1}, {50, 2}, {70, 3}}}, {"b", {{40, 4}, {60, 5}}}, {"c", {{20, 6}, {80, 7}}}});
  EXPECT_THAT(sampleIndices(profile), ElementsAre(1, 4, 7));
}

TEST(KernelSamples, AreFewerOfFewFamilies) {
  EXPECT_THAT(sampleIndices(profileWith({{"a", {{10, 3}, {20, 1}}}})), ElementsAre(3));
  EXPECT_THAT(sampleIndices(SetProfile()), IsEmpty());
}

TEST(KernelSamples, ShowFormsThatAreThere) {
  Row row;
  for (Form form : {Form::cpp, Form::mlir, Form::mlirGpu, Form::llvmO2, Form::cuda}) row.forms[form].text.hash = "x";
  EXPECT_EQ(sampleForms(row), (std::set<Form>{Form::mlir, Form::llvmO2, Form::cuda}));
  row.forms[Form::cuda] = {{}, "a reason"};
  EXPECT_EQ(sampleForms(row), (std::set<Form>{Form::mlir, Form::llvmO2, Form::cpp}));
  row.forms = {{Form::mlirGpu, row.forms[Form::mlirGpu]}};
  EXPECT_EQ(sampleForms(row), std::set<Form>{Form::mlirGpu});
}

}  // namespace
}  // namespace mlir_rl::kernel
