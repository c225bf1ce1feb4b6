#include "mlir_rl/peers/standings.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "mlir_rl/evaluate/summary.h"
#include "mlir_rl/peers/peer.h"
#include "mlir_rl/support/table.h"
#include "mlir_rl/support/units.h"

namespace mlir_rl {

static constexpr const char *kBestPeer = "best peer";

/// In the order they are first met.
static void addOnce(std::vector<std::string> &all, const std::string &one) {
  if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
}

namespace {

struct Names {
  std::vector<std::string> ours, peers;
};

Names namesOf(const std::vector<Contest> &contests) {
  Names names;
  for (const Contest &contest : contests) {
    for (const std::string &name : contest.setup.ours) addOnce(names.ours, name);
    for (const std::string &name : contest.setup.peers) addOnce(names.peers, name);
  }
  return names;
}

PeerStanding standingOf(const std::vector<Contest> &contests, const std::string &version, const std::string &peer) {
  PeerStanding standing{.peer = peer};
  std::vector<double> ratios;
  for (const Contest &contest : contests) {
    const Entrant *ours = contest.find(version);
    const Entrant *theirs = peer == kBestPeer ? contest.bestPeer() : contest.find(peer);
    if (!ours || !theirs || !contest.agrees(*ours) || !contest.agrees(*theirs)) continue;
    ratios.push_back(pairedRatio(*theirs, *ours).median);
    if (ratios.back() <= *std::min_element(ratios.begin(), ratios.end())) standing.worst = contest.name;
  }
  standing.ratios = statisticsOf(std::move(ratios));
  return standing;
}

/// What a reader must know of entrants without a number.
void addNotes(const Contest &contest, std::vector<std::string> &notes) {
  for (const Entrant &one : contest.entrants) {
    std::string title = titleOf(one.name);
    if (one.status == "not installed") addOnce(notes, title + ": not installed (" + one.why + ")");
    if (one.status == "failed") addOnce(notes, contest.name + ": " + title + " failed: " + one.why);
    if (one.isMeasured() && !contest.agrees(one))
      addOnce(notes, contest.name + ": " + title + " differs from " + titleOf(contest.reference));
  }
}

}  // namespace

Standings standingsOf(const std::vector<Contest> &contests) {
  Names names = namesOf(contests);
  Standings all;
  for (const std::string &version : names.ours) {
    VersionStandings own{.version = version, .standings = {standingOf(contests, version, kBestPeer)}};
    for (const std::string &peer : names.peers) own.standings.push_back(standingOf(contests, version, peer));
    all.versions.push_back(std::move(own));
  }
  for (const Contest &contest : contests) addNotes(contest, all.notes);
  return all;
}

nlohmann::json toJson(const Standings &standings) {
  nlohmann::json json = {{"versions", nlohmann::json::object()}, {"notes", standings.notes}};
  for (const VersionStandings &version : standings.versions)
    for (const PeerStanding &one : version.standings) {
      nlohmann::json ratios = toJson(one.ratios);
      ratios["worst"] = one.worst;
      json["versions"][version.version][one.peer] = ratios;
    }
  return json;
}

std::string tableText(const Standings &standings) {
  Table table({{"time of / ours", Table::Align::left},
               {"version", Table::Align::left},
               {"programs"},
               {"geomean"},
               {"median"},
               {"min"},
               {"max"},
               {"worst", Table::Align::left}});
  for (const VersionStandings &version : standings.versions)
    for (const PeerStanding &one : version.standings)
      table.addRow({titleOf(one.peer), version.version, std::to_string(one.ratios.count),
                    times(one.ratios.geometricMean), times(one.ratios.median), times(one.ratios.min),
                    times(one.ratios.max), one.worst});
  std::string text = table.text();
  for (const std::string &note : standings.notes) text += "\n" + note;
  return standings.notes.empty() ? text : text + "\n";
}

std::string tableText(const std::vector<Contest> &contests) {
  Names names = namesOf(contests);
  std::vector<std::string> columns = names.ours;
  columns.insert(columns.end(), names.peers.begin(), names.peers.end());
  std::vector<Table::Column> titles = {{"program", Table::Align::left}};
  for (const std::string &name : columns) titles.push_back({titleOf(name)});
  titles.push_back({"best peer", Table::Align::left});
  titles.push_back({"/ ours"});
  Table table(titles);
  for (const Contest &contest : contests) {
    std::vector<std::string> cells = {contest.name};
    for (const std::string &name : columns) {
      const Entrant *one = contest.find(name);
      std::string time = one ? formatSeconds(one->median()) : "-";
      cells.push_back(one && one->isMeasured() && !contest.agrees(*one) ? time + " differs" : time);
    }
    const Entrant *peer = contest.bestPeer(), *ours = nullptr;
    if (!contest.setup.ours.empty()) ours = contest.find(contest.setup.ours.back());
    cells.push_back(peer ? titleOf(peer->name) : "-");
    cells.push_back(peer && ours ? times(pairedRatio(*peer, *ours).median) : "-");
    table.addRow(std::move(cells));
  }
  return table.text();
}

}  // namespace mlir_rl
