#pragma once

/// \file
/// Contests -> how our versions stand against the peers.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "mlir_rl/evaluate/statistics.h"
#include "mlir_rl/peers/contest.h"

namespace mlir_rl {

/// A peer's time over ours, program by program: above 1, ours is faster.
struct PeerStanding {
  std::string peer;  ///< a name, or "best peer"
  Statistics ratios;
  std::string worst;  ///< program of the smallest ratio
};

/// One version of ours.
struct VersionStandings {
  std::string version;
  std::vector<PeerStanding> standings;  ///< against the best peer of each program first
};

struct Standings {
  std::vector<VersionStandings> versions;
  std::vector<std::string> notes;  ///< who was not installed, failed or disagreed; once for each reason
};

/// Ratios are medians over the rounds of ratios within a round. Entrants whose outputs disagree do not count.
Standings standingsOf(const std::vector<Contest> &contests);

nlohmann::json toJson(const Standings &standings);
std::string tableText(const Standings &standings);
/// A row for each program: the median of each entrant, the best peer, and its time over that of our last version.
std::string tableText(const std::vector<Contest> &contests);

}  // namespace mlir_rl
