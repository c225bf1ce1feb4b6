#include "mlir_rl/schedule/defaults.h"

#include <gtest/gtest.h>

#include "mlir_rl/schedule/text.h"
#include "tests/conformance/sample_tasks.h"

namespace mlir_rl {
namespace {

/// One op of these loops; the last access is its output. A reduction adds to a row that a fill left.
std::shared_ptr<const TaskSummary> taskOf(std::vector<LoopDim> loops,
                                          std::vector<std::initializer_list<int>> accesses) {
  auto task = std::make_shared<TaskSummary>();
  OpSummary op{.name = "linalg.generic", .opClass = OpClass::elementwise, .loops = std::move(loops)};
  op.counts.add = 1;
  for (size_t i = 0; i < accesses.size(); ++i)
    op.accesses.push_back(testing::plainAccess(op, accesses[i], i + 1 == accesses.size()));
  bool reduces = false;
  for (const LoopDim &loop : op.loops) reduces |= loop.kind == IteratorKind::reduction;
  if (reduces) {
    op.opClass = OpClass::reduction;
    op.combiner = Combiner::add;
    op.readsOutput = true;
    op.accesses.back().source = SourceKind::op;
    op.accesses.back().producer = 1;
  }
  task->ops = {op};
  if (reduces) task->ops.push_back(testing::fillOf(1, {op.accesses.back().shape.front()}));
  return task;
}

constexpr IteratorKind kParallel = IteratorKind::parallel, kReduction = IteratorKind::reduction;

std::string rulesFor(const std::shared_ptr<const TaskSummary> &task) {
  return printSchedule(defaultSchedule(task, testing::sampleMachine(), 1));
}

TEST(DefaultsTest, ARowAddedToAMatrixIsWalkedRowByRow) {
  // Columns first, each line of the output would be fetched on its own: five times as slow.
  std::string rules = rulesFor(taskOf({{128, kParallel}, {3072, kParallel}}, {{0, 1}, {1}, {0, 1}}));
  EXPECT_EQ(rules.find("interchange"), std::string::npos) << rules;
  EXPECT_NE(rules.find("lanes 1"), std::string::npos) << rules;
}

TEST(DefaultsTest, RowsThatStreamAreSummedOneAfterTheOther) {
  std::string rules = rulesFor(taskOf({{1024, kParallel}, {4096, kReduction}}, {{0, 1}, {0}}));
  EXPECT_NE(rules.find("vectorize %0 [1, "), std::string::npos) << rules;
  EXPECT_EQ(rules.find("tile"), std::string::npos) << "no blocks of a row: " << rules;
}

TEST(DefaultsTest, ColumnsAreSummedInTheOrderOfTheRows) {
  std::string rules = rulesFor(taskOf({{1024, kReduction}, {1024, kParallel}}, {{0, 1}, {1}}));
  EXPECT_NE(rules.find("tile %0 [1, 0]"), std::string::npos) << rules;
}

TEST(DefaultsTest, SeveralStreamsComeInHalfVectors) {
  std::shared_ptr<const TaskSummary> two = taskOf({{1 << 20, kParallel}}, {{0}, {0}, {0}});
  std::shared_ptr<const TaskSummary> one = taskOf({{1 << 20, kParallel}}, {{0}, {0}});
  std::shared_ptr<const TaskSummary> small = taskOf({{1 << 12, kParallel}}, {{0}, {0}, {0}});
  EXPECT_NE(rulesFor(two).find("vectorize %0 [8] lanes 0"), std::string::npos) << rulesFor(two);
  EXPECT_EQ(rulesFor(one).find("vectorize %0 [8]"), std::string::npos) << rulesFor(one);
  EXPECT_EQ(rulesFor(small).find("vectorize %0 [8]"), std::string::npos) << rulesFor(small);
}

TEST(DefaultsTest, ABlockTurnedInRegistersHasWholeLines) {
  std::string rules = rulesFor(taskOf({{1024, kParallel}, {1024, kParallel}}, {{1, 0}, {0, 1}}));
  EXPECT_NE(rules.find("vectorize %0 [16, 16]"), std::string::npos) << rules;
}

}  // namespace
}  // namespace mlir_rl
