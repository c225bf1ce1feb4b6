#include "mlir_rl/evaluate/summary.h"
#include "mlir_rl/peers/peer.h"
#include "mlir_rl/peers/standings.h"
#include "mlir_rl/report/sections.h"
#include "mlir_rl/support/units.h"

namespace mlir_rl {

namespace {

/// Ours, then the peers.
std::vector<std::string> namesOf(const ContestSetup &setup) {
  std::vector<std::string> names = setup.ours;
  names.insert(names.end(), setup.peers.begin(), setup.peers.end());
  return names;
}

ReportTable standingsTable(const Standings &standings) {
  ReportTable table{
      .title = "Their time over ours: above 1, ours is faster",
      .columns = {"peer", "version of ours", "programs", "geometric mean", "median", "min", "max", "worst program"}};
  for (const VersionStandings &version : standings.versions)
    for (const PeerStanding &one : version.standings)
      table.rows.push_back({titleOf(one.peer), version.version, std::to_string(one.ratios.count),
                            times(one.ratios.geometricMean), times(one.ratios.median), times(one.ratios.min),
                            times(one.ratios.max), one.worst});
  return table;
}

std::string cellOf(const Contest &contest, const Entrant &one) {
  if (!one.isMeasured()) return one.status;
  return formatSeconds(one.median()) + (contest.agrees(one) ? "" : ", differs");
}

ReportTable timesTable(const std::vector<Contest> &contests) {
  ReportTable table{.title = "Median time of one call", .columns = {"program", "class", "FLOPs", "bytes"}};
  std::vector<std::string> names = namesOf(contests.front().setup);
  for (const std::string &name : names) table.columns.push_back(titleOf(name));
  table.columns.push_back("best peer / ours");
  for (const Contest &contest : contests) {
    std::vector<std::string> cells = {contest.name, contest.opType, formatRate(contest.flops, ""),
                                      formatBytes(int64_t(contest.bytes))};
    for (const std::string &name : names) {
      const Entrant *one = contest.find(name);
      cells.push_back(one ? cellOf(contest, *one) : "-");
    }
    const Entrant *peer = contest.bestPeer(), *ours = nullptr;
    if (!contest.setup.ours.empty()) ours = contest.find(contest.setup.ours.back());
    cells.push_back(peer && ours ? times(pairedRatio(*peer, *ours).median) : "-");
    table.rows.push_back(std::move(cells));
  }
  return table;
}

/// What it takes before the first call, and memory; means over the programs.
ReportTable costTable(const std::vector<Contest> &contests) {
  ReportTable table{
      .title = "To load or compile a program, and memory beyond what the library takes without one: means",
      .columns = {"who", "version", "programs", "to prepare", "memory"}};
  std::vector<std::string> names = namesOf(contests.front().setup);
  for (const std::string &name : names) {
    double seconds = 0, bytes = 0, programs = 0;
    std::string version;
    for (const Contest &contest : contests)
      if (const Entrant *one = contest.find(name); one && one->isMeasured()) {
        seconds += one->prepareSeconds;
        bytes += one->peakBytes;
        version = one->version;
        ++programs;
      }
    if (programs > 0)
      table.rows.push_back({titleOf(name), version, formatFixed(programs, 0), formatSeconds(seconds / programs),
                            formatBytes(int64_t(bytes / programs))});
  }
  return table;
}

}  // namespace

ReportSection contestSection(const std::vector<Contest> &contests) {
  const ContestSetup &setup = contests.front().setup;
  Standings standings = standingsOf(contests);
  double tuning = 0;
  for (const Contest &contest : contests) tuning += contest.tuningSeconds;
  ReportSection section{.title = "Against other libraries"};
  section.words.push_back(
      "Each in a process of its own, " + std::to_string(setup.threads) + (setup.threads == 1 ? " thread" : " threads") +
      ", the same inputs, in turns: " + std::to_string(setup.rounds) +
      " rounds of a burst of calls each, in an order that changes. Ratios are taken within rounds. Outputs were "
      "compared; who differs does not count. Searching took " +
      formatDuration(tuning) + " for all programs together.");
  for (const std::string &note : standings.notes) section.words.push_back(note + ".");
  section.tables = {standingsTable(standings), timesTable(contests), costTable(contests)};
  return section;
}

}  // namespace mlir_rl
