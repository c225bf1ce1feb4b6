#pragma once

/// \file
/// A learned cost model: what a complete schedule takes is the sum of what its parts take, and each part is judged by
/// its own tokens. The form is that of analytic models; a sum of learned terms as in Ansor (Zheng et al., 2020).

#include <torch/torch.h>

#include <vector>

#include "mlir_rl/nn/network.h"

namespace mlir_rl {

/// B states with P parts in all, each of K tokens at most.
struct Parts {
  torch::Tensor tokens;  ///< [P, K, token width], zero where padded
  torch::Tensor mask;    ///< [P, K]
  torch::Tensor whole;   ///< [P, token width]: the first token of the part's state
  torch::Tensor slot;    ///< [P]: place of the part in [B * most]
  int64_t states = 0, most = 0;
};

Parts makeParts(const std::vector<const Observation *> &observations, const ObservationSchema &schema);

class Judge : public torch::nn::Module {
 public:
  explicit Judge(const NetworkConfig &config);

  /// Mean and deviation of each column become those of these tokens.
  void calibrate(const Parts &parts);
  /// Whether it was calibrated: one that never learned says nothing.
  bool knows() const;
  /// [B]: the log of the speed, up to a number that all schedules of a task share.
  torch::Tensor forward(const Parts &parts);

 private:
  torch::Tensor normal(const torch::Tensor &tokens) const;

  torch::Tensor shift_, scale_;  ///< [token width]
  torch::Tensor knows_;          ///< [1]: 1 or 0
  torch::nn::Linear in_{nullptr}, out_{nullptr}, join_{nullptr}, hidden_{nullptr}, cost_{nullptr};
};

}  // namespace mlir_rl
