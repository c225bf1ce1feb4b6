#include "mlir_rl/nn/door.h"
#include "mlir_rl/nn/torch/model.h"

namespace mlir_rl {

namespace {

using torch::Tensor;

/// A batch of observations as tensors. B states, T tokens at most, C candidates at most, N candidates in all.
struct Batch {
  Tensor tokens;      ///< [B, T, token width], zero where padded
  Tensor mask;        ///< [B, T]
  Tensor candidates;  ///< [N, candidate width]
  Tensor tokenOf;     ///< [N]: row of the candidate's token in [B * T, H]
  Tensor stateOf;     ///< [N]
  Tensor slot;        ///< [N]: place of the candidate in [B * C]
  int64_t states = 0, mostCandidates = 0;
};

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

struct Heads {
  Tensor logits;  ///< [N]
  Tensor values;  ///< [B]
};

/// Encoder, candidate head, value head.
class ActorCritic : public torch::nn::Module {
 public:
  explicit ActorCritic(const NetworkConfig &config) {
    int64_t h = config.hiddenSize;
    embed_ = register_module("embed", linear(config.schema.tokenWidth, h));
    embedNorm_ = register_module("embed_norm", torch::nn::LayerNorm(torch::nn::LayerNormOptions({h})));
    encoder_ = register_module("encoder", makeEncoder(config));
    fromToken_ = register_module("candidate_token", linear(h, h, 1));
    fromState_ = register_module("candidate_state", linear(h, h, 1));
    fromFeatures_ = register_module("candidate_features", linear(config.schema.candidateWidth, h, 1));
    candidate_ = register_module("candidate_hidden", linear(h, h));
    score_ = register_module("candidate_score", linear(h, 1, 0.01));
    value1_ = register_module("value_hidden", linear(h, h));
    value2_ = register_module("value", linear(h, 1, 1));
  }

  /// The logit of a candidate comes from its token's context, the whole state's, and its own features.
  Heads forward(const Batch &batch, bool valueHeadOnly) {
    Tensor embedded = torch::gelu(embedNorm_->forward(embed_->forward(batch.tokens))) * batch.mask.unsqueeze(2);
    Encoded encoded = encoder_->forward(embedded, batch.mask);
    Tensor pooled = valueHeadOnly ? encoded.pooled.detach() : encoded.pooled;
    Tensor values = value2_->forward(torch::tanh(value1_->forward(pooled))).squeeze(1);
    if (valueHeadOnly) return {Tensor(), values};
    Tensor token = fromToken_->forward(encoded.tokens).flatten(0, 1).index_select(0, batch.tokenOf);
    Tensor state = fromState_->forward(encoded.pooled).index_select(0, batch.stateOf);
    Tensor hidden = torch::gelu(token + state + fromFeatures_->forward(batch.candidates));  // [N, H]
    return {score_->forward(torch::gelu(candidate_->forward(hidden))).squeeze(1), values};
  }

 private:
  std::shared_ptr<Encoder> encoder_;
  torch::nn::LayerNorm embedNorm_{nullptr};
  torch::nn::Linear embed_{nullptr}, fromToken_{nullptr}, fromState_{nullptr}, fromFeatures_{nullptr};
  torch::nn::Linear candidate_{nullptr}, score_{nullptr}, value1_{nullptr}, value2_{nullptr};
};

/// Log-probabilities [B, C]; places without a candidate hold -1e9.
Tensor logProbabilities(const Batch &batch, const Tensor &logits) {
  Tensor padded = torch::full({batch.states * batch.mostCandidates}, -1e9).index_put({batch.slot}, logits);
  return torch::log_softmax(padded.view({batch.states, batch.mostCandidates}), 1);
}

Tensor imitationWeights(const Tensor &advantage, double temperature) {
  constexpr double kMost = 20;
  return temperature > 0 ? (advantage / temperature).exp().clamp_max(kMost) : torch::ones_like(advantage);
}

/// All parameters, and all gradients, as views of one tensor each: Adam and the norm are a few calls.
class FlatAdam {
 public:
  explicit FlatAdam(torch::nn::Module &module) {
    int64_t size = 0;
    for (const Tensor &p : module.parameters()) size += p.numel();
    weights_ = torch::empty({size});
    gradient_ = torch::zeros({size});
    first_ = torch::zeros({size});
    second_ = torch::zeros({size});
    int64_t at = 0;
    for (Tensor &p : module.parameters()) {
      Tensor view = weights_.narrow(0, at, p.numel()).view(p.sizes());
      view.copy_(p.data());
      p.set_data(view);
      p.mutable_grad() = gradient_.narrow(0, at, p.numel()).view(p.sizes());
      at += p.numel();
    }
  }

  void zeroGradient() { gradient_.zero_(); }
  double gradientNorm() const { return gradient_.norm().item<double>(); }
  void scaleGradient(double factor) { gradient_.mul_(factor); }

