#pragma once

/// \file
/// Episodes that were measured once, in a file: learning without a compiler, the same on every machine.

#include <string>
#include <vector>

#include "mlir_rl/env/ledger.h"
#include "mlir_rl/flow/machine.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

struct RecordedProgram {
  std::string name, text;  ///< MLIR as it was given
};

struct RecordedEpisode {
  std::string task;               ///< hash
  std::vector<std::string> path;  ///< names of the choices taken
  std::string schedule;
  Verdict verdict;
  bool operator==(const RecordedEpisode &) const = default;
};

struct Recording {
  Machine machine;  ///< choices and features depend on it
  int threads = 1;
  std::vector<RecordedProgram> programs;
  std::vector<RecordedEpisode> episodes;
};

/// JSON lines, compressed when the name ends in .zst: a head with version, schema, machine, threads; programs;
/// episodes. Replaced as a whole or not at all.
Status writeRecording(const std::string &path, const Recording &recording);

/// Errors (usage): not a recording, another version, another schema of observations (both are named).
Result<Recording> readRecording(const std::string &path);

}  // namespace mlir_rl
