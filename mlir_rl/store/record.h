#pragma once

/// \file
/// One tuning result: what was run, where, and how long it took.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// What a timing depends on beside program, machine and schedule.
struct Versions {
  std::string project;  ///< of this program: "0.1.0"
  std::string llvm;     ///< "22.1.8"
  bool operator==(const Versions &) const = default;
};

struct Record {
  std::string program;  ///< hash of the task or program, 16 hex digits
  std::string name;     ///< for people: "matmul_512"; may be empty
  std::string machine;  ///< Machine::fingerprint, 16 hex digits
  int threads = 1;
  Versions versions;
  std::string schedule;           ///< its text; empty: unscheduled
  std::string pipeline = "O3";    ///< LLVM pipeline that compiled it
  double medianSeconds = 0;       ///< of one call
  double spread = 0;              ///< interquartile range / median
  double unscheduledSeconds = 0;  ///< of the unscheduled program in the same round; 0: not measured then
  bool verified = false;          ///< outputs agreed with the unscheduled program's
  std::vector<double> samples;    ///< seconds of one call each
  uint64_t seed = 0;
  int64_t unixTime = 0;  ///< when measured, seconds
  bool operator==(const Record &) const = default;
};

/// Seconds since 1970.
int64_t unixNow();

/// Errors (usage): a hash that is none, a time that is not positive, and the like; names the field.
Status checkRecord(const Record &record);

/// The object of one line of an export; recordFromJson gives the same record back, bit by bit.
nlohmann::json toJson(const Record &record);

/// Errors (usage): a key that is missing or unknown, a value of the wrong type, what checkRecord() refuses, and a
/// line of a newer version of the format.
Result<Record> recordFromJson(const nlohmann::json &value);

}  // namespace mlir_rl
