#include "mlir_rl/learner/gae.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace mlir_rl {

namespace {

double mean(const std::vector<float> &v) {
  double sum = 0;
  for (float x : v) sum += x;
  return sum / double(v.size());
}

double variance(const std::vector<float> &v) {
  double center = mean(v), sum = 0;
  for (float x : v) sum += (x - center) * (x - center);
  return sum / double(v.size());
}

}  // namespace

Advantages estimateAdvantages(const std::vector<float> &rewards, const std::vector<float> &values, float lastValue,
                              double gamma, double lambda) {
  assert(rewards.size() == values.size() && "a value for each step");
  Advantages result{std::vector<float>(rewards.size()), std::vector<float>(rewards.size())};
  double advantage = 0, next = lastValue;
  for (size_t t = rewards.size(); t-- > 0;) {
    double delta = rewards[t] + gamma * next - values[t];
    advantage = delta + gamma * lambda * advantage;
    result.advantages[t] = float(advantage);
    result.returns[t] = float(advantage + values[t]);
    next = values[t];
  }
  return result;
}

std::vector<float> leaveOneOutMeans(const std::vector<float> &returns, int group) {
  assert(group >= 2 && "one alone has no others");
  std::vector<float> means;
  for (size_t begin = 0; begin < returns.size(); begin += size_t(group)) {
    size_t end = std::min(returns.size(), begin + size_t(group));
    double sum = 0;
    for (size_t i = begin; i < end; ++i) sum += returns[i];
    for (size_t i = begin; i < end; ++i)
      means.push_back(end - begin > 1 ? float((sum - returns[i]) / double(end - begin - 1)) : returns[i]);
  }
  return means;
}

void normalizeAdvantages(std::vector<float> &advantages, Normalization how) {
  if (how == Normalization::none || advantages.empty()) return;
  double center = 0, scale = 0;
  if (how == Normalization::standard) {
    center = mean(advantages);
    scale = std::sqrt(variance(advantages));
    if (scale < 1e-8) return;
  } else {
    for (float a : advantages) scale = std::max(scale, std::abs(double(a)));
  }
  for (float &a : advantages) a = float((a - center) / (scale + 1e-8));
}

double explainedVariance(const std::vector<float> &values, const std::vector<float> &returns) {
  assert(values.size() == returns.size() && "a value for each return");
  if (returns.empty() || variance(returns) == 0) return 0;
  std::vector<float> errors;
  for (size_t i = 0; i < values.size(); ++i) errors.push_back(returns[i] - values[i]);
  return 1 - variance(errors) / variance(returns);
}

}  // namespace mlir_rl
