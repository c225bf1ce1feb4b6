#include <algorithm>
#include <map>

#include "mlir_rl/evaluate/statistics.h"
#include "mlir_rl/plot/bar_picture.h"
#include "mlir_rl/plot/curves.h"
#include "mlir_rl/plot/evaluation_pictures.h"

namespace mlir_rl {

namespace {

constexpr size_t kProgramsOfAPicture = 30;

std::vector<std::string> labelsOf(const std::vector<Contestant> &contestants) {
  std::vector<std::string> labels;
  for (const Contestant &one : contestants) labels.push_back(one.label);
  return labels;
}

std::string subtitleOf(const std::vector<SetupRows> &groups) {
  const EvaluationSetup &setup = groups.front().setup;
  std::string text = groups.size() > 1 ? std::to_string(groups.size()) + " setups" : "policy " + setup.policy;
  text += ", " + std::to_string(groups.front().rows.size()) + " programs, " + std::to_string(setup.threads) +
          (setup.threads == 1 ? " thread" : " threads");
  if (groups.size() == 1) text += ", seed " + std::to_string(setup.seed);
  return text + ", machine " + setup.machine;
}

BarWords words(const std::string &name, const std::string &title, const std::vector<SetupRows> &groups,
               const std::string &whisker) {
  return {name, title, subtitleOf(groups), whisker, "speed-up over unscheduled", "unscheduled"};
}

const ProgramEvaluation *find(const SetupRows &group, const std::string &hash) {
  auto found = std::ranges::find(group.rows, hash, &ProgramEvaluation::hash);
  return found == group.rows.end() ? nullptr : &*found;
}

/// One row for each program that any setup has, by the speed-up of the last contestant of the first setup's policy.
std::vector<const ProgramEvaluation *> programsOf(const std::vector<SetupRows> &groups, const std::string &version) {
  std::vector<const ProgramEvaluation *> programs;
  for (const SetupRows &group : groups)
    for (const ProgramEvaluation &row : group.rows)
      if (std::ranges::find(programs, row.hash, &ProgramEvaluation::hash) == programs.end()) programs.push_back(&row);
  std::ranges::sort(programs, [&](auto *a, auto *b) {
    return std::pair(-speedup(*a, version), a->name) < std::pair(-speedup(*b, version), b->name);
  });
  return programs;
}

std::string leader(const std::vector<Contestant> &contestants) {
  std::string best = contestants.front().version;
  for (const Contestant &one : contestants)
    if (one.group == 0 && one.version.starts_with("policy@")) best = one.version;
  return best;
}

void addProgram(BarPicture &bars, const ProgramEvaluation &program, const std::vector<SetupRows> &groups,
                const std::vector<Contestant> &contestants) {
  bars.startRow(program.name);
  if (program.secondsOf("unscheduled") <= 0) return bars.say("unscheduled failed");
  std::string failed;
  size_t right = 0;
  for (size_t i = 0; i < contestants.size(); ++i) {
    const ProgramEvaluation *row = find(groups[contestants[i].group], program.hash);
    if (!row || !row->find(contestants[i].version)) continue;
    double value = speedup(*row, contestants[i].version), spread = 1 + relativeSpread(*row, contestants[i].version);
    right += value > 0;
    if (value > 0)
      bars.add(i, value, value / spread, value * spread);
    else
      failed += (failed.empty() ? "failed: " : ", ") + contestants[i].version;
  }
  if (!failed.empty()) bars.say(right > 0 ? failed : "all failed");
}

/// Speed-ups of one contestant by op type; "all programs" is one more.
using ByType = std::map<std::pair<int, std::string>, std::vector<double>>;

ByType speedupsByType(const SetupRows &group, const std::string &version) {
  ByType all;
  for (const ProgramEvaluation &row : group.rows)
    if (double value = speedup(row, version); value > 0) {
      all[{0, "all programs"}].push_back(value);
      all[{row.opType == "several" ? 2 : 1, row.opType == "several" ? "several tasks" : row.opType}].push_back(value);
    }
  for (auto &[type, values] : all) std::ranges::sort(values);
  return all;
}

}  // namespace

std::vector<Picture> benchmarkPictures(const std::vector<SetupRows> &groups) {
  std::vector<Contestant> contestants = mainContestants(groups);
  std::vector<Picture> pictures;
  if (contestants.empty()) return pictures;
  std::vector<const ProgramEvaluation *> programs = programsOf(groups, leader(contestants));
  for (size_t begin = 0; begin < programs.size(); begin += kProgramsOfAPicture) {
    BarPicture bars(labelsOf(contestants));
    for (size_t i = begin; i < std::min(begin + kProgramsOfAPicture, programs.size()); ++i)
      addProgram(bars, *programs[i], groups, contestants);
    std::string number = begin == 0 ? "" : "_" + std::to_string(begin / kProgramsOfAPicture + 1);
    pictures.push_back(bars.finish(
        words("benchmarks" + number, "Speed-up of each program", groups, "interquartile range of the times")));
  }
  return pictures;
}

Picture opTypePicture(const std::vector<SetupRows> &groups) {
  std::vector<Contestant> contestants = allContestants(groups);
  std::vector<ByType> values;
  std::map<std::pair<int, std::string>, size_t> types;
  for (const Contestant &one : contestants) {
    values.push_back(speedupsByType(groups[one.group], one.version));
    for (const auto &[type, all] : values.back()) types[type] = std::max(types[type], all.size());
  }
  BarPicture bars(labelsOf(contestants));
  for (const auto &[type, programs] : types) {
    bars.startRow(type.second + ", " + std::to_string(programs));
    for (size_t i = 0; i < contestants.size(); ++i)
      if (auto all = values[i].find(type); all != values[i].end())
        bars.add(i, meanOf(all->second, Mean::geometric), quantile(all->second, 0.25), quantile(all->second, 0.75));
  }
  return bars.finish(words("op_types", "Speed-up by op type, geometric mean", groups, "quartiles of the programs"));
}

}  // namespace mlir_rl
