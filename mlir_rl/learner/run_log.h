#pragma once

/// \file
/// What a training run writes line after line into its folder.

#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "mlir_rl/support/result.h"

namespace mlir_rl {

using Scalars = std::vector<std::pair<std::string, double>>;

/// metrics.jsonl (a function of config and seed alone when the environment is), timing.jsonl (what the clock says),
/// episodes.jsonl, and a TensorBoard event file with the scalars of the first two.
class RunLog {
 public:
  RunLog() = default;
  RunLog(const RunLog &) = delete;
  RunLog &operator=(const RunLog &) = delete;
  ~RunLog();

  /// Bytes of each file, by name: a checkpoint keeps them.
  using Sizes = std::map<std::string, int64_t>;

  /// Starts in a folder, or goes on where these sizes were: what was written later is cut off. Errors: a file of a
  /// run that goes on is missing or too short; I/O.
  Status open(const std::string &folder, const Sizes &sizes);
  Status iteration(int64_t iteration, int64_t step, const Scalars &metrics, const Scalars &timing);
  Status episodes(const std::string &lines);
  Sizes sizes() const;

 private:
  struct File {
    std::string name;
    int fd = -1;
    int64_t size = 0;
  };
  enum { kMetrics, kTiming, kEpisodes, kEvents };
  Status append(int file, const std::string &text);
  std::array<File, 4> files_;
};

}  // namespace mlir_rl
