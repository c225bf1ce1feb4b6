#pragma once

/// \file
/// Who decides: observation in, candidate out.

#include <memory>
#include <string>
#include <vector>

#include "mlir_rl/flow/observation.h"
#include "mlir_rl/nn/network.h"
#include "mlir_rl/support/result.h"
#include "mlir_rl/support/seed.h"

namespace mlir_rl {

/// `candidate` is one of those listed. The others are 0 where a policy has no such thing.
struct Decision {
  int candidate = 0;
  float logProbability = 0;  ///< of the candidate
  float value = 0;           ///< expected return of the state
  float entropy = 0;         ///< of the distribution it was drawn from, in nats
};

/// What to decide on, and where the chance comes from.
struct Query {
  const Observation *observation = nullptr;
  Random *random = nullptr;  ///< one draw is taken from it; null: the likeliest candidate, the first of equals
};

class Policy {
 public:
  virtual ~Policy() = default;
  virtual std::string name() const = 0;
  /// A decision for each query. Errors: an observation that the policy cannot read.
  virtual Result<std::vector<Decision>> act(const std::vector<Query> &queries) = 0;
  /// For each complete state the log of its speed, up to a number that all schedules of a task share; empty for
  /// policies that know nothing of it. Errors: as act().
  virtual Result<std::vector<float>> judge(const std::vector<const Observation *> &) { return std::vector<float>(); }
};

/// Every candidate alike; without chance the first one.
std::unique_ptr<Policy> makeRandomPolicy();

/// Always the candidate with this number, or the last one when there are fewer.
std::unique_ptr<Policy> makeFixedPolicy(int candidate);

/// Samples from the network's distribution. The network must outlive the policy.
std::unique_ptr<Policy> makeNetworkPolicy(Network &network);

/// The same, and owns it.
std::unique_ptr<Policy> makeNetworkPolicy(std::unique_ptr<Network> network);

/// By name: "random", "fixed", or a model's name with first weights from the seed. Error (usage): another name.
Result<std::unique_ptr<Policy>> makePolicy(const std::string &name, const NetworkConfig &config);

/// The names that makePolicy takes.
std::vector<std::string> policyNames();

}  // namespace mlir_rl