  void step(double learningRate) {
    constexpr double kBeta1 = 0.9, kBeta2 = 0.999, kEps = 1e-5;
    ++steps_;
    first_.mul_(kBeta1).add_(gradient_, 1 - kBeta1);
    second_.mul_(kBeta2).addcmul_(gradient_, gradient_, 1 - kBeta2);
    Tensor scale = second_.div(1 - std::pow(kBeta2, double(steps_))).sqrt_().add_(kEps);
    weights_.addcdiv_(first_, scale, -learningRate / (1 - std::pow(kBeta1, double(steps_))));
  }

  int64_t size() const { return weights_.numel(); }
  Tensor &first() { return first_; }
  Tensor &second() { return second_; }
  int64_t &steps() { return steps_; }

 private:
  Tensor weights_, gradient_, first_, second_;
  int64_t steps_ = 0;
};

NamedTensor named(const std::string &name, const Tensor &tensor) {
  const float *data = tensor.data_ptr<float>();
  return {name, tensor.sizes().vec(), std::vector<float>(data, data + tensor.numel())};
}

constexpr const char *kFirst = "adam.first", *kSecond = "adam.second", *kSteps = "adam.steps";

class TorchNetwork : public Network {
 public:
  explicit TorchNetwork(const NetworkConfig &config) : config_(config), module_(seeded(config)), adam_(*module_) {
    module_->eval();
  }

  const NetworkConfig &config() const override { return config_; }
  int64_t parameterCount() const override { return int64_t(adam_.size()); }

  Result<Evaluation> evaluate(const std::vector<const Observation *> &observations) override {
    if (Status ok = check(observations); !ok) return tl::unexpected<Error>(ok.error());
    if (observations.empty()) return Evaluation();
    return guarded<Evaluation>([&]() -> Result<Evaluation> {
      torch::NoGradGuard guard;
      Heads heads = module_->forward(makeBatch(observations, config_.schema), false);
      return Evaluation{floats(heads.logits), floats(heads.values)};
    });
  }

  Result<UpdateStats> update(const std::vector<Sample> &samples, const UpdateOptions &options) override {
    std::vector<const Observation *> observations;
    for (const Sample &sample : samples) observations.push_back(sample.observation);
    if (Status ok = check(observations); !ok) return tl::unexpected<Error>(ok.error());
    if (samples.empty()) return UpdateStats();
    return guarded<UpdateStats>([&]() -> Result<UpdateStats> {
      torch::manual_seed(options.seed);
      module_->train();
      Result<UpdateStats> stats = step(makeBatch(observations, config_.schema), samples, options);
      module_->eval();
      return stats;
    });
  }

  std::vector<NamedTensor> tensors(bool optimizer) const override {
    std::vector<NamedTensor> all;
    for (auto &item : module_->named_parameters()) all.push_back(named(item.key(), item.value()));
    if (!optimizer) return all;
    all.push_back(named(kFirst, adam_.first()));
    all.push_back(named(kSecond, adam_.second()));
    // A count in two floats that hold it exactly.
    all.push_back({kSteps, {2}, {float(adam_.steps() >> 20), float(adam_.steps() & 0xfffff)}});
    return all;
  }

  Status setTensors(const std::vector<NamedTensor> &tensors) override {
    std::map<std::string, const NamedTensor *> given;
    for (const NamedTensor &tensor : tensors) given[tensor.name] = &tensor;
    torch::OrderedDict<std::string, Tensor> parameters = module_->named_parameters();
    for (auto &item : parameters)
      if (Status ok = fits(given, item.key(), item.value().sizes().vec()); !ok) return ok;
    bool moments = given.count(kFirst) && given.count(kSecond) && given.count(kSteps);
    if (moments)
      for (const char *name : {kFirst, kSecond})
        if (Status ok = fits(given, name, {adam_.size()}); !ok) return ok;
    torch::NoGradGuard guard;
    for (auto &item : parameters) copy(*given[item.key()], item.value());
    adam_.first().zero_();
    adam_.second().zero_();
    adam_.steps() = 0;
    if (!moments) return {};
    copy(*given[kFirst], adam_.first());
    copy(*given[kSecond], adam_.second());
    adam_.steps() = (int64_t(given[kSteps]->values.at(0)) << 20) + int64_t(given[kSteps]->values.at(1));
    return {};
  }

 private:
  static std::shared_ptr<ActorCritic> seeded(const NetworkConfig &config) {
    torch::manual_seed(config.seed);
    return std::make_shared<ActorCritic>(config);
  }

  static std::vector<float> floats(const Tensor &tensor) {
    Tensor flat = tensor.contiguous();
    return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
  }

  static void copy(const NamedTensor &from, Tensor &to) {
    std::copy(from.values.begin(), from.values.end(), to.data_ptr<float>());
  }

  static Status fits(const std::map<std::string, const NamedTensor *> &given, const std::string &name,
                     const std::vector<int64_t> &shape) {
    auto found = given.find(name);
    if (found == given.end()) return badUsage("these weights are of another network: " + name + " is missing");
    size_t count = 1;
    for (int64_t extent : shape) count *= size_t(extent);
    if (found->second->shape == shape && found->second->values.size() == count) return {};
    return badUsage("these weights are of another network: " + name + " has another shape");
  }

