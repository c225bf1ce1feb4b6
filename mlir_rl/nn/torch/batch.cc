#include "mlir_rl/nn/torch/batch.h"

namespace mlir_rl {

Batch makeBatch(const std::vector<const Observation *> &observations, const ObservationSchema &schema) {
  Batch batch;
  batch.states = int64_t(observations.size());
  int64_t mostTokens = 0, all = 0;
  for (const Observation *o : observations) {
    mostTokens = std::max<int64_t>(mostTokens, o->tokens);
    batch.mostCandidates = std::max<int64_t>(batch.mostCandidates, o->candidates);
    all += o->candidates;
  }
  batch.tokens = torch::zeros({batch.states, mostTokens, schema.tokenWidth});
  batch.mask = torch::zeros({batch.states, mostTokens});
  batch.candidates = torch::empty({all, schema.candidateWidth});
  batch.tokenOf = torch::empty({all}, torch::kLong);
  batch.stateOf = torch::empty({all}, torch::kLong);
  batch.slot = torch::empty({all}, torch::kLong);
  float *tokens = batch.tokens.data_ptr<float>(), *mask = batch.mask.data_ptr<float>();
  float *candidates = batch.candidates.data_ptr<float>();
  int64_t *tokenOf = batch.tokenOf.data_ptr<int64_t>(), *stateOf = batch.stateOf.data_ptr<int64_t>();
  int64_t *slot = batch.slot.data_ptr<int64_t>(), n = 0;
  for (int64_t b = 0; b < batch.states; ++b) {
    const Observation &o = *observations[size_t(b)];
    std::copy(o.tokenFeatures.begin(), o.tokenFeatures.end(), tokens + b * mostTokens * schema.tokenWidth);
    std::fill_n(mask + b * mostTokens, o.tokens, 1.0f);
    std::copy(o.candidateFeatures.begin(), o.candidateFeatures.end(), candidates + n * schema.candidateWidth);
    for (int c = 0; c < o.candidates; ++c, ++n) {
      tokenOf[n] = b * mostTokens + o.candidateToken[size_t(c)];
      stateOf[n] = b;
      slot[n] = b * batch.mostCandidates + c;
    }
  }
  return batch;
}

torch::Tensor logProbabilities(const Batch &batch, const torch::Tensor &logits) {
  torch::Tensor padded = torch::full({batch.states * batch.mostCandidates}, -1e9).index_put({batch.slot}, logits);
  return torch::log_softmax(padded.view({batch.states, batch.mostCandidates}), 1);
}

}  // namespace mlir_rl
