#include "mlir_rl/learner/episode_stats.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace mlir_rl {

using nlohmann::json;

namespace {

/// A geometric mean that grows.
struct Ratio {
  double logs = 0;
  int64_t count = 0;
  void add(double ratio) {
    logs += std::log(ratio);
    ++count;
  }
  double mean() const { return std::exp(logs / double(count)); }
};

}  // namespace

EpisodeStats statsOf(const std::vector<Episode> &episodes) {
  EpisodeStats stats;
  double entropy = 0, largest = 0;
  Ratio speedup;
  std::map<std::string, Ratio> speedups;
  for (const Episode &episode : episodes) {
    stats.reward += episode.reward() / double(episodes.size());
    stats.steps += int64_t(episode.steps.size());
    for (const Transition &step : episode.steps) {
      entropy += step.decision.entropy;
      largest += std::log(double(step.observation.candidates));
    }
    json info = json::parse(episode.info, nullptr, false);
    if (!info.is_object()) continue;
    double ratio = info.contains("speedup") && info["speedup"].is_number() ? info["speedup"].get<double>() : 0;
    if (ratio > 0) speedup.add(ratio);
    if (ratio > 0 && info.contains("op_type")) speedups[info["op_type"].get<std::string>()].add(ratio);
    if (std::string outcome = info.value("outcome", "ok"); outcome != "ok") ++stats.failures[outcome];
  }
  stats.length = double(stats.steps) / double(episodes.size());
  if (largest > 0) stats.entropyShare = entropy / largest;
  if (speedup.count > 0) stats.speedup = speedup.mean();
  for (const auto &[type, ratio] : speedups) stats.speedups[type] = ratio.mean();
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
