#pragma once

/// \file
/// What a user can ask of an evaluation.

#include <string>
#include <vector>

#include "mlir_rl/evaluate/evaluation.h"
#include "mlir_rl/optimize/options.h"

namespace mlir_rl {

struct EvaluateOptions {
  std::vector<std::string> files;
  std::vector<std::string> trials = {"0", "1", "10", "100"};
  bool best = false;
  int64_t searchTrials = 0;
  int64_t race = 0;
  std::vector<std::string> seeds;
  std::string output = "results/evaluation.jsonl";
  std::string compare;
  OptimizeOptions measuring;  ///< policy, threads, seed, workers; the rest stays as it is

  std::vector<Option> rows();

  /// The numbers of --trials. Errors (usage): no number, negative, not increasing.
  Result<std::vector<int64_t>> trialNumbers() const;
  /// The numbers of --seeds; --seed alone when there are none. Errors (usage): no number, one twice.
  Result<std::vector<uint64_t>> seedNumbers() const;
  /// What a row is made for; policy and machine are filled in later. Errors (usage): see above; options that
  /// contradict each other.
  Result<EvaluationSetup> setup() const;
};

/// The programs: files as named, of a folder its *.mlir in order of their names. Errors (usage): what does not exist; a
/// folder without any.
Result<std::vector<std::string>> programFiles(const std::vector<std::string> &filesOrFolders);

}  // namespace mlir_rl
