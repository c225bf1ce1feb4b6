#pragma once

/// \file
/// Measurements that were made before, in place of a machine: searches and learners can run again without one.

#include <cstddef>
#include <deque>
#include <set>
#include <vector>

#include "mlir_rl/measure/runner.h"

namespace mlir_rl {

/// What one variant of a program gave.
struct RecordedMeasurement {
  std::string program;                ///< as in MeasureRequest
  std::optional<std::string> script;  ///< nothing: the reference
  Measurement measurement;            ///< its `pipeline` is the one it answers for
};

/// Answers in the order of the requests, as recorded and never otherwise: a variant that is not in the record has
/// outcome `lost`, one of a program that was not loaded `refused`. The fastest of several is decided by their samples,
/// as far as these go.
class RecordedRunner : public Runner {
 public:
  explicit RecordedRunner(std::vector<RecordedMeasurement> records, int slots = 1)
      : records_(std::move(records)), slots_(slots) {}

  Status load(const LoadRequest &request) override;
  int slots() const override { return slots_; }
  Status submit(const MeasureRequest &request) override;
  Result<std::optional<MeasureReply>> next(double seconds = 1e9) override;

  /// Variants asked for that are not in the record.
  size_t misses() const { return misses_; }

 private:
  Measurement find(const MeasureRequest &request, const std::optional<std::string> &script);

  std::vector<RecordedMeasurement> records_;
  int slots_;
  size_t misses_ = 0;
  std::set<std::string> loaded_;
  std::deque<MeasureReply> replies_;
};

}  // namespace mlir_rl
