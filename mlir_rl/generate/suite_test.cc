#include "mlir_rl/generate/suite.h"

#include <gtest/gtest.h>

#include <set>

namespace mlir_rl {
namespace {

static std::vector<SuiteItem> itemsOf(const char *name) {
  Result<Suite> suite = findSuite(name);
  EXPECT_TRUE(suite) << suite.error().message;
  std::vector<SuiteItem> items;
  for (const SuiteProgram &program : suite->programs()) {
    Result<SuiteItem> item = makeItem(program);
    EXPECT_TRUE(item) << item.error().message;
    if (item) items.push_back(*std::move(item));
  }
  return items;
}

/// Programs with the same tasks would be one program under two names.
static void expectDifferentPrograms(const std::vector<SuiteItem> &items, size_t least) {
  std::set<std::string> names;
  std::set<std::vector<std::string>> tasks;
  for (const SuiteItem &item : items) {
    EXPECT_FALSE(item.tasks.empty()) << item.name;
    EXPECT_GT(item.bytes, 0) << item.name;
    EXPECT_TRUE(item.text.starts_with("// PyTorch:\n")) << item.name;
    names.insert(item.name);
    tasks.insert(item.tasks);
  }
  EXPECT_GE(items.size(), least);
  EXPECT_EQ(names.size(), items.size());
  EXPECT_EQ(tasks.size(), items.size());
}

TEST(Suite, SingleOpsAreManyAndAllDiffer) {
  std::vector<SuiteItem> items = itemsOf("single_ops");
  expectDifferentPrograms(items, 60);
  for (const SuiteItem &item : items) EXPECT_EQ(item.text.find("dense_resource"), std::string::npos) << item.name;
}

TEST(Suite, LayersAllDifferAndKeepTheirWeights) {
  std::vector<SuiteItem> items = itemsOf("layers");
  expectDifferentPrograms(items, 30);
  for (const SuiteItem &item : items) {
    EXPECT_NE(item.text.find("dense_resource<weight0>"), std::string::npos) << item.name;
    EXPECT_NE(item.text.find(", weight0"), std::string::npos) << item.name << ": PyTorch is given them";
  }
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
  EXPECT_EQ(none.error().message, "there is no suite 'double_ops'; there are: single_ops, layers");
}

}  // namespace
}  // namespace mlir_rl
