#pragma once

/// \file
/// Adam (Kingma and Ba, 2015) over a module's parameters as one vector.

#include <torch/torch.h>

#include <map>
#include <string>
#include <vector>

#include "mlir_rl/nn/network.h"

namespace mlir_rl {

/// All parameters, and all gradients, as views of one tensor each: a step and the norm are a few calls.
class FlatAdam {
 public:
  explicit FlatAdam(torch::nn::Module &module);

  void zeroGradient() { gradient_.zero_(); }
  double gradientNorm() const { return gradient_.norm().item<double>(); }
  /// Cuts the gradient to a norm of `maxNorm` where it is longer (0: never), then steps.
  void step(double learningRate, double maxNorm);

  int64_t size() const { return weights_.numel(); }

  /// Moments and step count, their names starting with `prefix`.
  std::vector<NamedTensor> tensors(const std::string &prefix) const;
  /// Takes them back; without any it starts anew. Error (usage): of another size.
  Status setTensors(const std::map<std::string, const NamedTensor *> &given, const std::string &prefix);

 private:
  torch::Tensor weights_, gradient_, first_, second_;
  int64_t steps_ = 0;
};

NamedTensor named(const std::string &name, const torch::Tensor &tensor);

/// Error (usage): it is missing or of another shape.
Status fits(const std::map<std::string, const NamedTensor *> &given, const std::string &name,
            const std::vector<int64_t> &shape);

void copy(const NamedTensor &from, torch::Tensor &to);

}  // namespace mlir_rl
