#pragma once

/// \file
/// Observations of different sizes as tensors.

#include <torch/torch.h>

#include <vector>

#include "mlir_rl/flow/observation.h"

namespace mlir_rl {

/// A batch of observations as tensors. B states, T tokens at most, C candidates at most, N candidates in all.
struct Batch {
  torch::Tensor tokens;      ///< [B, T, token width], zero where padded
  torch::Tensor mask;        ///< [B, T]
  torch::Tensor candidates;  ///< [N, candidate width]
  torch::Tensor tokenOf;     ///< [N]: row of the candidate's token in [B * T, H]
  torch::Tensor stateOf;     ///< [N]
  torch::Tensor slot;        ///< [N]: place of the candidate in [B * C]
  int64_t states = 0, mostCandidates = 0;
};

Batch makeBatch(const std::vector<const Observation *> &observations, const ObservationSchema &schema);

/// Of logits [N]: log-probabilities [B, C]; places without a candidate hold -1e9.
torch::Tensor logProbabilities(const Batch &batch, const torch::Tensor &logits);

}  // namespace mlir_rl
