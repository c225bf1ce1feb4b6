// How fast the compiler-free half of the loop is: symbolic steps (random masked actions of all kinds, the mask asked
// for at each step), register-tile choice, default schedules.
//
//   build/benchmarks/symbolic

#include <benchmark/benchmark.h>

#include "mlir_rl/nest/nest.h"
#include "mlir_rl/schedule/defaults.h"
#include "mlir_rl/schedule/draft.h"
#include "mlir_rl/schedule/kinds.h"
#include "mlir_rl/schedule/mask.h"
#include "mlir_rl/schedule/register_tile.h"
#include "tests/conformance/sample_tasks.h"

namespace mlir_rl {
namespace {

std::shared_ptr<const TaskSummary> sample(int64_t which) {
  return which == 0 ? testing::matmulTask(512, 512, 512) : testing::convTask(64, 64, 56, 3);
}

void steps(benchmark::State &state) {
  LoopNest start = makeNest(sample(state.range(0))), nest = start;
  Machine machine = testing::sampleMachine();
  Random random(1);
  int64_t taken = 0, length = 0;
  Action action;
  for (auto _ : state) {
    ActionMask mask = legalKinds(nest);
    if (mask.none() || length == 12) {
      nest = start;
      length = 0;
      mask = legalKinds(nest);
    }
    auto [kind, op] = mask.pick(random);
    action = {.kind = kind, .op = op};
    const Kind &row = kindOf(kind);
    if (!row.propose(nest, machine, random, action)) continue;
    row.effect(nest, action);
    ++taken;
    ++length;
  }
  state.counters["steps/s"] = benchmark::Counter(double(taken), benchmark::Counter::kIsRate);
}
BENCHMARK(steps)->ArgName("conv")->Arg(0)->Arg(1);

void registerTile(benchmark::State &state) {
  LoopNest nest = makeNest(sample(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(bestRegisterTile(nest, 0, testing::sampleMachine()));
}
BENCHMARK(registerTile)->ArgName("conv")->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);

void rules(benchmark::State &state) {
  auto task = sample(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(defaultSchedule(task, testing::sampleMachine(), 1));
}
BENCHMARK(rules)->ArgName("conv")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace mlir_rl

BENCHMARK_MAIN();
