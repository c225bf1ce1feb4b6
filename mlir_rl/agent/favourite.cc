#include "mlir_rl/agent/favourite.h"

namespace mlir_rl {

/// The critic errs too: it vetoes only what it takes for a tenth slower, in logs of the speed-up.
static constexpr double kVeto = 0.1;

Result<Schedule> favourite(const SearchProblem &problem, Policy &policy, TileMemory &memory) {
  auto greedy = playEpisodes(problem.task, problem.threads, memory, policy, {nullptr});
  if (!greedy) return tl::unexpected(greedy.error());
  Result<Proposal> rules = judgedRules(problem.task, problem.threads, memory, policy);
  if (!rules) return tl::unexpected(rules.error());
  bool isVetoed = greedy->front().value < rules->value - kVeto;
  return isVetoed ? std::move(rules->schedule) : std::move(greedy->front().schedule);
}

}  // namespace mlir_rl
