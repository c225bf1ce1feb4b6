#include "mlir_rl/learner/rollout.h"

#include <algorithm>
#include <optional>

namespace mlir_rl {

double Episode::reward() const {
  double sum = 0;
  for (const Transition &step : steps) sum += step.reward;
  return sum;
}

double Episode::meanEntropy() const {
  double sum = 0;
  for (const Transition &step : steps) sum += step.decision.entropy;
  return steps.empty() ? 0 : sum / double(steps.size());
}

namespace {

class Rollout {
 public:
  Rollout(VectorEnvironment &environments, Policy &policy, const RolloutOptions &options)
      : environments_(environments), policy_(policy), options_(options), slots_(size_t(environments.size())) {
    episodes_.resize(size_t(options.count));
  }

  Result<std::vector<Episode>> run() {
    Status status;
    for (int slot = 0; status && slot < int(slots_.size()); ++slot) status = start(slot);
    while (status && done_ < options_.count) status = round();
    // What is still under way belongs to nobody: a later rollout must not receive it.
    if (!status) drain();
    if (!status) return tl::unexpected(status.error());
    return std::move(episodes_);
  }

 private:
  struct Slot {
    Episode *episode = nullptr;
    std::optional<Random> random;
    Observation observation;
    bool underWay = false;
  };

  Status start(int index) {
    Slot &slot = slots_[size_t(index)];
    slot.episode = nullptr;
    if (started_ >= options_.count) return {};
    slot.episode = &episodes_[size_t(started_)];
    slot.episode->number = options_.first + uint64_t(started_++);
    slot.random = makeRandom(options_.seed, slot.episode->number);
    slot.underWay = true;
    return environments_.sendReset(index, slot.episode->number / uint64_t(options_.group));
  }

  /// All answers that are there, at least one; then one call of the policy for those that need a decision.
  Status round() {
    deciding_.clear();
    cut_.clear();
    do {
      Result<VectorEnvironment::Answer> answer = environments_.receive();
      if (!answer) return tl::unexpected(answer.error());
      take(*std::move(answer));
    } while (environments_.ready() > 0);
    if (Status ok = decide(); !ok) return ok;
    for (int index : ended_)
      if (Status ok = finish(index); !ok) return ok;
    ended_.clear();
    return {};
  }

  void take(VectorEnvironment::Answer answer) {
    Slot &slot = slots_[size_t(answer.slot)];
    slot.underWay = false;
    bool first = slot.episode->steps.empty();
    if (!first) slot.episode->steps.back().reward = float(answer.step.reward);
    slot.observation = std::move(answer.step.observation);
    if (answer.step.terminated || answer.step.truncated) {
      slot.episode->truncated = !answer.step.terminated;
      slot.episode->info = std::move(answer.step.info);
      ended_.push_back(answer.slot);
      if (slot.episode->truncated) cut_.push_back(answer.slot);
    } else {
      deciding_.push_back(answer.slot);
    }
  }

  /// For a state in which an episode was cut only its value counts, and no chance is taken from its stream.
  Status decide() {
    std::vector<Query> queries;
    for (int index : deciding_) {
      Slot &slot = slots_[size_t(index)];
      queries.push_back({&slot.observation, options_.greedy ? nullptr : &*slot.random});
    }
    for (int index : cut_) queries.push_back({&slots_[size_t(index)].observation, nullptr});
    if (queries.empty()) return {};
    Result<std::vector<Decision>> decisions = policy_.act(queries);
    if (!decisions) return tl::unexpected(decisions.error());
    for (size_t i = 0; i < cut_.size(); ++i)
      slots_[size_t(cut_[i])].episode->lastValue = (*decisions)[deciding_.size() + i].value;
    for (size_t i = 0; i < deciding_.size(); ++i) {
      Slot &slot = slots_[size_t(deciding_[i])];
      slot.episode->steps.push_back({std::move(slot.observation), (*decisions)[i], 0});
      slot.underWay = true;
      if (Status ok = environments_.sendStep(deciding_[i], (*decisions)[i].candidate); !ok) return ok;
    }
    return {};
  }

  Status finish(int index) {
    ++done_;
    if (options_.goOn && !options_.goOn(done_)) return failed("interrupted");
    return start(index);
  }

  void drain() {
    auto busy = [](const Slot &slot) { return slot.underWay; };
    while (std::any_of(slots_.begin(), slots_.end(), busy)) {
      Result<VectorEnvironment::Answer> answer = environments_.receive();
      if (!answer) return;
      slots_[size_t(answer->slot)].underWay = false;
    }
  }

  VectorEnvironment &environments_;
  Policy &policy_;
  const RolloutOptions &options_;
  std::vector<Slot> slots_;
  std::vector<Episode> episodes_;
  std::vector<int> deciding_, cut_, ended_;
  int started_ = 0, done_ = 0;
};

}  // namespace

Result<std::vector<Episode>> rollOut(VectorEnvironment &environments, Policy &policy, const RolloutOptions &options) {
  return Rollout(environments, policy, options).run();
}

}  // namespace mlir_rl
