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
}

}  // namespace
}  // namespace mlir_rl::kernel
