#include "mlir_rl/nn/door.h"
#include "mlir_rl/nn/torch/actor_critic.h"
#include "mlir_rl/nn/torch/flat_adam.h"
#include "mlir_rl/nn/torch/judge.h"

namespace mlir_rl {

namespace {

using torch::Tensor;

Tensor imitationWeights(const Tensor &advantage, double temperature) {
  constexpr double kMost = 20;
  return temperature > 0 ? (advantage / temperature).exp().clamp_max(kMost) : torch::ones_like(advantage);
}

/// What the samples say, as tensors [B].
struct Columns {
  Tensor taken, oldLog, advantage, target, oldValue;
};

Columns columnsOf(const std::vector<Sample> &samples) {
  auto count = int64_t(samples.size());
  Tensor taken = torch::empty({count}, torch::kLong), columns = torch::empty({4, count});
  for (int64_t i = 0; i < count; ++i) {
    const Sample &s = samples[size_t(i)];
    taken.data_ptr<int64_t>()[i] = s.candidate;
    float row[4] = {s.oldLogProbability, s.advantage, s.target, s.oldValue};
    for (int64_t c = 0; c < 4; ++c) columns.data_ptr<float>()[c * count + i] = row[c];
  }
  return {taken, columns[0], columns[1], columns[2], columns[3]};
}

/// A module with its optimiser.
template <class Module>
struct Trained {
  explicit Trained(const NetworkConfig &config) : module(std::make_shared<Module>(config)), adam(*module) {
    module->eval();
  }
  std::shared_ptr<Module> module;
  FlatAdam adam;

  /// Null where it worked; else what was not finite.
  const char *findGradient(const Tensor &loss) {
    adam.zeroGradient();
    if (!std::isfinite(loss.item<double>())) return "the loss is not finite";
    loss.backward();
    return std::isfinite(adam.gradientNorm()) ? nullptr : "the gradient is not finite";
  }
};

constexpr const char *kActor = "actor.", *kCritic = "critic.", *kJudge = "judge.", *kMoments = "adam.";
constexpr double kSmoothBelow = 0.1, kJudgeGradientNorm = 0.5;

/// Less the mean of the group, [B].
Tensor centred(const Tensor &values, const Tensor &group, int64_t groups) {
  Tensor count = torch::zeros({groups}).index_add(0, group, torch::ones_like(values)).clamp_min(1);
  Tensor mean = torch::zeros({groups}).index_add(0, group, values) / count;
  return values - mean.index_select(0, group);
}

class TorchNetwork : public Network {
 public:
  explicit TorchNetwork(const NetworkConfig &config)
      : config_(seeded(config)), actor_(config), critic_(config), judge_(config) {}

  const NetworkConfig &config() const override { return config_; }
  int64_t parameterCount() const override { return actor_.adam.size() + critic_.adam.size() + judge_.adam.size(); }

  Result<Evaluation> evaluate(const std::vector<const Observation *> &observations) override {
    if (Status ok = check(observations); !ok) return tl::unexpected<Error>(ok.error());
    if (observations.empty()) return Evaluation();
    return guarded<Evaluation>([&]() -> Result<Evaluation> {
      torch::NoGradGuard guard;
      Batch batch = makeBatch(observations, config_.schema);
      return Evaluation{floats(actor_.module->forward(batch)), floats(critic_.module->forward(batch))};
    });
  }

  Result<UpdateStats> update(const std::vector<Sample> &samples, const UpdateOptions &options) override {
    std::vector<const Observation *> observations;
    for (const Sample &sample : samples) observations.push_back(sample.observation);
    if (Status ok = check(observations); !ok) return tl::unexpected<Error>(ok.error());
    if (Status ok = checkTaken(samples); !ok) return tl::unexpected<Error>(ok.error());
    if (samples.empty()) return UpdateStats();
    return guarded<UpdateStats>([&]() -> Result<UpdateStats> {
      torch::manual_seed(options.seed);
      actor_.module->train();
      critic_.module->train();
      Result<UpdateStats> stats = step(makeBatch(observations, config_.schema), columnsOf(samples), options);
      actor_.module->eval();
      critic_.module->eval();
      return stats;
    });
  }

  Result<std::vector<float>> judge(const std::vector<const Observation *> &observations) override {
    if (Status ok = check(observations); !ok) return tl::unexpected<Error>(ok.error());
    if (observations.empty() || !judge_.module->knows()) return std::vector<float>();
    return guarded<std::vector<float>>([&]() -> Result<std::vector<float>> {
      torch::NoGradGuard guard;
      return floats(judge_.module->forward(makeParts(observations, config_.schema)));
    });
  }