  Status check(const std::vector<const Observation *> &observations) const {
    for (const Observation *o : observations)
      if (o->tokens < 1 || o->candidates < 1 ||
          o->tokenFeatures.size() != size_t(o->tokens) * size_t(config_.schema.tokenWidth) ||
          o->candidateFeatures.size() != size_t(o->candidates) * size_t(config_.schema.candidateWidth) ||
          o->candidateToken.size() != size_t(o->candidates))
        return badUsage("an observation does not have the widths of schema " + config_.schema.version);
    return {};
  }

  /// Torch reports by exceptions; they stop here.
  template <class T, class F>
  static Result<T> guarded(F work) {
    try {
      return work();
    } catch (const c10::Error &error) {
      return failed(std::string("torch: ") + error.what_without_backtrace());
    } catch (const std::exception &error) {
      return failed(std::string("torch: ") + error.what());
    }
  }

  /// The loss of the paper: clipped surrogate, value error, entropy; or one of the other objectives.
  Tensor loss(const Batch &batch, const std::vector<Sample> &samples, const UpdateOptions &options,
              UpdateStats &stats) {
    int64_t count = batch.states;
    Tensor taken = torch::empty({count}, torch::kLong), columns = torch::empty({4, count});
    for (int64_t i = 0; i < count; ++i) {
      const Sample &s = samples[size_t(i)];
      taken.data_ptr<int64_t>()[i] = s.candidate;
      float row[4] = {s.oldLogProbability, s.advantage, s.target, s.oldValue};
      for (int64_t c = 0; c < 4; ++c) columns.data_ptr<float>()[c * count + i] = row[c];
    }
    Tensor oldLog = columns[0], advantage = columns[1], target = columns[2], oldValue = columns[3];
    bool valueOnly = options.objective == Objective::value;
    Heads heads = module_->forward(batch, valueOnly);

    Tensor valueLoss = (heads.values - target).square();
    if (options.valueClip > 0) {
      Tensor clipped = oldValue + (heads.values - oldValue).clamp(-options.valueClip, options.valueClip);
      valueLoss = torch::max(valueLoss, (clipped - target).square());
    }
    valueLoss = 0.5 * valueLoss.mean();
    stats.valueLoss = valueLoss.item<double>();
    if (valueOnly) return options.valueCoefficient * valueLoss;

    Tensor logs = logProbabilities(batch, heads.logits);         // [B, C]
    Tensor log = logs.gather(1, taken.unsqueeze(1)).squeeze(1);  // [B]
    Tensor entropy = -(logs.exp() * logs.clamp_min(-1e6)).sum(1).mean();
    Tensor policyLoss;
    if (options.objective == Objective::imitate) {
      policyLoss = -(log * imitationWeights(advantage, options.temperature)).mean();
    } else {
      Tensor logRatio = log - oldLog, ratio = logRatio.exp();
      policyLoss = torch::max(-advantage * ratio, -advantage * ratio.clamp(1 - options.clip, 1 + options.clip)).mean();
      torch::NoGradGuard guard;
      stats.oldApproxKl = (-logRatio).mean().item<double>();
      stats.approxKl = ((ratio - 1) - logRatio).mean().item<double>();
      stats.clipFraction = ((ratio - 1).abs() > options.clip).to(torch::kFloat).mean().item<double>();
    }
    stats.policyLoss = policyLoss.item<double>();
    stats.entropy = entropy.item<double>();
    return policyLoss - options.entropyCoefficient * entropy + options.valueCoefficient * valueLoss;
  }

  Result<UpdateStats> step(const Batch &batch, const std::vector<Sample> &samples, const UpdateOptions &options) {
    for (const Sample &s : samples)
      if (s.candidate < 0 || s.candidate >= s.observation->candidates)
        return badUsage("a sample takes candidate " + std::to_string(s.candidate) + " of " +
                        std::to_string(s.observation->candidates));
    UpdateStats stats;
    adam_.zeroGradient();
    Tensor total = loss(batch, samples, options, stats);
    if (!std::isfinite(total.item<double>())) return failed("the loss is not finite");
    total.backward();
    torch::NoGradGuard guard;
    stats.gradientNorm = adam_.gradientNorm();
    if (!std::isfinite(stats.gradientNorm)) return failed("the gradient is not finite");
    if (options.maxGradientNorm > 0 && stats.gradientNorm > options.maxGradientNorm)
      adam_.scaleGradient(options.maxGradientNorm / stats.gradientNorm);
    adam_.step(options.learningRate);
    return stats;
  }

  NetworkConfig config_;
  std::shared_ptr<ActorCritic> module_;
  mutable FlatAdam adam_;
};

void useOneThread() {
  static bool done = [] {
    torch::set_num_threads(1);
    at::set_num_interop_threads(1);
    at::globalContext().setDeterministicAlgorithms(true, false);
    return true;
  }();
  (void)done;
}

}  // namespace

extern "C" __attribute__((visibility("default"))) Network *mlirRlMakeTorchNetwork(const NetworkConfig &config,
                                                                                  std::string &error) try {
  useOneThread();
  return new TorchNetwork(config);
} catch (const std::exception &caught) {
  error = caught.what();
  return nullptr;
}

}  // namespace mlir_rl
