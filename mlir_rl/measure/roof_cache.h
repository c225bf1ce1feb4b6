#pragma once

/// \file
/// Roofs are measured once for each machine and kept in a file.

#include <functional>
#include <optional>
#include <string>

#include "mlir_rl/measure/roof.h"

namespace mlir_rl {

/// Hears what the user should know; the default writes a line to stderr.
using Notice = std::function<void(const std::string &)>;
void noticeToStderr(const std::string &line);

struct MeasuredMachine {
  Machine machine;
  Roof roof;
  bool fromCache = false;
};

/// $MLIR_RL_CACHE, else $XDG_CACHE_HOME/mlir-rl, else ~/.cache/mlir-rl. Errors: environment, when there is no home.
Result<std::string> cacheFolder();

/// FOLDER/machine-<fingerprint>.json
Result<std::string> roofCachePath(const Machine &machine);

/// The roof in the cache file; nothing when there is none, or none that can be used: corrupt, of a newer version, about
/// another machine (a notice says which).
std::optional<Roof> rememberedRoof(const Machine &machine, const Notice &notice = noticeToStderr);

/// `machine` (readMachine(), machineFor()) with its roof from the cache, or measured now when the cache has none or
/// `force` asks. A cache file that cannot be used is replaced; one that cannot be written
/// costs a notice, not the result. Errors: those of measureRoof().
Result<MeasuredMachine> measuredMachine(const Machine &machine, bool force, const Notice &notice = noticeToStderr,
                                        const std::function<void(const std::string &)> &progress = {});

/// This machine, likewise.
Result<Machine> measuredMachine(bool force = false);

/// For a timing above the roof: measures again, keeps the better of old and new, and remembers it.
Result<Machine> raisedRoof(const Machine &machine, const Notice &notice = noticeToStderr);

}  // namespace mlir_rl
