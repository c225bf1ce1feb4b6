#include "mlir_rl/learner/ppo.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>

#include "mlir_rl/support/seed.h"

namespace mlir_rl {

namespace {

std::vector<float> rewardsOf(const Episode &episode, const PpoOptions &options) {
  float most = options.rewardClip > 0 ? float(options.rewardClip) : std::numeric_limits<float>::infinity();
  std::vector<float> rewards;
  for (const Transition &step : episode.steps) rewards.push_back(std::clamp(step.reward, -most, most));
  return rewards;
}

/// Sum of the discounted rewards from the start.
float returnOf(const Episode &episode, const PpoOptions &options) {
  double sum = episode.lastValue;
  std::vector<float> rewards = rewardsOf(episode, options);
  for (size_t t = rewards.size(); t-- > 0;) sum = rewards[t] + options.gamma * sum;
  return float(sum);
}

/// Advantages over what the critic expected of each state.
Advantages overCritic(const Episode &episode, const PpoOptions &options) {
  std::vector<float> values;
  for (const Transition &step : episode.steps) values.push_back(step.decision.value);
  return estimateAdvantages(rewardsOf(episode, options), values, episode.lastValue, options.gamma, options.lambda);
}

/// Advantages over one number, the same for all steps; whole returns, so that nothing of the critic is in them.
Advantages overBaseline(const Episode &episode, float baseline, const PpoOptions &options) {
  std::vector<float> values(episode.steps.size(), baseline);
  return estimateAdvantages(rewardsOf(episode, options), values, episode.lastValue, options.gamma, 1);
}

std::vector<Advantages> advantagesOf(const std::vector<Episode> &episodes, const PpoOptions &options) {
  std::vector<Advantages> all;
  if (options.group <= 1) {
    for (const Episode &episode : episodes) all.push_back(overCritic(episode, options));
    return all;
  }
  std::vector<float> returns;
  for (const Episode &episode : episodes) returns.push_back(returnOf(episode, options));
  std::vector<float> baselines = leaveOneOutMeans(returns, options.group);
  for (size_t i = 0; i < episodes.size(); ++i) all.push_back(overBaseline(episodes[i], baselines[i], options));
  return all;
}

/// Every decision of every episode, in the order of the episodes.
std::vector<Sample> samplesOf(const std::vector<Episode> &episodes, const PpoOptions &options) {
  std::vector<Advantages> advantages = advantagesOf(episodes, options);
  std::vector<Sample> samples;
  for (size_t e = 0; e < episodes.size(); ++e) {
    const Episode &episode = episodes[e];
    const Advantages &a = advantages[e];
    for (size_t t = 0; t < episode.steps.size(); ++t) {
      const Transition &step = episode.steps[t];
      samples.push_back({&step.observation, step.decision.candidate, step.decision.logProbability, a.advantages[t],
                         a.returns[t], step.decision.value});
    }
  }
  return samples;
}

void add(UpdateStats &sum, const UpdateStats &stats, double weight) {
  sum.policyLoss += weight * stats.policyLoss;
  sum.valueLoss += weight * stats.valueLoss;
  sum.entropy += weight * stats.entropy;
  sum.approxKl += weight * stats.approxKl;
  sum.oldApproxKl += weight * stats.oldApproxKl;
  sum.clipFraction += weight * stats.clipFraction;
  sum.gradientNorm += weight * stats.gradientNorm;
}

class Learner {
 public:
  Learner(Network &network, std::vector<Sample> samples, const PpoOptions &options, uint64_t seed)
      : network_(network), options_(options), samples_(std::move(samples)), random_(makeRandom(seed)) {
    order_.resize(samples_.size());
    std::iota(order_.begin(), order_.end(), size_t{0});
  }

  /// Epochs of the policy, ended early by the KL, and after each of them `then`.
  Result<PpoStats> run(Objective objective, const std::function<Status()> &then) {
    stats_.explainedVariance = explained();
    for (int i = 0; i < options_.epochs; ++i) {
      Result<UpdateStats> mean = epoch(objective);
      if (!mean) return tl::unexpected(mean.error());
      stats_.update = *mean;
      ++stats_.epochs;
      if (Status ok = then(); !ok) return tl::unexpected(ok.error());
      if (options_.targetKl > 0 && mean->approxKl > options_.targetKl) break;
    }
    for (int i = 0; i < options_.valueEpochs; ++i)
      if (Status ok = judge(); !ok) return tl::unexpected(ok.error());
    return stats_;
  }

  /// An epoch of the critic alone.
  Status judge() {
    Result<UpdateStats> mean = epoch(Objective::value);
    return mean ? Status() : Status(tl::unexpected(mean.error()));
  }

 private:
  double explained() const {
    std::vector<float> values, returns;
    for (const Sample &sample : samples_) {
      values.push_back(sample.oldValue);
      returns.push_back(sample.target);
    }
    return explainedVariance(values, returns);
  }

  void shuffle() {
    for (size_t i = order_.size(); i > 1; --i) std::swap(order_[i - 1], order_[uniformBelow(random_, i)]);
  }

  /// Minibatches of nearly equal size, none dropped: each decision counts in each epoch.
  Result<UpdateStats> epoch(Objective objective) {
    shuffle();
    size_t count = samples_.size(), size = size_t(options_.minibatch);
    size_t batches = std::max<size_t>(1, (count + size / 2) / size);
    UpdateStats mean;
    for (size_t b = 0; b < batches && count > 0; ++b) {
      std::vector<Sample> minibatch = pick(count * b / batches, count * (b + 1) / batches);
      UpdateOptions update = options_.update;
      update.objective = objective;
      update.seed = random_();
      Result<UpdateStats> stats = network_.update(minibatch, update);
      if (!stats) return tl::unexpected(stats.error());
      add(mean, *stats, double(minibatch.size()) / double(count));
      ++stats_.updates;
    }
    return mean;
  }

  std::vector<Sample> pick(size_t begin, size_t end) const {
    std::vector<Sample> minibatch;
    std::vector<float> advantages;
    for (size_t i = begin; i < end; ++i) {
      minibatch.push_back(samples_[order_[i]]);
      advantages.push_back(minibatch.back().advantage);
    }
    normalizeAdvantages(advantages, options_.normalization);
    for (size_t i = 0; i < minibatch.size(); ++i) minibatch[i].advantage = advantages[i];
    return minibatch;
  }

  Network &network_;
  const PpoOptions &options_;
  std::vector<Sample> samples_;
  std::vector<size_t> order_;
  Random random_;
  PpoStats stats_;
};

}  // namespace

static Result<PpoStats> run(Network &network, const std::vector<Episode> &episodes, const PpoOptions &options,
                            const std::vector<Episode> &judged, Objective objective) {
  PpoOptions alone = options;
  alone.group = 1;
  Learner critic(network, samplesOf(judged, alone), alone, deriveSeed(options.seed, 1));
  Learner learner(network, samplesOf(episodes, options), options, options.seed);
  return learner.run(objective, [&] { return judged.empty() ? Status() : critic.judge(); });
}

Result<PpoStats> learn(Network &network, const std::vector<Episode> &episodes, const PpoOptions &options) {
  return run(network, episodes, options, {}, Objective::ppo);
}

Result<PpoStats> imitate(Network &network, const std::vector<Episode> &episodes, const PpoOptions &options,
                         const std::vector<Episode> &judged) {
  return run(network, episodes, options, judged, Objective::imitate);
}

}  // namespace mlir_rl
