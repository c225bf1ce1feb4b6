#include <algorithm>

#include "mlir_rl/peers/peer.h"
#include "mlir_rl/peers/standings.h"
#include "mlir_rl/plot/bar_picture.h"
#include "mlir_rl/plot/evaluation_pictures.h"

namespace mlir_rl {

namespace {

constexpr size_t kProgramsOfAPicture = 30;

std::vector<std::string> versionsOf(const std::vector<Contest> &contests) {
  std::vector<std::string> versions;
  for (const VersionStandings &one : standingsOf(contests).versions) versions.push_back(one.version);
  return versions;
}

std::string subtitleOf(const std::vector<Contest> &contests) {
  const ContestSetup &setup = contests.front().setup;
  return std::to_string(contests.size()) + " programs, " + std::to_string(setup.rounds) + " interleaved rounds, " +
         std::to_string(setup.threads) + (setup.threads == 1 ? " thread" : " threads") + ", machine " + setup.machine;
}

/// The best peer's time over ours, the last version's; 0 when there is no such pair.
double lead(const Contest &contest) {
  const Entrant *peer = contest.bestPeer(), *ours = nullptr;
  if (!contest.setup.ours.empty()) ours = contest.find(contest.setup.ours.back());
  return peer && ours && contest.agrees(*ours) ? pairedRatio(*peer, *ours).median : 0;
}

void addProgram(BarPicture &bars, const Contest &contest, const std::vector<std::string> &versions) {
  const Entrant *peer = contest.bestPeer();
  bars.startRow(contest.name + (peer ? ", " + titleOf(peer->name) : ""));
  for (size_t i = 0; peer && i < versions.size(); ++i) {
    const Entrant *ours = contest.find(versions[i]);
    if (!ours || !contest.agrees(*ours)) continue;
    RatioQuartiles ratio = pairedRatio(*peer, *ours);
    bars.add(i, ratio.median, ratio.low, ratio.high);
  }
}

}  // namespace

std::vector<Picture> contestPictures(const std::vector<Contest> &contests) {
  std::vector<Picture> pictures;
  std::vector<std::string> versions = versionsOf(contests);
  if (versions.empty()) return pictures;
  std::vector<Contest> sorted = contests;
  std::ranges::sort(sorted, std::greater(), [](const Contest &one) { return std::pair(lead(one), one.name); });
  for (size_t begin = 0; begin < sorted.size(); begin += kProgramsOfAPicture) {
    BarPicture bars(versions);
    for (size_t i = begin; i < std::min(begin + kProgramsOfAPicture, sorted.size()); ++i)
      addProgram(bars, sorted[i], versions);
    std::string number = begin == 0 ? "" : "_" + std::to_string(begin / kProgramsOfAPicture + 1);
    pictures.push_back(
        bars.finish({"against_best" + number, "Against the best peer of each program", subtitleOf(contests),
                     "quartiles of the rounds", "the peer's time over ours", "as fast as the peer"}));
  }
  BarPicture bars(versions);
  Standings standings = standingsOf(contests);
  for (size_t peer = 0; peer < standings.versions.front().standings.size(); ++peer) {
    const std::string &name = standings.versions.front().standings[peer].peer;
    bars.startRow(titleOf(name));
    for (size_t i = 0; i < versions.size(); ++i) {
      const Statistics &ratios = standings.versions[i].standings[peer].ratios;
      if (ratios.count > 0) bars.add(i, ratios.geometricMean, ratios.min, ratios.max);
    }
  }
  pictures.push_back(bars.finish({"against_peers", "Against each peer, geometric mean", subtitleOf(contests),
                                  "worst and best program", "the peer's time over ours", "as fast as the peer"}));
  return pictures;
}

}  // namespace mlir_rl
