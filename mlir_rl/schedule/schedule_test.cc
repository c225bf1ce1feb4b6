#include <gtest/gtest.h>

#include "mlir_rl/nest/nest.h"
#include "mlir_rl/schedule/defaults.h"
#include "mlir_rl/schedule/draft.h"
#include "mlir_rl/schedule/kinds.h"
#include "mlir_rl/schedule/replay.h"
#include "mlir_rl/schedule/script.h"
#include "mlir_rl/schedule/text.h"
#include "tests/conformance/sample_tasks.h"

namespace mlir_rl {
namespace {

std::vector<std::shared_ptr<const TaskSummary>> sampleTasks() {
  return {testing::matmulTask(512, 512, 512), testing::matmulTask(127, 255, 513), testing::convTask(64, 64, 56, 3),
          testing::convTask(512, 512, 7, 3), testing::softmaxTask(1536, 128)};
}

TEST(Kinds, EachIsFoundByItsName) {
  for (const Kind *kind : allKinds()) {
    EXPECT_EQ(findKind(kind->name), kind);
    EXPECT_EQ(&kindOf(kind->kind), kind);
    EXPECT_GT(std::string(kind->help).size(), 10u);
  }
  EXPECT_EQ(findKind("no_such_kind"), nullptr);
}

TEST(Text, PrintsAndParsesBack) {
  std::string text =
      "fuse %0 [1, 0] producers [1, 2, 3]; interchange %3 order [1, 0]; split %0 [60] loop 0; vectorize %0 [1, 64] "
      "lanes 1; unroll %1 [0, 4]; stop";
  Result<Schedule> schedule = parseSchedule(text);
  ASSERT_TRUE(schedule.has_value()) << schedule.error().message;
  EXPECT_EQ(schedule->actions.size(), 6u);
  EXPECT_EQ(printSchedule(*schedule), text);
}

TEST(Text, ErrorsNameThePlace) {
  Result<Schedule> unknown = parseSchedule("stop\n  tyle %0 [1]");
  ASSERT_FALSE(unknown.has_value());
  EXPECT_NE(unknown.error().message.find("line 2, column 3"), std::string::npos) << unknown.error().message;
  EXPECT_FALSE(parseSchedule("tile %0 [1").has_value());
  EXPECT_FALSE(parseSchedule("tile 0 [1]").has_value());
  EXPECT_FALSE(parseSchedule("tile %0 [1] rubbish").has_value());
  EXPECT_FALSE(parseSchedule("vectorize %0 [8]").has_value());
}

TEST(Text, EqualSchedulesHashEqual) {
  Schedule a = *parseSchedule("tile %0 [8,0,0] ; stop"), b = *parseSchedule("tile %0 [8, 0, 0]\nstop # the same");
  EXPECT_EQ(hashSchedule(a), hashSchedule(b));
  EXPECT_NE(hashSchedule(a), hashSchedule(*parseSchedule("tile %0 [4, 0, 0]; stop")));
}

TEST(Replay, NamesTheRefusedAction) {
  auto result = replay(testing::matmulTask(64, 64, 64), *parseSchedule("tile %0 [8, 0, 0]; tile %0 [3, 0, 0]"));
  ASSERT_FALSE(result.has_value());
  EXPECT_NE(result.error().message.find("action 2"), std::string::npos) << result.error().message;
  EXPECT_NE(result.error().message.find("divide"), std::string::npos);
}

TEST(Defaults, AreLegalAndFinishEveryOpThatCanBe) {
  for (const auto &task : sampleTasks())
    for (int threads : {1, 2}) {
      Schedule schedule = defaultSchedule(task, testing::sampleMachine(), threads);
      auto nest = replay(task, schedule);
      ASSERT_TRUE(nest.has_value()) << nest.error().message;
      EXPECT_TRUE(nest->stopped);
      EXPECT_GE(nest->ops[task->anchor].lanes, 0) << printSchedule(schedule);
      bool parallel = printSchedule(schedule).find("tile_parallel") != std::string::npos;
      EXPECT_EQ(parallel, threads > 1) << printSchedule(schedule);
    }
}

TEST(Defaults, FitTheRegistersOfTheMachine) {
  Machine narrow = testing::sampleMachine();
  narrow.vectorBits = 256;
  narrow.vectorRegisters = 16;
  auto task = testing::matmulTask(512, 512, 512);
  auto nest = *replay(task, defaultSchedule(task, narrow, 1));
  const NestOp &op = nest.ops[0];
  int64_t accumulators = op.registerTile[0] * op.registerTile[1] / 8;
  EXPECT_LT(accumulators, 16);
  EXPECT_GE(accumulators, 8);
}

TEST(Defaults, KeepANormalisationInOneContainer) {
  auto task = testing::softmaxTask(1536, 128);
  auto nest = *replay(task, defaultSchedule(task, testing::sampleMachine(), 1));
  for (const NestOp &op : nest.ops) EXPECT_FALSE(op.outer.empty());
}

TEST(Defaults, ExpandKeepsWhatFollows) {
  auto task = testing::matmulTask(64, 64, 64);
  Schedule expanded = expandDefault(task, *parseSchedule("default; stop"), testing::sampleMachine(), 1);
  EXPECT_EQ(expanded, defaultSchedule(task, testing::sampleMachine(), 1));
}

TEST(Script, IsRefusedForAnIllegalSchedule) {
  auto task = testing::matmulTask(64, 64, 64);
  EXPECT_FALSE(printScript({{task, *parseSchedule("tile %0 [5, 0, 0]")}}).has_value());
  Result<std::string> script = printScript({{task, *parseSchedule("tile %0 [8, 0, 0]; stop")}});
  ASSERT_TRUE(script.has_value());
  EXPECT_NE(script->find("tile_using_for"), std::string::npos);
}

/// Whatever a kind proposes is legal, and the nest it leads to stays consistent.
TEST(Property, ProposalsAreLegal) {
  Random random(7);
  Machine machine = testing::sampleMachine();
  int acted = 0;
  for (int round = 0; round < 2000; ++round) {
    auto tasks = sampleTasks();
    Draft draft = Draft::of(tasks[round % tasks.size()]);
    for (int step = 0; step < 8; ++step) {
      const Kind &kind = *allKinds()[random() % allKinds().size()];
      Action action{.kind = kind.kind, .op = kind.hasOp ? int(random() % draft.nest.ops.size()) : 0};
      if (!kind.propose(draft.nest, machine, random, action)) continue;
      ASSERT_EQ(kind.refuse(draft.nest, action), nullptr) << printAction(action) << "\n" << printNest(draft.nest);
      ASSERT_EQ(parseSchedule(printAction(action))->actions.at(0), action) << printAction(action);
      ASSERT_TRUE(draft.act(action));
      ++acted;
      for (const NestOp &op : draft.nest.ops)
        for (const NestLoop &loop : op.loops) ASSERT_GE(loop.extent, 1);
    }
  }
  EXPECT_GT(acted, 3000);
}

}  // namespace
}  // namespace mlir_rl
