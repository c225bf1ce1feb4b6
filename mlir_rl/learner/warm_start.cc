#include "mlir_rl/learner/warm_start.h"

#include <algorithm>
#include <map>

namespace mlir_rl {

/// Only the last step is rewarded, as in the environment that was recorded.
static Episode episodeOf(const Demonstration &demonstration) {
  Episode episode;
  for (size_t t = 0; t < demonstration.choices.size(); ++t) {
    Transition step{demonstration.observations[t], {}, 0};
    step.decision.candidate = demonstration.choices[t];
    if (t + 1 == demonstration.choices.size()) step.reward = float(demonstration.reward);
    episode.steps.push_back(std::move(step));
  }
  return episode;
}

std::vector<Episode> judgedEpisodes(const std::vector<Demonstration> &demonstrations) {
  std::vector<Episode> judged;
  for (const Demonstration &d : demonstrations)
    if (!d.isGood) judged.push_back(episodeOf(d));
  return judged;
}

Result<PpoStats> warmStart(Network &network, const std::vector<Demonstration> &demonstrations,
                           const PpoOptions &options) {
  if (demonstrations.empty()) return badUsage("there is no demonstration to imitate");
  std::map<std::string, std::vector<const Demonstration *>> tasks;
  for (const Demonstration &demonstration : demonstrations)
    if (demonstration.isGood) tasks[demonstration.task].push_back(&demonstration);
  size_t most = 0;
  for (const auto &[task, own] : tasks) most = std::max(most, own.size());
  std::vector<Episode> episodes;
  for (const auto &[task, own] : tasks)
    for (size_t i = 0; i < most; ++i) episodes.push_back(episodeOf(*own[i % own.size()]));
  return imitate(network, episodes, options, judgedEpisodes(demonstrations));
}

}  // namespace mlir_rl
