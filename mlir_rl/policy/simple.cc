#include <algorithm>
#include <cmath>

#include "mlir_rl/policy/policy.h"
#include "mlir_rl/support/nearest.h"

namespace mlir_rl {

namespace {

class RandomPolicy : public Policy {
 public:
  std::string name() const override { return "random"; }
  Result<std::vector<Decision>> act(const std::vector<Query> &queries) override {
    std::vector<Decision> decisions;
    for (const Query &query : queries) {
      int count = query.observation->candidates;
      float entropy = std::log(float(count));
      int candidate = query.random ? int(uniformBelow(*query.random, uint64_t(count))) : 0;
      decisions.push_back({candidate, -entropy, 0, entropy});
    }
    return decisions;
  }
};

class FixedPolicy : public Policy {
 public:
  explicit FixedPolicy(int candidate) : candidate_(candidate) {}
  std::string name() const override { return "fixed"; }
  Result<std::vector<Decision>> act(const std::vector<Query> &queries) override {
    std::vector<Decision> decisions;
    for (const Query &query : queries)
      decisions.push_back({std::min(candidate_, query.observation->candidates - 1), 0, 0, 0});
    return decisions;
  }

 private:
  int candidate_;
};

}  // namespace

std::unique_ptr<Policy> makeRandomPolicy() { return std::make_unique<RandomPolicy>(); }

std::unique_ptr<Policy> makeFixedPolicy(int candidate) { return std::make_unique<FixedPolicy>(candidate); }

std::vector<std::string> policyNames() {
  std::vector<std::string> names = {"random", "fixed"};
  names.insert(names.end(), modelNames().begin(), modelNames().end());
  return names;
}

Result<std::unique_ptr<Policy>> makePolicy(const std::string &name, const NetworkConfig &config) {
  if (name == "random") return makeRandomPolicy();
  if (name == "fixed") return makeFixedPolicy(0);
  std::vector<std::string> names = policyNames();
  if (std::find(names.begin(), names.end(), name) == names.end()) {
    std::string known;
    for (const std::string &each : names) known += (known.empty() ? "" : ", ") + each;
    return badUsage("there is no policy '" + name + "'; known: " + known + didYouMean(name, names));
  }
  NetworkConfig named = config;
  named.model = name;
  Result<std::unique_ptr<Network>> network = makeNetwork(named);
  if (!network) return tl::unexpected(network.error());
  return makeNetworkPolicy(*std::move(network));
}

}  // namespace mlir_rl
