#include "mlir_rl/nn/torch/model.h"

namespace mlir_rl {

namespace {

/// Tokens in their order (machine, then each op followed by its loops, consumers first) through an LSTM.
class LstmEncoder : public Encoder {
 public:
  explicit LstmEncoder(const NetworkConfig &config) : hidden_(config.hiddenSize) {
    auto options = torch::nn::LSTMOptions(hidden_, hidden_).num_layers(config.layers).batch_first(true);
    lstm_ = register_module("lstm", torch::nn::LSTM(options.dropout(config.layers > 1 ? config.dropout : 0)));
    for (auto &item : lstm_->named_parameters()) {
      torch::NoGradGuard guard;
      if (item.key().find("weight") != std::string::npos)
        for (int64_t gate = 0; gate < 4; ++gate)
          torch::nn::init::orthogonal_(item.value().narrow(0, gate * hidden_, hidden_), 1.0);
      else
        item.value().zero_();
    }
  }

  /// Padding comes after the tokens, so it never reaches them; the last token's state is the memory of all.
  Encoded forward(torch::Tensor embedded, torch::Tensor mask) override {
    torch::Tensor states = std::get<0>(lstm_->forward(embedded));  // [B, T, H]
    torch::Tensor last = mask.sum(1).to(torch::kLong).sub(1).view({-1, 1, 1}).expand({-1, 1, hidden_});
    torch::Tensor memory = states.gather(1, last).squeeze(1);  // [B, H]
    return {states + embedded, memory + maskedMean(states, mask)};
  }

 private:
  int64_t hidden_;
  torch::nn::LSTM lstm_{nullptr};
};

/// One pre-norm block of attention and a two-layer perceptron.
class Block : public torch::nn::Module {
 public:
  explicit Block(const NetworkConfig &config)
      : heads_(config.heads), width_(config.hiddenSize / config.heads), dropout_(config.dropout) {
    int64_t h = config.hiddenSize;
    before_ = register_module("norm1", torch::nn::LayerNorm(torch::nn::LayerNormOptions({h})));
    after_ = register_module("norm2", torch::nn::LayerNorm(torch::nn::LayerNormOptions({h})));
    qkv_ = register_module("qkv", linear(h, 3 * h, 1));
    out_ = register_module("out", linear(h, h, 1));
    up_ = register_module("up", linear(h, 2 * h));
    down_ = register_module("down", linear(2 * h, h, 1));
  }

  /// x [B, T, H]; bias [B, 1, 1, T] is 0 for tokens and very negative for padding.
  torch::Tensor forward(torch::Tensor x, const torch::Tensor &bias) {
    x = x + drop(attend(before_->forward(x), bias));
    return x + drop(down_->forward(torch::gelu(up_->forward(after_->forward(x)))));
  }

 private:
  torch::Tensor drop(const torch::Tensor &x) { return torch::dropout(x, dropout_, is_training()); }

  torch::Tensor attend(const torch::Tensor &x, const torch::Tensor &bias) {
    int64_t b = x.size(0), t = x.size(1);
    auto parts = qkv_->forward(x).view({b, t, 3, heads_, width_}).permute({2, 0, 3, 1, 4});  // [3, B, heads, T, width]
    torch::Tensor scores = torch::matmul(parts[0], parts[1].transpose(2, 3)) / std::sqrt(double(width_)) + bias;
    torch::Tensor mixed = torch::matmul(torch::softmax(scores, -1), parts[2]);  // [B, heads, T, width]
    return out_->forward(mixed.transpose(1, 2).reshape({b, t, heads_ * width_}));
  }

  int64_t heads_, width_;
  double dropout_;
  torch::nn::LayerNorm before_{nullptr}, after_{nullptr};
  torch::nn::Linear qkv_{nullptr}, out_{nullptr}, up_{nullptr}, down_{nullptr};
};

/// A compact transformer encoder. Which token is which is told by features; the learned positions start at zero.
class TransformerEncoder : public Encoder {
 public:
  explicit TransformerEncoder(const NetworkConfig &config) {
    positions_ = register_parameter("positions", torch::zeros({kPositions, config.hiddenSize}));
    for (int i = 0; i < config.layers; ++i)
      blocks_.push_back(register_module("block" + std::to_string(i), std::make_shared<Block>(config)));
    norm_ = register_module("norm", torch::nn::LayerNorm(torch::nn::LayerNormOptions({config.hiddenSize})));
  }

  Encoded forward(torch::Tensor embedded, torch::Tensor mask) override {
    torch::Tensor position = torch::arange(embedded.size(1)).clamp_max(kPositions - 1);
    torch::Tensor x = embedded + positions_.index_select(0, position);
    torch::Tensor bias = ((1 - mask) * -1e9).view({mask.size(0), 1, 1, mask.size(1)});
    for (auto &block : blocks_) x = block->forward(x, bias);
    x = norm_->forward(x);
    return {x, maskedMean(x, mask)};
  }

 private:
  static constexpr int64_t kPositions = 128;  ///< later tokens share the last one
  torch::Tensor positions_;
  std::vector<std::shared_ptr<Block>> blocks_;
  torch::nn::LayerNorm norm_{nullptr};
};

template <class T>
std::shared_ptr<Encoder> make(const NetworkConfig &config) {
  return std::make_shared<T>(config);
}

struct Row {
  const char *name;
  std::shared_ptr<Encoder> (*make)(const NetworkConfig &config);
};

/// The models: a new one is a class above and a row here, and its name in modelNames().
constexpr Row kModels[] = {{"lstm", make<LstmEncoder>}, {"distilbert", make<TransformerEncoder>}};

}  // namespace

std::shared_ptr<Encoder> makeEncoder(const NetworkConfig &config) {
  for (const Row &row : kModels)
    if (row.name == config.model) return row.make(config);
  return nullptr;
}

torch::nn::Linear linear(int64_t in, int64_t out, double gain) {
  torch::nn::Linear layer(in, out);
  torch::NoGradGuard guard;
  torch::nn::init::orthogonal_(layer->weight, gain);
  layer->bias.zero_();
  return layer;
}

torch::Tensor maskedMean(const torch::Tensor &tokens, const torch::Tensor &mask) {
  torch::Tensor weight = mask.unsqueeze(2);  // [B, T, 1]
  return (tokens * weight).sum(1) / weight.sum(1).clamp_min(1);
}

}  // namespace mlir_rl