  Status calibrateJudge(const std::vector<const Observation *> &observations) override {
    if (Status ok = check(observations); !ok || observations.empty()) return ok;
    Result<bool> done = guarded<bool>([&]() -> Result<bool> {
      judge_.module->calibrate(makeParts(observations, config_.schema));
      return true;
    });
    return done ? Status() : Status(tl::unexpected(done.error()));
  }

  Result<double> updateJudge(const std::vector<Verdicted> &samples, double learningRate, uint64_t seed) override {
    std::vector<const Observation *> observations;
    for (const Verdicted &sample : samples) observations.push_back(sample.observation);
    if (Status ok = check(observations); !ok) return tl::unexpected<Error>(ok.error());
    if (samples.empty()) return 0.0;
    return guarded<double>([&]() -> Result<double> {
      torch::manual_seed(seed);
      judge_.module->train();
      Result<double> loss = stepJudge(makeParts(observations, config_.schema), samples, learningRate);
      judge_.module->eval();
      return loss;
    });
  }

  std::vector<NamedTensor> tensors(bool optimizer) const override {
    std::vector<NamedTensor> all;
    addTensors(all, actor_, kActor, optimizer);
    addTensors(all, critic_, kCritic, optimizer);
    addTensors(all, judge_, kJudge, optimizer);
    return all;
  }

  Status setTensors(const std::vector<NamedTensor> &tensors) override {
    std::map<std::string, const NamedTensor *> given;
    for (const NamedTensor &tensor : tensors) given[tensor.name] = &tensor;
    if (Status ok = checkShapes(given, actor_, kActor); !ok) return ok;
    if (Status ok = checkShapes(given, critic_, kCritic); !ok) return ok;
    if (Status ok = checkShapes(given, judge_, kJudge); !ok) return ok;
    Status ok = take(given, actor_, kActor);
    if (ok) ok = take(given, critic_, kCritic);
    return ok ? take(given, judge_, kJudge) : ok;
  }

 private:
  using Given = std::map<std::string, const NamedTensor *>;

  /// The first weights of both networks come from this seed.
  static const NetworkConfig &seeded(const NetworkConfig &config) {
    torch::manual_seed(config.seed);
    return config;
  }

  /// Parameters, and what is kept beside them.
  static torch::OrderedDict<std::string, Tensor> stored(const torch::nn::Module &module) {
    torch::OrderedDict<std::string, Tensor> all = module.named_parameters();
    all.update(module.named_buffers());
    return all;
  }

  template <class Module>
  static void addTensors(std::vector<NamedTensor> &all, const Trained<Module> &part, const std::string &prefix,
                         bool optimizer) {
    for (auto &item : stored(*part.module)) all.push_back(named(prefix + item.key(), item.value()));
    if (!optimizer) return;
    for (NamedTensor &moment : part.adam.tensors(prefix + kMoments)) all.push_back(std::move(moment));
  }

  template <class Module>
  static Status checkShapes(const Given &given, const Trained<Module> &part, const std::string &prefix) {
    for (auto &item : stored(*part.module))
      if (Status ok = fits(given, prefix + item.key(), item.value().sizes().vec()); !ok) return ok;
    return {};
  }

  template <class Module>
  static Status take(const Given &given, Trained<Module> &part, const std::string &prefix) {
    torch::NoGradGuard guard;
    for (auto &item : stored(*part.module)) copy(*given.at(prefix + item.key()), item.value());
    return part.adam.setTensors(given, prefix + kMoments);
  }

  static std::vector<float> floats(const Tensor &tensor) {
    Tensor flat = tensor.contiguous();
    return {flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel()};
  }

  Status check(const std::vector<const Observation *> &observations) const {
    for (const Observation *o : observations)
      if (o->tokens < 1 || o->candidates < 1 ||
          o->tokenFeatures.size() != size_t(o->tokens) * size_t(config_.schema.tokenWidth) ||
          o->candidateFeatures.size() != size_t(o->candidates) * size_t(config_.schema.candidateWidth) ||
          o->candidateToken.size() != size_t(o->candidates) ||
          (!o->tokenPart.empty() && o->tokenPart.size() != size_t(o->tokens)))
        return badUsage("an observation does not have the widths of schema " + config_.schema.version);
    return {};
  }

