#pragma once

/// \file
/// From families to a folder of programs without duplicates, cut into splits that share nothing.

#include <functional>
#include <map>
#include <set>

#include "mlir_rl/generate/manifest.h"

namespace mlir_rl {

struct DatasetOptions {
  int64_t samples = 1000;               ///< for training
  int64_t testSamples = -1;             ///< -1: a fifth of samples
  int64_t validationSamples = -1;       ///< -1: a tenth
  std::vector<std::string> operations;  ///< families; empty: all
  uint64_t seed = 0;
  double augment = 0;  ///< share of the training programs that are resized variants of others
  Ranges ranges;

  std::vector<Option> rows();
  Status check() const;
  int64_t wanted(Split split) const;
  std::vector<const Family *> chosen() const;
};

/// A program that was accepted.
struct DatasetItem {
  ManifestRow row;   ///< without file
  std::string text;  ///< as MLIR prints it
};

struct DatasetResult {
  std::map<Split, int64_t> made;
  std::map<std::string, int64_t> missing;  ///< "matmul test": programs that no index gave
  std::map<std::string, int64_t> refused;  ///< by reason
  bool interrupted = false;
};

/// Task hashes that must not be trained on: of the suites.
using HeldOut = std::set<std::string>;

/// Task hashes of everything below the folder: of folders with a manifest those that it names, of others those of their
/// .mlir files. Errors: of the folder, of a manifest (usage), of parsing, of preparing.
Result<HeldOut> tasksOfSuites(const std::string &folder);

/// Makes test, then validation, then training programs, each family its share (they differ by at most one). Calls
/// `accept` for each; stops when it fails or `stop` says so. Error (failed): a program of ours does not parse or
/// prepare, which is a bug.
Result<DatasetResult> makeDataset(const DatasetOptions &options, const HeldOut &suites,
                                  const std::function<Status(DatasetItem)> &accept, const std::function<bool()> &stop);

/// Text as MLIR prints it, tasks (none, when preparation leaves nothing to do), hash, split. Error (failed): it does
/// not pass the verifier or cannot be prepared, with its text.
Result<DatasetItem> examine(const GeneratedProgram &program);

}  // namespace mlir_rl
