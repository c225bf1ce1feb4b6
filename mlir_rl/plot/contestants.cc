#include "mlir_rl/plot/contestants.h"

#include <algorithm>
#include <cmath>

namespace mlir_rl {

std::vector<SetupRows> groupBySetup(const std::vector<ProgramEvaluation> &rows) {
  std::vector<SetupRows> groups;
  for (const ProgramEvaluation &row : rows) {
    auto group = std::ranges::find(groups, row.setup, &SetupRows::setup);
    if (group == groups.end()) group = groups.insert(group, {row.setup, {}});
    auto known = std::ranges::find(group->rows, row.hash, &ProgramEvaluation::hash);
    if (known == group->rows.end())
      group->rows.push_back(row);
    else
      *known = row;
  }
  return groups;
}

std::string setupName(const std::vector<SetupRows> &groups, size_t group) {
  const EvaluationSetup &setup = groups[group].setup;
  std::string name = setup.policy;
  for (size_t i = 0; i < groups.size(); ++i)
    if (i != group && groups[i].setup.policy == setup.policy)
      return name + ", seed " + std::to_string(setup.seed) + ", setup " + std::to_string(group + 1);
  return name;
}

std::vector<Contestant> allContestants(const std::vector<SetupRows> &groups) {
  std::vector<Contestant> all;
  for (size_t group = 0; group < groups.size(); ++group)
    for (const ProgramEvaluation &row : groups[group].rows)
      for (const EvaluatedVersion &version : row.versions) {
        bool ofPolicy = version.name.starts_with("policy@") || version.name.starts_with("sampled@");
        if (version.name == "unscheduled" || (group > 0 && !ofPolicy)) continue;
        std::string label =
            version.name + (groups.size() > 1 && ofPolicy ? " of " + setupName(groups, group) : std::string());
        if (std::ranges::find(all, label, &Contestant::label) == all.end()) all.push_back({group, version.name, label});
      }
  return all;
}

std::vector<Contestant> mainContestants(const std::vector<SetupRows> &groups) {
  std::vector<Contestant> all = allContestants(groups);
  std::erase_if(all, [&](const Contestant &one) {
    if (one.version == "recorded" || one.version.starts_with("sampled@")) return true;
    const EvaluationSetup &setup = groups[one.group].setup;
    if (one.version.starts_with("evolutionary@")) {
      std::vector<int64_t> plain = setup.plainTrials();
      return !plain.empty() && one.version != plainVersion(plain.back());
    }
    if (!one.version.starts_with("policy@")) return false;
    const std::vector<int64_t> &trials = setup.trials;
    std::string measured = one.version.substr(one.version.find('@') + 1);
    return !trials.empty() && measured != std::to_string(trials.front()) && measured != std::to_string(trials.back());
  });
  return all;
}

double speedup(const ProgramEvaluation &row, const std::string &version) {
  double seconds = row.secondsOf(version);
  return seconds > 0 ? row.secondsOf("unscheduled") / seconds : 0;
}

double relativeSpread(const ProgramEvaluation &row, const std::string &version) {
  const EvaluatedVersion *mine = row.find(version), *base = row.find("unscheduled");
  return mine && base ? std::hypot(mine->spread, base->spread) / 2 : 0;
}

double shareOfBest(const ProgramEvaluation &row, const std::string &version) {
  double seconds = row.secondsOf(version);
  const EvaluatedVersion *best = row.best();
  return seconds > 0 && best ? best->seconds / seconds : 0;
}

}  // namespace mlir_rl
