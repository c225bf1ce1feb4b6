#pragma once

/// \file
/// What the commands that measure set up: machine, workers, store.

#include <memory>
#include <optional>

#include "mlir_rl/optimize/optimize.h"
#include "tools/mlir-rl/command.h"

namespace mlir_rl {

/// Owns what a Workplace points to.
struct OwnedWorkplace {
  std::unique_ptr<Runner> runner;
  std::optional<Store> store;
  std::unique_ptr<Guide> guide;
  Workplace place;
};

/// The machine with measured roofs (measured now when this machine has none remembered), workers beside the program,
/// the store, and the policy that the user named; without workers and roofs when nothing is to be run. A store that cannot be opened is an error only
/// when the user named it.
Result<std::unique_ptr<OwnedWorkplace>> makeWorkplace(const OptimizeOptions &options, const Context &context);

/// Where proofs lie that were not given a place: the folder `proofs` beside the store. Errors: environment.
Result<std::string> proofFolder(const OptimizeOptions &options);

/// File name without folder and extension: what emitted files are named after.
std::string stemOf(const std::string &path);

}  // namespace mlir_rl
