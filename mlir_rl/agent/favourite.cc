#include "mlir_rl/agent/favourite.h"

#include <algorithm>

namespace mlir_rl {

/// More episodes find better ones, and more that the critic is wrong about.
static constexpr int kDrawn = 23;

/// Of the expected log of the speed-up: what is not expected to be this much better than the rules is not worth a risk.
static constexpr double kMargin = 0.04;

Result<Schedule> favourite(const SearchProblem &problem, Policy &policy, TileMemory &memory) {
  Random random = makeRandom(0);
  std::vector<Random *> chances(1 + kDrawn, &random);
  chances.front() = nullptr;
  auto proposals = playEpisodes(problem.task, problem.threads, memory, policy, chances);
  if (!proposals) return tl::unexpected(proposals.error());
  Result<Proposal> rules = judgedRules(problem.task, problem.threads, memory, policy);
  if (!rules) return tl::unexpected(rules.error());
  auto best = std::max_element(proposals->begin(), proposals->end(),
                               [](const Proposal &a, const Proposal &b) { return a.value < b.value; });
  return best->value > rules->value + kMargin ? std::move(best->schedule) : std::move(rules->schedule);
}

}  // namespace mlir_rl
