#pragma once

/// \file
/// A policy in use: what it decided in episodes becomes proposals for a search.

#include "mlir_rl/policy/policy.h"
#include "mlir_rl/search/guide.h"

namespace mlir_rl {

/// Episodes of the environment without a clock: the likeliest choices first, then drawn ones. `name` and where it comes
/// from are for reports.
std::unique_ptr<Guide> makePolicyGuide(std::unique_ptr<Policy> policy, std::string name, std::string place = "");

/// The guide a user names: "default" (the weights that come with mlir-rl), "none" (null), "random", a weights file, or
/// a training run's folder (its best weights, else its last). Errors (usage): no such file; weights of another schema.
Result<std::unique_ptr<Guide>> openGuide(const std::string &policy);

}  // namespace mlir_rl
