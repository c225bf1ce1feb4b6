#include "mlir_rl/learner/episode_stats.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace mlir_rl {

using nlohmann::json;

EpisodeStats statsOf(const std::vector<Episode> &episodes) {
  EpisodeStats stats;
  double entropy = 0, largest = 0, logs = 0;
  int64_t told = 0;
  for (const Episode &episode : episodes) {
    stats.reward += episode.reward() / double(episodes.size());
    stats.steps += int64_t(episode.steps.size());
    for (const Transition &step : episode.steps) {
      entropy += step.decision.entropy;
      largest += std::log(double(step.observation.candidates));
    }
    json info = json::parse(episode.info, nullptr, false);
    if (!info.is_object()) continue;
    double speedup = info.contains("speedup") && info["speedup"].is_number() ? info["speedup"].get<double>() : 0;
    if (speedup > 0) logs += std::log(speedup), ++told;
    if (std::string outcome = info.value("outcome", "ok"); outcome != "ok") ++stats.failures[outcome];
  }
  stats.length = double(stats.steps) / double(episodes.size());
  if (largest > 0) stats.entropyShare = entropy / largest;
  if (told > 0) stats.speedup = std::exp(logs / double(told));
  return stats;
}

std::string episodeLines(int64_t iteration, const std::vector<Episode> &episodes) {
  std::string lines;
  for (const Episode &episode : episodes) {
    nlohmann::ordered_json line = {{"iteration", iteration},
                                   {"episode", episode.number},
                                   {"reward", episode.reward()},
                                   {"length", episode.steps.size()},
                                   {"truncated", episode.truncated}};
    json choices = json::array();
    for (const Transition &step : episode.steps) choices.push_back(step.decision.candidate);
    line["choices"] = choices;
    json info = json::parse(episode.info, nullptr, false);
    if (info.is_object()) line["info"] = info;
    lines += line.dump() + "\n";
  }
  return lines;
}

}  // namespace mlir_rl
