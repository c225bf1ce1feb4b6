#include <algorithm>
#include <cmath>

#include "mlir_rl/policy/policy.h"

namespace mlir_rl {

namespace {

/// Log of the softmax, in double: the sum over candidates does not depend on the machine's vectors.
std::vector<double> logSoftmax(const float *logits, int count) {
  double top = *std::max_element(logits, logits + count), sum = 0;
  for (int c = 0; c < count; ++c) sum += std::exp(double(logits[c]) - top);
  std::vector<double> logs;
  for (int c = 0; c < count; ++c) logs.push_back(double(logits[c]) - top - std::log(sum));
  return logs;
}

/// By the inverse of the distribution function: one draw.
int draw(const std::vector<double> &logs, Random &random) {
  double left = uniformUnit(random);
  for (size_t c = 0; c + 1 < logs.size(); ++c) {
    left -= std::exp(logs[c]);
    if (left < 0) return int(c);
  }
  return int(logs.size()) - 1;
}

Decision decide(const float *logits, float value, const Query &query) {
  std::vector<double> logs = logSoftmax(logits, query.observation->candidates);
  int taken = query.random ? draw(logs, *query.random) : int(std::max_element(logs.begin(), logs.end()) - logs.begin());
  double entropy = 0;
  for (double log : logs) entropy -= std::exp(log) * log;
  return {taken, float(logs[size_t(taken)]), value, float(entropy)};
}

class NetworkPolicy : public Policy {
 public:
  explicit NetworkPolicy(Network &network) : network_(network) {}
  explicit NetworkPolicy(std::unique_ptr<Network> network) : owned_(std::move(network)), network_(*owned_) {}

  std::string name() const override { return network_.config().model; }

  Result<std::vector<Decision>> act(const std::vector<Query> &queries) override {
    std::vector<const Observation *> observations;
    for (const Query &query : queries) observations.push_back(query.observation);
    Result<Evaluation> evaluation = network_.evaluate(observations);
    if (!evaluation) return tl::unexpected(evaluation.error());
    std::vector<Decision> decisions;
    const float *logits = evaluation->logits.data();
    for (size_t i = 0; i < queries.size(); ++i) {
      decisions.push_back(decide(logits, evaluation->values[i], queries[i]));
      logits += queries[i].observation->candidates;
    }
    return decisions;
  }

  Result<std::vector<float>> judge(const std::vector<const Observation *> &complete) override {
    return network_.judge(complete);
  }

 private:
  std::unique_ptr<Network> owned_;
  Network &network_;
};

}  // namespace

std::unique_ptr<Policy> makeNetworkPolicy(Network &network) { return std::make_unique<NetworkPolicy>(network); }

std::unique_ptr<Policy> makeNetworkPolicy(std::unique_ptr<Network> network) {
  return std::make_unique<NetworkPolicy>(std::move(network));
}

}  // namespace mlir_rl
