#pragma once

/// \file
/// Encoders by name: token features in, a context for each token and one for the whole state out.

#include <torch/torch.h>

#include <memory>

#include "mlir_rl/nn/network.h"

namespace mlir_rl {

/// B states, T tokens at most, H hidden units.
struct Encoded {
  torch::Tensor tokens;  ///< [B, T, H]
  torch::Tensor pooled;  ///< [B, H]
};

class Encoder : public torch::nn::Module {
 public:
  /// `embedded` [B, T, H], zero where padded; `mask` [B, T] is 1 where a token is, 0 where padded. What stands at
  /// padded places of the input must not change any other place of the result.
  virtual Encoded forward(torch::Tensor embedded, torch::Tensor mask) = 0;
};

/// Null for an unknown name.
std::shared_ptr<Encoder> makeEncoder(const NetworkConfig &config);

/// Orthogonal weights, zero bias.
torch::nn::Linear linear(int64_t in, int64_t out, double gain = std::sqrt(2.0));

/// The mean of the tokens that are there: [B, T, H], [B, T] -> [B, H].
torch::Tensor maskedMean(const torch::Tensor &tokens, const torch::Tensor &mask);

}  // namespace mlir_rl
