#include "mlir_rl/agent/favourite.h"

#include <algorithm>

namespace mlir_rl {

/// In logs of the speed-up. The best of many judgments is the luckiest, too.
static constexpr double kMargin = 0.03;

static constexpr int kDrawn = 31;

Result<std::array<Schedule, 2>> byFavour(const SearchProblem &problem, Policy &policy, TileMemory &memory) {
  auto proposals = greedyAndDrawn(problem.task, problem.threads, memory, policy, kDrawn);
  if (!proposals) return tl::unexpected(proposals.error());
  Result<Proposal> rules = judgedRules(problem.task, problem.threads, memory, policy);
  if (!rules) return tl::unexpected(rules.error());
  auto best = std::max_element(proposals->begin(), proposals->end(),
                               [](const Proposal &a, const Proposal &b) { return a.value < b.value; });
  bool isTaken = !best->value || *best->value > rules->value.value_or(0) + kMargin;
  std::array<Schedule, 2> schedules = {std::move(best->schedule), std::move(rules->schedule)};
  if (!isTaken) std::swap(schedules[0], schedules[1]);
  return schedules;
}

}  // namespace mlir_rl
