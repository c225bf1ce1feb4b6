#include "mlir_rl/evaluate/evaluation.h"

#include <nlohmann/json.hpp>
#include <set>

namespace mlir_rl {

using nlohmann::json;

std::vector<int64_t> EvaluationSetup::plainTrials() const {
  std::set<int64_t> all = {searchTrials};
  if (policy == "none") all.insert(trials.begin(), trials.end());
  all.erase(0);
  return {all.begin(), all.end()};
}

std::string plainVersion(int64_t trials) { return "evolutionary@" + std::to_string(trials); }

const EvaluatedVersion *ProgramEvaluation::find(const std::string &version) const {
  for (const EvaluatedVersion &v : versions)
    if (v.name == version) return &v;
  return nullptr;
}

double ProgramEvaluation::secondsOf(const std::string &version) const {
  const EvaluatedVersion *found = find(version);
  return found && found->outcome == "ok" ? found->seconds : 0;
}

const EvaluatedVersion *ProgramEvaluation::best() const {
  const EvaluatedVersion *best = nullptr;
  for (const EvaluatedVersion &v : versions)
    if (v.outcome == "ok" && (!best || v.seconds < best->seconds)) best = &v;
  return best;
}

json toJson(const EvaluationSetup &setup) {
  json value = toJson(static_cast<const Conditions &>(setup));
  value["trials"] = setup.trials;
  value["search_trials"] = setup.searchTrials;
  return value;
}

static json toJson(const EvaluatedVersion &v) {
  return {{"version", v.name},
          {"schedule", v.schedules},
          {"outcome", v.outcome},
          {"message", v.message},
          {"seconds", v.seconds > 0 ? json(v.seconds) : json(nullptr)},
          {"spread", v.spread},
          {"samples", v.samples}};
}

json toJson(const SearchCost &cost) {
  return {{"measured", cost.measured}, {"seconds", cost.seconds}, {"failed", cost.failed}};
}

json toJson(const ProgramEvaluation &e) {
  json versions = json::array();
  for (const EvaluatedVersion &v : e.versions) versions.push_back(toJson(v));
  return {{"setup", toJson(e.setup)},
          {"file", e.file},
          {"program", e.name},
          {"hash", e.hash},
          {"op_type", e.opType},
          {"ops", e.ops},
          {"flops", e.flops},
          {"bytes", e.bytes},
          {"versions", versions},
          {"policy_search", toJson(e.policySearch)},
          {"evolutionary_search", toJson(e.evolution)},
          {"unix_time", e.unixTime}};
}

EvaluationSetup setupFrom(const json &value) {
  return {conditionsFrom(value), value.at("trials"), value.at("search_trials")};
}

static EvaluatedVersion versionFrom(const json &value) {
  EvaluatedVersion v;
  value.at("version").get_to(v.name);
  value.at("schedule").get_to(v.schedules);
  value.at("outcome").get_to(v.outcome);
  value.at("message").get_to(v.message);
  if (!value.at("seconds").is_null()) value.at("seconds").get_to(v.seconds);
  value.at("spread").get_to(v.spread);
  value.at("samples").get_to(v.samples);
  return v;
}

SearchCost costFrom(const json &value) {
  SearchCost cost;
  value.at("measured").get_to(cost.measured);
  value.at("seconds").get_to(cost.seconds);
  value.at("failed").get_to(cost.failed);
  return cost;
}

Result<ProgramEvaluation> evaluationFrom(const json &value) {
  try {
    ProgramEvaluation e;
    e.setup = setupFrom(value.at("setup"));
    value.at("file").get_to(e.file);
    value.at("program").get_to(e.name);
    value.at("hash").get_to(e.hash);
    value.at("op_type").get_to(e.opType);
    value.at("ops").get_to(e.ops);
    value.at("flops").get_to(e.flops);
    value.at("bytes").get_to(e.bytes);
    for (const json &version : value.at("versions")) e.versions.push_back(versionFrom(version));
    e.policySearch = costFrom(value.at("policy_search"));
    e.evolution = costFrom(value.at("evolutionary_search"));
    value.at("unix_time").get_to(e.unixTime);
    return e;
  } catch (const json::exception &error) {
    return badUsage(std::string("not an evaluation of a program: ") + error.what());
  }
}

}  // namespace mlir_rl
