#include "mlir_rl/generate/suite.h"

#include <gtest/gtest.h>

#include <set>

namespace mlir_rl {
namespace {

TEST(Suite, SingleOpsAreManyAndAllDiffer) {
  Result<Suite> suite = findSuite("single_ops");
  ASSERT_TRUE(suite) << suite.error().message;
  std::set<std::string> names, tasks;
  std::vector<SuiteProgram> programs = suite->programs();
  for (const SuiteProgram &program : programs) {
    Result<SuiteItem> item = makeItem(program);
    ASSERT_TRUE(item) << item.error().message;
    ASSERT_FALSE(item->tasks.empty()) << program.name;
    EXPECT_GT(item->bytes, 0) << program.name;
    names.insert(program.name);
    tasks.insert(item->tasks.front());
  }
  EXPECT_GE(programs.size(), 60u);
  EXPECT_EQ(names.size(), programs.size());
  EXPECT_EQ(tasks.size(), programs.size());
}

TEST(Suite, CountsWhatALayerDoes) {
  for (const SuiteProgram &program : findSuite("single_ops")->programs()) {
    if (program.name != "resnet50_1x1_64_256_56") continue;
    Result<SuiteItem> item = makeItem(program);
    ASSERT_TRUE(item) << item.error().message;
    EXPECT_EQ(item->flops, 2.0 * 56 * 56 * 64 * 256);
    return;
  }
  FAIL() << "the layer is not there";
}

TEST(Suite, AnUnknownNameIsAnswered) {
  Result<Suite> none = findSuite("double_ops");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().message, "there is no suite 'double_ops'; there are: single_ops");
}

}  // namespace
}  // namespace mlir_rl
