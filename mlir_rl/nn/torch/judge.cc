#include "mlir_rl/nn/torch/judge.h"

#include <algorithm>

#include "mlir_rl/nn/torch/model.h"

namespace mlir_rl {

using torch::Tensor;

static constexpr double kDropout = 0.1, kFarthest = 5, kFewTokens = 4;

/// Tokens by part: rows of the token table; without marks the whole state is one part.
static std::vector<std::vector<int>> rowsOfParts(const Observation &o) {
  std::vector<std::vector<int>> rows(1);
  for (int t = 0; t < o.tokens; ++t) {
    int part = o.tokenPart.empty() ? 0 : o.tokenPart[size_t(t)];
    if (part < 0) continue;
    if (size_t(part) >= rows.size()) rows.resize(size_t(part) + 1);
    rows[size_t(part)].push_back(t);
  }
  return rows;
}

Parts makeParts(const std::vector<const Observation *> &observations, const ObservationSchema &schema) {
  std::vector<std::vector<std::vector<int>>> rows;
  Parts parts;
  parts.states = int64_t(observations.size());
  int64_t count = 0, longest = 1;
  for (const Observation *o : observations) {
    rows.push_back(rowsOfParts(*o));
    count += int64_t(rows.back().size());
    parts.most = std::max(parts.most, int64_t(rows.back().size()));
    for (const auto &part : rows.back()) longest = std::max(longest, int64_t(part.size()));
  }
  int64_t width = schema.tokenWidth, p = 0;
  parts.tokens = torch::zeros({count, longest, width});
  parts.mask = torch::zeros({count, longest});
  parts.whole = torch::empty({count, width});
  parts.slot = torch::empty({count}, torch::kLong);
  float *tokens = parts.tokens.data_ptr<float>(), *mask = parts.mask.data_ptr<float>();
  float *whole = parts.whole.data_ptr<float>();
  for (int64_t b = 0; b < parts.states; ++b) {
    const float *table = observations[size_t(b)]->tokenFeatures.data();
    for (size_t i = 0; i < rows[size_t(b)].size(); ++i, ++p) {
      std::copy_n(table, width, whole + p * width);
      const std::vector<int> &part = rows[size_t(b)][i];
      for (size_t k = 0; k < part.size(); ++k)
        std::copy_n(table + part[k] * width, width, tokens + (p * longest + int64_t(k)) * width);
      std::fill_n(mask + p * longest, part.size(), 1.0f);
      parts.slot.data_ptr<int64_t>()[p] = b * parts.most + int64_t(i);
    }
  }
  return parts;
}

Judge::Judge(const NetworkConfig &config) {
  int64_t w = config.schema.tokenWidth, h = config.hiddenSize;
  shift_ = register_buffer("shift", torch::zeros({w}));
  scale_ = register_buffer("scale", torch::ones({w}));
  knows_ = register_buffer("knows", torch::zeros({1}));
  in_ = register_module("in", linear(w, h));
  out_ = register_module("out", linear(h, h, 1));
  join_ = register_module("join", linear(2 * w + 2 * h, h));
  hidden_ = register_module("hidden", linear(h, h));
  cost_ = register_module("cost", linear(h, 1, 0.1));
}

void Judge::calibrate(const Parts &parts) {
  torch::NoGradGuard guard;
  Tensor all =
      torch::cat({parts.tokens.flatten(0, 1).index_select(0, parts.mask.flatten().nonzero().squeeze(1)), parts.whole});
  shift_.copy_(all.mean(0));
  scale_.copy_(all.std(0, false).add(1e-6));
  knows_.fill_(1);
}

bool Judge::knows() const { return knows_.item<float>() > 0; }

Tensor Judge::normal(const Tensor &tokens) const { return ((tokens - shift_) / scale_).clamp(-kFarthest, kFarthest); }

Tensor Judge::forward(const Parts &parts) {
  Tensor tokens = normal(parts.tokens);
  Tensor seen = out_->forward(torch::gelu(in_->forward(tokens))) * parts.mask.unsqueeze(2);  // [P, K, H]
  Tensor first = tokens.select(1, 0);
  Tensor joined = torch::cat({first, normal(parts.whole), seen.sum(1) / kFewTokens, std::get<0>(seen.max(1))}, 1);
  Tensor hidden = torch::gelu(hidden_->forward(torch::gelu(join_->forward(joined))));
  Tensor costs = cost_->forward(torch::dropout(hidden, kDropout, is_training())).squeeze(1);  // [P], logs
  Tensor padded = torch::full({parts.states * parts.most}, -1e9).index_put({parts.slot}, costs);
  return -torch::logsumexp(padded.view({parts.states, parts.most}), 1);
}

}  // namespace mlir_rl
