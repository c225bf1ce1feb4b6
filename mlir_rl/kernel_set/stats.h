#pragma once

/// \file
/// What is in a set, in numbers.

#include <nlohmann/json_fwd.hpp>

#include "mlir_rl/kernel_set/near.h"
#include "mlir_rl/kernel_set/view.h"
#include "mlir_rl/kernel_set/xz.h"

namespace mlir_rl::kernel {

/// Of the texts of a form, or of the sources.
struct TextStats {
  int64_t rows = 0;      ///< that have one
  int64_t without = 0;   ///< kept rows that have none
  int64_t distinct = 0;  ///< texts that are stored
  int64_t bytes = 0, lines = 0, tokens = 0;
  int64_t medianBytes = 0, medianLines = 0, medianTokens = 0;
};

struct SetStats {
  SetHeader header;
  std::vector<std::string> missing;  ///< shards
  int64_t rows = 0;
  std::map<std::string, int64_t> states;      ///< by stateName
  std::map<std::string, int64_t> troubles;    ///< rows that are rejected or failed, by "stage: message" without numbers
  std::map<std::string, int64_t> duplicates;  ///< "renamed" and "quota"
  std::map<std::string, int64_t> families;    ///< kept rows
  std::map<std::string, int64_t> splits;      ///< kept rows
  int64_t leaks = 0;                          ///< blanked hashes that are in two splits
  std::map<std::string, int64_t> distinct;    ///< of kept rows by each of their hashes
  TextStats python;
  std::map<Form, TextStats> forms;
  int64_t optimised = 0, differO0O2 = 0, differO2O3 = 0;  ///< rows with O0, O2 and O3; whose texts differ
  int64_t finite = 0;                                     ///< kept rows whose outputs are finite on every input set
  int64_t different = 0;  ///< kept rows with an output that differs between two input sets
  int64_t agreeing = 0;   ///< kept rows with at least one compiled form that ran
  std::map<std::string, int64_t> variants;
  std::map<std::string, std::map<std::string, int64_t>> uses;  ///< kept rows: "builtins" -> "a + b" -> rows
  NearReport near;
  std::map<std::string, double> stageSeconds;  ///< all rows
  std::optional<XzCounter::Sizes> xz;          ///< of sources and one form
  std::string xzForm;
};

struct StatsOptions {
  std::optional<Form> xz;  ///< measure how well sources and this form compress
};

Result<SetStats> statsOf(SetView &view, const StatsOptions &options, const std::function<bool()> &stop);

nlohmann::json toJson(const SetStats &stats);
/// Tables for people.
std::string statsText(const SetStats &stats);

}  // namespace mlir_rl::kernel
