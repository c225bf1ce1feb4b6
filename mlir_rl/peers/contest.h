#pragma once

/// \file
/// What an interleaved run says of one program: plain data, a line of the table.

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "mlir_rl/evaluate/conditions.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// What was asked.
struct ContestSetup : Conditions {
  std::vector<std::string> peers;  ///< names, in the order asked for
  std::vector<std::string> ours;   ///< versions of our own: "default", "policy@64"
  int rounds = 0;
  bool operator==(const ContestSetup &) const = default;
};

/// One side: a peer, or a version of ours.
struct Entrant {
  std::string name;                 ///< "pytorch", "policy@64"
  std::string status = "measured";  ///< or "not installed", "not offered", "failed"
  std::string why;                  ///< when it is not measured
  std::string version;              ///< of the library
  int calls = 0;                    ///< of a burst
  std::vector<double> samples;      ///< seconds; of each round the median call of its burst
  double mean = 0, deviation = 0;   ///< seconds, over all calls
  double fastest = 0;               ///< seconds, of all calls
  double prepareSeconds = 0;        ///< to load or compile the program
  double peakBytes = 0;             ///< of memory, beyond what the library takes without a program
  double largestError = 0;          ///< against the reference, relative to its largest value

  bool isMeasured() const { return status == "measured"; }
  /// Seconds; 0 when it is not measured.
  double median() const;
};

struct Contest {
  ContestSetup setup;
  std::string file, name, hash, opType;
  double flops = 0, bytes = 0;  ///< of one call, nominal
  double tuningSeconds = 0;     ///< what the searched versions of ours took
  std::vector<Entrant> entrants;
  std::string reference;  ///< whose outputs the others are held against: the first that is measured
  int64_t unixTime = 0;

  /// Null when there is none of this name.
  const Entrant *find(const std::string &name) const;
  /// The fastest measured one among the peers whose outputs agree; null: none. Unscheduled code, LLVM's levels and
  /// roofs do not count: they are no rivals.
  const Entrant *bestPeer() const;
  bool agrees(const Entrant &one) const;
};

/// Quartiles of a / b, round by round: noise that lasts longer than a round is in both and cancels.
struct RatioQuartiles {
  double low = 0, median = 0, high = 0;
};
RatioQuartiles pairedRatio(const Entrant &a, const Entrant &b);

/// One group for each setup, in the order they are met.
std::vector<std::vector<Contest>> groupBySetup(const std::vector<Contest> &contests);

nlohmann::json toJson(const Contest &contest);
/// Errors (usage): what is missing or of another type.
Result<Contest> contestFrom(const nlohmann::json &value);

}  // namespace mlir_rl
