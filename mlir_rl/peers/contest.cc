#include "mlir_rl/peers/contest.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "mlir_rl/evaluate/statistics.h"
#include "mlir_rl/peers/peer.h"

namespace mlir_rl {

using nlohmann::json;

/// Of the reference's largest value. A sum of thousands of normal values in float32 stays below 1e-5 in any order;
/// attention over inputs that nothing normalised, its largest logits in the hundreds, comes to 2e-4.
static constexpr double kTolerance = 1e-3;

static RatioQuartiles quartilesOf(std::vector<double> values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  return {quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)};
}

double Entrant::median() const { return isMeasured() ? quartilesOf(samples).median : 0; }

const Entrant *Contest::find(const std::string &name) const {
  for (const Entrant &one : entrants)
    if (one.name == name) return &one;
  return nullptr;
}

bool Contest::agrees(const Entrant &one) const { return one.isMeasured() && one.largestError <= kTolerance; }

const Entrant *Contest::bestPeer() const {
  const Entrant *best = nullptr;
  for (const std::string &name : setup.peers) {
    const Entrant *one = find(name);
    Result<Peer> peer = findPeer(name);
    if (!one || !agrees(*one) || !peer || !isRival(*peer)) continue;
    if (!best || one->median() < best->median()) best = one;
  }
  return best;
}

RatioQuartiles pairedRatio(const Entrant &a, const Entrant &b) {
  std::vector<double> ratios;
  for (size_t i = 0; i < std::min(a.samples.size(), b.samples.size()); ++i)
    ratios.push_back(a.samples[i] / b.samples[i]);
  return quartilesOf(std::move(ratios));
}

std::vector<std::vector<Contest>> groupBySetup(const std::vector<Contest> &contests) {
  std::vector<std::vector<Contest>> groups;
  for (const Contest &contest : contests) {
    auto same = [&](const std::vector<Contest> &group) { return group.front().setup == contest.setup; };
    auto group = std::find_if(groups.begin(), groups.end(), same);
    if (group == groups.end()) group = groups.insert(groups.end(), std::vector<Contest>());
    group->push_back(contest);
  }
  return groups;
}

static json toJson(const ContestSetup &setup) {
  json value = toJson(static_cast<const Conditions &>(setup));
  value["peers"] = setup.peers;
  value["ours"] = setup.ours;
  value["rounds"] = setup.rounds;
  return value;
}

static ContestSetup contestSetupFrom(const json &value) {
  return {conditionsFrom(value), value.at("peers"), value.at("ours"), value.at("rounds")};
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Entrant, name, status, why, version, calls, samples, mean, deviation, fastest,
                                   prepareSeconds, peakBytes, largestError)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Contest, file, name, hash, opType, flops, bytes, tuningSeconds, entrants, reference,
                                   unixTime)

json toJson(const Contest &contest) {
  json value = contest;
  value["setup"] = toJson(contest.setup);
  return value;
}

Result<Contest> contestFrom(const json &value) {
  try {
    auto contest = value.get<Contest>();
    contest.setup = contestSetupFrom(value.at("setup"));
    return contest;
  } catch (const json::exception &error) {
    return badUsage(std::string("a contest of another form: ") + error.what());
  }
}

}  // namespace mlir_rl
