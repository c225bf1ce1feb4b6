#include "mlir_rl/transform/read_nest.h"

#include <gtest/gtest.h>

#include "mlir_rl/nest/nest.h"
#include "mlir_rl/program/prepare.h"
#include "mlir_rl/schedule/replay.h"
#include "mlir_rl/schedule/script.h"
#include "mlir_rl/schedule/text.h"
#include "mlir_rl/transform/apply.h"

namespace mlir_rl {
namespace {

using Values = std::vector<int64_t>;

/// A task of a shipped program with the nest predicted and the nest read after a schedule.
struct Both {
  LoopNest predicted;
  std::vector<ReadOp> read;
};

Both afterSchedule(const std::string &file, const std::string &schedule) {
  auto program = readProgram(MLIR_RL_SOURCE_DIR "/benchmarks/" + file, ParseOptions());
  auto prepared = prepare(*program);
  const Task &task = prepared->tasks.front();
  auto summary = std::make_shared<TaskSummary>(task.summary);
  Schedule actions = *parseSchedule(schedule);
  auto script = printScript({{summary, actions}});
  EXPECT_TRUE(script) << script.error().message;
  auto module = parsePrepared(task.moduleText, "task", task.summary.name);
  Status applied = applyScript(*module, *script);
  EXPECT_TRUE(applied) << applied.error().message;
  return {*replay(summary, actions), readNest(*module)};
}

const ReadOp &opOf(const Both &both, int id) {
  for (const ReadOp &op : both.read)
    if (op.id == id) return op;
  ADD_FAILURE() << "op " << id << " is not in the module";
  return both.read.front();
}

TEST(ReadNest, Untouched) {
  Both both = afterSchedule("ops/matmul_512.mlir", "stop");
  EXPECT_EQ(opOf(both, 0).extents, (Values{512, 512, 512}));
  EXPECT_EQ(opOf(both, 0).kinds[2], IteratorKind::reduction);
  EXPECT_TRUE(opOf(both, 0).trips.empty());
  EXPECT_EQ(nestDifferences(both.predicted, both.read), "");
}

TEST(ReadNest, TilesThreadsAndRegisters) {
  Both both = afterSchedule("ops/matmul_512.mlir",
                            "tile_parallel %0 [64, 128, 0] producers [1]; tile %0 [0, 0, 32]; interchange %0 order "
                            "[0, 2, 1]; vectorize %0 [4, 1, 32] lanes 2; unroll %0 [0, 4, 0]; stop");
  const ReadOp &op = opOf(both, 0);
  EXPECT_EQ(op.extents, (Values{64, 32, 128}));
  EXPECT_EQ(op.trips, (Values{8, 4, 16}));
  EXPECT_EQ(op.parallel, (std::vector<bool>{true, true, false}));
  EXPECT_EQ(op.registerTile, (Values{4, 4, 32}));
  EXPECT_EQ(op.lanes, 2);
  EXPECT_EQ(opOf(both, 1).extents, (Values{64, 128}));
  EXPECT_EQ(opOf(both, 1).trips, (Values{8, 4}));
  EXPECT_EQ(nestDifferences(both.predicted, both.read), "");
}

TEST(ReadNest, PartsOfASplit) {
  Both both = afterSchedule("ops/matmul_odd.mlir", "split %0 [120] loop 0; vectorize %2 [7, 16, 1] lanes 1; stop");
  EXPECT_EQ(opOf(both, 0).extents[0], 120);
  EXPECT_EQ(opOf(both, 2).extents[0], 7);
  EXPECT_EQ(nestDifferences(both.predicted, both.read), "");
}

/// The comparison is of use only if it sees each kind of difference.
TEST(NestDifferences, EachKindIsSeen) {
  Both both =
      afterSchedule("ops/matmul_512.mlir", "tile_parallel %0 [64, 128, 0]; vectorize %0 [4, 32, 1] lanes 1; stop");
  ASSERT_EQ(nestDifferences(both.predicted, both.read), "");
  auto changed = [&](auto change) {
    Both other = both;
    change(other);
    return nestDifferences(other.predicted, other.read);
  };
  auto first = [](Both &b) -> ReadOp & {
    for (ReadOp &op : b.read)
      if (op.id == 0) return op;
    return b.read.front();
  };
  EXPECT_NE(changed([&](Both &b) { first(b).extents[0] = 32; }).find("extents"), std::string::npos);
  EXPECT_NE(changed([&](Both &b) { first(b).kinds[2] = IteratorKind::parallel; }).find("kinds"), std::string::npos);
  EXPECT_NE(changed([&](Both &b) { first(b).trips.pop_back(); }).find("trips"), std::string::npos);
  EXPECT_NE(changed([&](Both &b) { first(b).parallel[0] = false; }).find("threads"), std::string::npos);
  EXPECT_NE(changed([&](Both &b) { first(b).registerTile[1] = 16; }).find("register tile"), std::string::npos);
  EXPECT_NE(changed([&](Both &b) { first(b).lanes = 0; }).find("lanes"), std::string::npos);
  EXPECT_NE(changed([&](Both &b) { first(b).packed = {1}; }).find("packed"), std::string::npos);
  EXPECT_NE(changed([&](Both &b) { first(b).id = 7; }).find("not in the nest"), std::string::npos);
  EXPECT_NE(changed([&](Both &b) { b.read.push_back(first(b)); }).find("2 times"), std::string::npos);
  EXPECT_NE(changed([&](Both &b) { b.read.clear(); }).find("missing"), std::string::npos);
}

}  // namespace
}  // namespace mlir_rl
