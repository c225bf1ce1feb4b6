#include <algorithm>
#include <nlohmann/json.hpp>

#include "mlir_rl/evaluate/race.h"
#include "mlir_rl/support/table.h"
#include "mlir_rl/support/units.h"

namespace mlir_rl {

using nlohmann::json;

static json orNull(double seconds) { return seconds > 0 ? json(seconds) : json(nullptr); }

json toJson(const Race &race) {
  json steps = json::array();
  for (const RaceStep &step : race.steps) steps.push_back({{"trials", step.trials}, {"seconds", orNull(step.seconds)}});
  return {{"setup", toJson(race.setup)},
          {"file", race.file},
          {"program", race.name},
          {"hash", race.hash},
          {"needed", race.needed ? json(*race.needed) : json(nullptr)},
          {"evolutionary_seconds", race.evolutionSeconds},
          {"default_seconds", orNull(race.rulesSeconds)},
          {"steps", steps},
          {"policy_search", toJson(race.policySearch)},
          {"evolutionary_search", toJson(race.evolution)},
          {"unix_time", race.unixTime}};
}

static double secondsOrZero(const json &value) { return value.is_null() ? 0 : value.get<double>(); }

Result<Race> raceFrom(const json &value) {
  try {
    Race race;
    race.setup = setupFrom(value.at("setup"));
    value.at("file").get_to(race.file);
    value.at("program").get_to(race.name);
    value.at("hash").get_to(race.hash);
    if (!value.at("needed").is_null()) race.needed = value.at("needed").get<int64_t>();
    value.at("evolutionary_seconds").get_to(race.evolutionSeconds);
    race.rulesSeconds = secondsOrZero(value.at("default_seconds"));
    for (const json &step : value.at("steps"))
      race.steps.push_back({step.at("trials").get<int64_t>(), secondsOrZero(step.at("seconds"))});
    race.policySearch = costFrom(value.at("policy_search"));
    race.evolution = costFrom(value.at("evolutionary_search"));
    value.at("unix_time").get_to(race.unixTime);
    return race;
  } catch (const json::exception &error) {
    return badUsage(std::string("not a race: ") + error.what());
  }
}

RaceSummary summarise(const std::vector<Race> &races) {
  RaceSummary summary{.races = int64_t(races.size())};
  std::vector<int64_t> needed;
  for (const Race &race : races)
    if (race.needed) needed.push_back(*race.needed);
  std::sort(needed.begin(), needed.end());
  summary.won = int64_t(needed.size());
  size_t low = races.empty() ? 0 : (races.size() - 1) / 2, high = races.size() / 2;
  if (high < needed.size()) summary.median = (double(needed[low]) + double(needed[high])) / 2;
  return summary;
}

json toJson(const RaceSummary &summary) {
  return {{"races", summary.races},
          {"won", summary.won},
          {"median_trials_needed", summary.median ? json(*summary.median) : json(nullptr)}};
}

std::string tableText(const std::vector<Race> &races) {
  using enum Table::Align;
  Table table({{"program", left}, {"seed"}, {"needed"}, {"of"}, {"default"}, {"plain search"}, {"policy@0"}, {"last"}});
  for (const Race &race : races)
    table.addRow({race.name, std::to_string(race.setup.seed), race.needed ? std::to_string(*race.needed) : "never",
                  std::to_string(race.setup.searchTrials), formatSeconds(race.rulesSeconds),
                  formatSeconds(race.evolutionSeconds),
                  race.steps.empty() ? "-" : formatSeconds(race.steps.front().seconds),
                  race.steps.empty() ? "-" : formatSeconds(race.steps.back().seconds)});
  RaceSummary summary = summarise(races);
  std::string text = table.text() + "\nmeasurements needed, median of " + std::to_string(summary.races) +
                     " races: " + (summary.median ? formatFixed(*summary.median, 1) : "more than allowed") + "; " +
                     std::to_string(summary.won) + " equalled plain search\n";
  return text;
}

}  // namespace mlir_rl
