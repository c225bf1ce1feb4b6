#pragma once

/// \file
/// The two networks of a policy: the actor scores candidates, the critic values the state. They share nothing, so what
/// the one learns costs the other nothing.

#include "mlir_rl/nn/torch/batch.h"
#include "mlir_rl/nn/torch/model.h"

namespace mlir_rl {

/// Tokens embedded and encoded.
class Trunk : public torch::nn::Module {
 public:
  explicit Trunk(const NetworkConfig &config);
  Encoded forward(const Batch &batch);

 private:
  std::shared_ptr<Encoder> encoder_;
  torch::nn::LayerNorm norm_{nullptr};
  torch::nn::Linear embed_{nullptr};
};

class Actor : public torch::nn::Module {
 public:
  explicit Actor(const NetworkConfig &config);
  /// Logits [N]: of a candidate from its token's context, the whole state's, and its own features.
  torch::Tensor forward(const Batch &batch);

 private:
  std::shared_ptr<Trunk> trunk_;
  torch::nn::Linear fromToken_{nullptr}, fromState_{nullptr}, fromFeatures_{nullptr};
  torch::nn::Linear hidden_{nullptr}, score_{nullptr};
};

class Critic : public torch::nn::Module {
 public:
  explicit Critic(const NetworkConfig &config);
  /// Values [B].
  torch::Tensor forward(const Batch &batch);

 private:
  std::shared_ptr<Trunk> trunk_;
  torch::nn::Linear hidden_{nullptr}, value_{nullptr};
};

}  // namespace mlir_rl