  static Status checkTaken(const std::vector<Sample> &samples) {
    for (const Sample &s : samples)
      if (s.candidate < 0 || s.candidate >= s.observation->candidates)
        return badUsage("a sample takes candidate " + std::to_string(s.candidate) + " of " +
                        std::to_string(s.observation->candidates));
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

  /// Half the squared error, clipped around the old values if asked for.
  Tensor criticLoss(const Batch &batch, const Columns &c, const UpdateOptions &options, UpdateStats &stats) {
    Tensor values = critic_.module->forward(batch);
    Tensor error = (values - c.target).square();
    if (options.valueClip > 0) {
      Tensor clipped = c.oldValue + (values - c.oldValue).clamp(-options.valueClip, options.valueClip);
      error = torch::max(error, (clipped - c.target).square());
    }
    Tensor loss = 0.5 * error.mean();
    stats.valueLoss = loss.item<double>();
    return options.valueCoefficient * loss;
  }

  /// The clipped surrogate of the paper or weighed cross entropy, and the entropy bonus.
  Tensor actorLoss(const Batch &batch, const Columns &c, const UpdateOptions &options, UpdateStats &stats) {
    Tensor logs = logProbabilities(batch, actor_.module->forward(batch));  // [B, C]
    Tensor log = logs.gather(1, c.taken.unsqueeze(1)).squeeze(1);          // [B]
    Tensor entropy = -(logs.exp() * logs.clamp_min(-1e6)).sum(1).mean();
    bool imitates = options.objective == Objective::imitate;
    Tensor loss = imitates ? -(log * imitationWeights(c.advantage, options.temperature)).mean()
                           : surrogate(log - c.oldLog, c.advantage, options, stats);
    stats.policyLoss = loss.item<double>();
    stats.entropy = entropy.item<double>();
    return loss - options.entropyCoefficient * entropy;
  }

  static Tensor surrogate(const Tensor &logRatio, const Tensor &advantage, const UpdateOptions &options,
                          UpdateStats &stats) {
    Tensor ratio = logRatio.exp(), clipped = ratio.clamp(1 - options.clip, 1 + options.clip);
    torch::NoGradGuard guard;
    stats.oldApproxKl = (-logRatio).mean().item<double>();
    stats.approxKl = ((ratio - 1) - logRatio).mean().item<double>();
    stats.clipFraction = ((ratio - 1).abs() > options.clip).to(torch::kFloat).mean().item<double>();
    torch::AutoGradMode on(true);
    return torch::max(-advantage * ratio, -advantage * clipped).mean();
  }

  /// Both gradients are found before a weight moves, so that an error leaves all as it was.
  Result<UpdateStats> step(const Batch &batch, const Columns &columns, const UpdateOptions &options) {
    UpdateStats stats;
    bool acts = options.objective != Objective::value;
    if (const char *wrong = critic_.findGradient(criticLoss(batch, columns, options, stats))) return failed(wrong);
    if (acts)
      if (const char *wrong = actor_.findGradient(actorLoss(batch, columns, options, stats))) return failed(wrong);
    torch::NoGradGuard guard;
    stats.gradientNorm = acts ? actor_.adam.gradientNorm() : critic_.adam.gradientNorm();
    critic_.adam.step(options.learningRate, options.maxGradientNorm);
    if (acts) actor_.adam.step(options.learningRate, options.maxGradientNorm);
    return stats;
  }

  Result<double> stepJudge(const Parts &parts, const std::vector<Verdicted> &samples, double learningRate) {
    auto count = int64_t(samples.size());
    int64_t groups = 1;
    Tensor target = torch::empty({count}), group = torch::empty({count}, torch::kLong);
    for (int64_t i = 0; i < count; ++i) {
      target.data_ptr<float>()[i] = samples[size_t(i)].target;
      group.data_ptr<int64_t>()[i] = samples[size_t(i)].group;
      groups = std::max<int64_t>(groups, samples[size_t(i)].group + 1);
    }
    Tensor judged = centred(judge_.module->forward(parts), group, groups);
    Tensor loss = torch::smooth_l1_loss(judged, centred(target, group, groups), at::Reduction::Mean, kSmoothBelow);
    if (const char *wrong = judge_.findGradient(loss)) return failed(wrong);
    torch::NoGradGuard guard;
    judge_.adam.step(learningRate, kJudgeGradientNorm);
    return loss.item<double>();
  }

  NetworkConfig config_;
  Trained<Actor> actor_;
  Trained<Critic> critic_;
  Trained<Judge> judge_;
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
