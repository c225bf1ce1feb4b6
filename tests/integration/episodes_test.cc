// What the environment offers, MLIR does: random episodes over generated programs, transformed and bufferised.

#include <gtest/gtest.h>

#include "mlir_rl/generate/generated.h"
#include "mlir_rl/lower/lower.h"
#include "mlir_rl/schedule/text.h"
#include "tests/conformance/sample_tasks.h"
#include "tests/integration/random_episodes.h"
#include "tests/integration/task_module.h"

namespace mlir_rl {
namespace {

using testing::TaskModule;

constexpr int kProgramsPerFamily = 5, kEpisodes = 600;

/// Tasks of chains and blocks, and of the operations that are chains themselves.
const std::vector<TaskModule> &generatedTasks() {
  static const std::vector<TaskModule> tasks = [] {
    std::vector<TaskModule> all;
    Ranges ranges;
    ranges.maxMemory = 16, ranges.maxSeconds = 0.03;
    for (const Family &family : families())
      for (int64_t index = 0; index < kProgramsPerFamily; ++index) {
        std::string name = family.name;
        if (family.kind == FamilyKind::single && name != "layer_norm" && name != "matvec") continue;
        auto generated = generateProgram(family, {77, index, 0}, ranges);
        if (!generated) continue;
        auto program = parseProgram(generated->text, generated->name(), {});
        EXPECT_TRUE(program) << generated->name() << ": " << program.error().message;
        auto modules = testing::taskModules(*program, generated->name());
        EXPECT_TRUE(modules) << generated->name() << ": " << modules.error().message;
        std::move(modules->begin(), modules->end(), std::back_inserter(all));
      }
    return all;
  }();
  return tasks;
}

TEST(EpisodesSlow, WhatIsOfferedIsApplied) {
  TileMemory memory(testing::sampleMachine());
  for (int episode = 0; episode < kEpisodes; ++episode) {
    const TaskModule &task = generatedTasks()[size_t(episode) % generatedTasks().size()];
    Random random = makeRandom(5, uint64_t(episode));
    Schedule schedule = testing::randomEpisode(task.summary, episode % 4 == 0 ? 2 : 1, memory, random);
    EXPECT_EQ(testing::disagreement(task, schedule), "")
        << task.file << ", task " << task.summary->hash << ": " << printSchedule(schedule);
  }
}

/// Vectorises each op somehow and packs as many inputs as it may, the last ones first: these are small ones.
Schedule packingEpisode(const TaskModule &task, int mostPacks, TileMemory &memory, Random &random) {
  SchedulingState state(task.summary, 1, memory);
  for (int packs = 0; !state.finished();) {
    std::vector<int> tiles;
    for (int i = 0; i < int(state.choices().size()); ++i)
      if (state.choices()[i].action.kind == ActionKind::vectorize && state.choices()[i].kind == CandidateKind::act)
        tiles.push_back(i);
    const Candidate &last = state.choices().back();
    bool pack = last.kind == CandidateKind::act && last.action.kind == ActionKind::pack && packs < mostPacks;
    packs = pack ? packs + 1 : 0;
    int tile = tiles.empty() ? 0 : tiles[size_t(uniformBelow(random, tiles.size()))];
    state.take(pack ? int(state.choices().size()) - 1 : tile);
  }
  return state.draft().schedule;
}

/// Panels are made after bufferisation, by passes.
TEST(EpisodesSlow, PanelsThatAreOfferedAreLowered) {
  TileMemory memory(testing::sampleMachine());
  Random random = makeRandom(5);
  for (const TaskModule &task : generatedTasks())
    for (int mostPacks : {2, 8}) {
      Schedule schedule = packingEpisode(task, mostPacks, memory, random);
      auto module = testing::scheduledModule(task, schedule);
      ASSERT_TRUE(module) << module.error().message << "\n" << printSchedule(schedule);
      auto ir = lowerToLlvmIr(*module, {.targetCpu = "x86-64-v3"});
      EXPECT_TRUE(ir) << task.file << ", task " << task.summary->hash << ": " << printSchedule(schedule) << "\n"
                      << ir.error().message;
    }
}

}  // namespace
}  // namespace mlir_rl
