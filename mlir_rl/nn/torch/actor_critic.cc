#include "mlir_rl/nn/torch/actor_critic.h"

namespace mlir_rl {

using torch::Tensor;

Trunk::Trunk(const NetworkConfig &config) {
  int64_t h = config.hiddenSize;
  embed_ = register_module("embed", linear(config.schema.tokenWidth, h));
  norm_ = register_module("embed_norm", torch::nn::LayerNorm(torch::nn::LayerNormOptions({h})));
  encoder_ = register_module("encoder", makeEncoder(config));
}

Encoded Trunk::forward(const Batch &batch) {
  Tensor embedded = torch::gelu(norm_->forward(embed_->forward(batch.tokens))) * batch.mask.unsqueeze(2);
  // An LSTM that is batch first hands back a transposed gradient, and the backward of gelu in libtorch 1.13 read memory
  // that nobody had written when it got one.
  if (embedded.requires_grad()) embedded.register_hook([](const Tensor &gradient) { return gradient.contiguous(); });
  return encoder_->forward(embedded, batch.mask);
}

Actor::Actor(const NetworkConfig &config) {
  int64_t h = config.hiddenSize;
  trunk_ = register_module("trunk", std::make_shared<Trunk>(config));
  fromToken_ = register_module("from_token", linear(h, h, 1));
  fromState_ = register_module("from_state", linear(h, h, 1));
  fromFeatures_ = register_module("from_features", linear(config.schema.candidateWidth, h, 1));
  hidden_ = register_module("hidden", linear(h, h));
  score_ = register_module("score", linear(h, 1, 0.01));
}

Tensor Actor::forward(const Batch &batch) {
  Encoded encoded = trunk_->forward(batch);
  Tensor token = fromToken_->forward(encoded.tokens).flatten(0, 1).index_select(0, batch.tokenOf);
  Tensor state = fromState_->forward(encoded.pooled).index_select(0, batch.stateOf);
  Tensor joined = torch::gelu(token + state + fromFeatures_->forward(batch.candidates));  // [N, H]
  return score_->forward(torch::gelu(hidden_->forward(joined))).squeeze(1);
}

Critic::Critic(const NetworkConfig &config) {
  int64_t h = config.hiddenSize;
  trunk_ = register_module("trunk", std::make_shared<Trunk>(config));
  hidden_ = register_module("hidden", linear(h, h));
  value_ = register_module("value", linear(h, 1, 1));
}

Tensor Critic::forward(const Batch &batch) {
  return value_->forward(torch::tanh(hidden_->forward(trunk_->forward(batch).pooled))).squeeze(1);
}

}  // namespace mlir_rl
