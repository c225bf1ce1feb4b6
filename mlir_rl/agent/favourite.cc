#include "mlir_rl/agent/favourite.h"

namespace mlir_rl {

/// The critic errs: on tasks that were not trained on, greedy schedules that it took for better by less than this, in
/// logs of the speed-up, were no better than the rules'.
static constexpr double kMargin = 0.15;

Result<std::array<Schedule, 2>> byFavour(const SearchProblem &problem, Policy &policy, TileMemory &memory) {
  auto greedy = playEpisodes(problem.task, problem.threads, memory, policy, {nullptr});
  if (!greedy) return tl::unexpected(greedy.error());
  Result<Proposal> rules = judgedRules(problem.task, problem.threads, memory, policy);
  if (!rules) return tl::unexpected(rules.error());
  bool isTaken = greedy->front().value > rules->value + kMargin;
  std::array<Schedule, 2> schedules = {std::move(greedy->front().schedule), std::move(rules->schedule)};
  if (!isTaken) std::swap(schedules[0], schedules[1]);
  return schedules;
}

}  // namespace mlir_rl
