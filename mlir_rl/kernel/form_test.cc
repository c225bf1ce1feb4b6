#include "mlir_rl/kernel/form.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace mlir_rl::kernel {
namespace {

TEST(KernelForm, NamesAreUniqueAndFound) {
  std::set<std::string> names;
  for (const FormRow &row : forms()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    ASSERT_NE(findForm(row.name), nullptr);
    EXPECT_EQ(findForm(row.name)->id, row.id);
    EXPECT_EQ(&rowOf(row.id), &row);
  }
  EXPECT_EQ(findForm("llvm"), nullptr);
  EXPECT_STREQ(backendName(rowOf(Form::ptx).backend), "cuda");
  EXPECT_STREQ(backendName(rowOf(Form::assembly).backend), "cpu");
  EXPECT_EQ(rowOf(Form::cuda).maker, FormMaker::writer);
  EXPECT_EQ(rowOf(Form::ptx).maker, FormMaker::compiler);
  EXPECT_EQ(rowOf(Form::warpCuda).maker, FormMaker::warp);
  EXPECT_STREQ(backendName(rowOf(Form::warpCuda).backend), "cuda");
}

}  // namespace
}  // namespace mlir_rl::kernel
