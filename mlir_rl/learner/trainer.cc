#include "mlir_rl/learner/trainer.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

#include "mlir_rl/learner/checkpoint.h"
#include "mlir_rl/learner/episode_stats.h"
#include "mlir_rl/learner/judging.h"
#include "mlir_rl/learner/warm_start.h"
#include "mlir_rl/nn/weights.h"
#include "mlir_rl/support/clock.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"

namespace mlir_rl {

namespace {

using nlohmann::json;

constexpr double kEntropyGrowth = 1.3, kEntropyLargest = 10;
/// Streams of chance: 1, 2 and 4 are in config.cc.
constexpr uint64_t kPlaying = 3, kDrawing = 5, kJudging = 6;

class Trainer {
 public:
  Trainer(const TrainConfig &config, TrainingEnvironment &environment, const std::string &folder,
          const TrainHooks &hooks)
      : config_(config), environment_(environment), folder_(folder), hooks_(hooks) {}

  Result<TrainReport> run(bool resume) {
    Status ok = prepare(resume);
    if (!ok) return tl::unexpected(ok.error());
    while (ok && state_.iterations < config_.iterations) {
      if (stopped()) break;
      ok = iterate();
    }
    bool stopped = state_.iterations < config_.iterations;
    bool interrupted = stopped && (ok || this->stopped());
    Status kept = whole_ ? keep() : Status();
    if (!ok && !interrupted) return tl::unexpected(ok.error());
    if (!kept) return tl::unexpected(kept.error());
    return TrainReport{progress_, state_.bestIteration, stopped};
  }

 private:
  bool stopped() const { return hooks_.stop && hooks_.stop(); }

  Status prepare(bool resume) {
    Result<std::unique_ptr<Network>> network = makeNetwork(networkConfig(config_, environment_.training->schema()));
    if (!network) return tl::unexpected(network.error());
    network_ = *std::move(network);
    policy_ = makeNetworkPolicy(*network_);
    state_.entropyCoefficient = config_.entropyCoefficient;
    // A run that was stopped while it recorded demonstrations has no checkpoint yet.
    if (Status ok = takeWeights(); !ok) return ok;
    bool isRecording = std::filesystem::exists(recordingPath()) && !hasCheckpoint(folder_);
    if (resume && !isRecording)
      if (Status ok = load(); !ok) return ok;
    if (Status ok = makeFolder(folder_ + "/checkpoints"); !ok) return ok;
    if (Status ok = writeFile(folder_ + "/config.json", writeTrainConfig(config_).dump(2) + "\n"); !ok) return ok;
    if (Status ok = log_.open(folder_, state_.logSizes); !ok) return ok;
    if (config_.imitationEpisodes == 0) return {};
    return state_.imitated ? recall() : imitateOthers();
  }

  Status takeWeights() {
    if (config_.startFrom.empty()) return {};
    Result<std::unique_ptr<Network>> other = readNetwork(config_.startFrom, environment_.training->schema());
    if (!other) return tl::unexpected(other.error());
    Status ok = network_->setTensors((*other)->tensors(/*optimizer=*/false));
    return ok ? ok
              : badUsage(config_.startFrom +
                         ": weights of another shape than the configuration's: " + ok.error().message);
  }

  std::string recordingPath() const {
    return config_.imitationRecording.empty() ? folder_ + "/recording.jsonl" : config_.imitationRecording;
  }

  /// Recorded now where the file does not hold them yet.
  Result<std::vector<Demonstration>> demonstrations() {
    if (!environment_.demonstrate)
      return badUsage("this environment has no episodes to imitate: set imitation_episodes to 0");
    DemonstrationRequest request{
        .path = recordingPath(), .episodesPerTask = config_.imitationEpisodes, .seed = config_.seed, .stop = [this] {
          return stopped();
        }};
    request.progress = [this](int64_t done, int64_t total) {
      progress_.tasksRecorded = done;
      progress_.tasksToRecord = total;
      if (hooks_.progress) hooks_.progress(progress_);
    };
    return environment_.demonstrate(request);
  }

  /// A resumed run reads again what its judge goes on learning from.
  Status recall() { return config_.judgedTasks == 0 ? Status() : watch(); }

  /// What others played, and of it what the judge learns from.
  Status watch() {
    auto shown = demonstrations();
    if (!shown) return tl::unexpected(shown.error());
    shown_ = *std::move(shown);
    recorded_ = recordedTasks(shown_);
    return {};
  }

  /// What was played and some of what is recorded, drawn by seed and iteration: lest the judge forgets what the policy
  /// does not do any more. Its loss; nothing when the judge does not learn from episodes.
  Result<std::optional<double>> judge(const std::vector<Episode> &episodes, double rate) {
    if (config_.judgedTasks == 0 || recorded_.empty() || config_.judgingEpochs == 0) return std::nullopt;
    std::vector<JudgedTask> tasks = playedTasks(episodes, config_.group);
    Random random = makeRandom(deriveSeed(config_.seed, kDrawing), uint64_t(state_.iterations));
    for (int i = 0; i < config_.judgedTasks; ++i)
      tasks.push_back(recorded_[size_t(uniformBelow(random, recorded_.size()))]);
    Result<double> loss =
        goOnJudging(*network_, std::move(tasks), {.epochs = 1, .learningRate = rate, .seed = random()});
    if (!loss) return tl::unexpected(loss.error());
    return *loss;
  }

  /// Iteration 0: no episode of its own. Stopped before its end it counts as not begun, but what is recorded stays.
  Status imitateOthers() {
    Stopwatch recording;
    if (Status ok = watch(); !ok) return ok;
    progress_.secondsRecording = recording.seconds();
    if (stopped()) return {};
    Stopwatch learning;
    Result<PpoStats> stats = warmStart(*network_, shown_, imitationOptions(config_));
    if (!stats) return tl::unexpected(stats.error());
    Result<double> judging = learnToJudge(
        *network_, recorded_, {.epochs = config_.judgingEpochs, .seed = deriveSeed(config_.seed, kJudging)});
    if (!judging) return tl::unexpected(judging.error());
    progress_.secondsImitating = learning.seconds();
    Scalars metrics = {{"imitation/judge_loss", *judging},
                       {"imitation/demonstrations", double(shown_.size())},
                       {"imitation/policy_loss", stats->update.policyLoss},
                       {"imitation/value_loss", stats->update.valueLoss},
                       {"imitation/entropy", stats->update.entropy}};
    if (Status ok = validate(metrics); !ok) return ok;
    Status ok = log_.iteration(
        0, 0, metrics, {{"time/recording", progress_.secondsRecording}, {"time/imitating", learning.seconds()}});
    state_.imitated = true;
    kept_ = -1;
    return ok ? keep() : ok;
  }

  Status load() {
    Result<Checkpoint> checkpoint = readLastCheckpoint(folder_);
    if (!checkpoint) return tl::unexpected(checkpoint.error());
    // Refuses another schema with both versions named.
    if (auto same = networkOf(checkpoint->file, environment_.training->schema(), folder_); !same)
      return tl::unexpected(same.error());
    state_ = checkpoint->progressed;
    progress_.iterations = kept_ = state_.iterations;
    progress_.bestReward = state_.bestReward;
    progress_.episodes = state_.iterations * config_.episodes;
    return network_->setTensors(checkpoint->file.tensors);
  }

  /// One turn of the loop. Until the update nothing has changed: stopped before it, the turn is lost, no more.
  Status iterate() {
    Stopwatch playing;
    Result<std::vector<Episode>> episodes = rollOut(*environment_.training, *policy_,
                                                    {.first = uint64_t(state_.iterations) * uint64_t(config_.episodes),
                                                     .count = config_.episodes,
                                                     .group = config_.group,
                                                     .seed = deriveSeed(config_.seed, kPlaying),
                                                     .goOn = [this](int) { return !stopped(); }});
    if (!episodes) return tl::unexpected(episodes.error());
    double secondsPlaying = playing.seconds();

    whole_ = false;
    Stopwatch learning;
    PpoOptions options = ppoOptions(config_, state_.iterations);
    options.update.entropyCoefficient = state_.entropyCoefficient;
    Result<PpoStats> stats = learn(*network_, *episodes, options);
    if (!stats) return tl::unexpected(stats.error());
    Result<std::optional<double>> judging = judge(*episodes, options.update.learningRate);
    if (!judging) return tl::unexpected(judging.error());
    double secondsLearning = learning.seconds();

    EpisodeStats played = statsOf(*episodes);
    ++state_.iterations;
    state_.steps += played.steps;
    Scalars metrics = metricsOf(played, *stats, options);
    if (*judging) metrics.push_back({"losses/judge_loss", **judging});
    Stopwatch validating;
    if (Status ok = validate(metrics); !ok) return ok;
    controlEntropy(played.entropyShare);
    report(played, *stats, secondsPlaying, secondsLearning, validating.seconds());
    Status ok = log_.episodes(episodeLines(state_.iterations, *episodes));
    if (ok)
      ok = log_.iteration(state_.iterations, state_.steps, metrics, timing(played, secondsPlaying, secondsLearning));
    whole_ = bool(ok);
    if (ok && state_.iterations % config_.checkpointEvery == 0) ok = keep();
    return ok;
  }

  Scalars metricsOf(const EpisodeStats &played, const PpoStats &stats, const PpoOptions &options) const {
    Scalars metrics = {{"charts/learning_rate", options.update.learningRate},
                       {"charts/episodic_return", played.reward},
                       {"charts/episodic_length", played.length},
                       {"losses/value_loss", stats.update.valueLoss},
                       {"losses/policy_loss", stats.update.policyLoss},
                       {"losses/entropy", stats.update.entropy},
                       {"losses/old_approx_kl", stats.update.oldApproxKl},
                       {"losses/approx_kl", stats.update.approxKl},
                       {"losses/clipfrac", stats.update.clipFraction},
                       {"losses/explained_variance", stats.explainedVariance},
                       {"losses/gradient_norm", stats.update.gradientNorm},
                       {"losses/entropy_share", played.entropyShare},
                       {"losses/entropy_coefficient", options.update.entropyCoefficient},
                       {"charts/epochs", double(stats.epochs)}};
    if (played.speedup > 0) metrics.push_back({"charts/speedup_geomean", played.speedup});
    for (const auto &[type, speedup] : played.speedups) metrics.push_back({"speedup/" + type, speedup});
    for (const auto &[kind, count] : played.failures) metrics.push_back({"failures/" + kind, double(count)});
    return metrics;
  }

  static Scalars timing(const EpisodeStats &played, double playing, double learning) {
    double seconds = std::max(playing + learning, 1e-9);
    return {{"charts/SPS", double(played.steps) / seconds}, {"time/playing", playing}, {"time/learning", learning}};
  }

  /// The weights that play the validation episodes best are kept; earlier ones win a tie.
  Status validate(Scalars &metrics) {
    bool last = state_.iterations == config_.iterations;
    if (!last && state_.iterations % config_.evaluateEvery != 0) return {};
    if (!environment_.validation || environment_.validationEpisodes == 0) return {};
    Result<std::vector<Episode>> episodes =
        rollOut(*environment_.validation, *policy_,
                {.count = environment_.validationEpisodes, .seed = config_.seed, .greedy = true});
    if (!episodes) return tl::unexpected(episodes.error());
    EpisodeStats played = statsOf(*episodes);
    metrics.push_back({"validation/episodic_return", played.reward});
    if (played.speedup > 0) metrics.push_back({"validation/speedup_geomean", played.speedup});
    for (const auto &[kind, count] : played.failures) metrics.push_back({"validation/failures/" + kind, double(count)});
    if (state_.bestReward && *state_.bestReward >= played.reward) return {};
    state_.bestReward = played.reward;
    state_.bestIteration = state_.iterations;
    return writeWeights("best.safetensors");
  }

  Status writeWeights(const std::string &name) const {
    TensorFile file = tensorFileOf(*network_, false);
    file.metadata["iteration"] = std::to_string(state_.iterations);
    file.metadata["config"] = jsonText(writeTrainConfig(config_));
    return writeFile(folder_ + "/" + name, printTensors(file));
  }

  /// Policies of the field lost all chance at constant coefficients and never found it again.
  void controlEntropy(double share) {
    double base = config_.entropyCoefficient,
           factor = share < config_.entropyFloor ? kEntropyGrowth : 1 / kEntropyGrowth;
    state_.entropyCoefficient = std::clamp(state_.entropyCoefficient * factor, base, kEntropyLargest * base);
  }

  void report(const EpisodeStats &played, const PpoStats &stats, double playing, double learning, double validating) {
    progress_.iterations = state_.iterations;
    progress_.episodes += config_.episodes;
    progress_.reward = played.reward;
    progress_.entropy = played.entropyShare;
    progress_.bestReward = state_.bestReward;
    progress_.secondsPlaying += playing;
    progress_.secondsLearning += learning;
    progress_.secondsValidating += validating;
    progress_.updates += stats.updates;
    for (const auto &[kind, count] : played.failures) progress_.failures[kind] += count;
    decisions_ += played.steps;
    episodesNow_ += config_.episodes;
    double seconds = std::max(watch_.seconds(), 1e-9);
    progress_.episodesPerSecond = double(episodesNow_) / seconds;
    progress_.decisionsPerSecond = double(decisions_) / seconds;
    if (hooks_.progress) hooks_.progress(progress_);
  }

  /// A checkpoint of the iterations done, unless the last one is of these.
  Status keep() {
    if (kept_ == state_.iterations) return {};
    state_.logSizes = log_.sizes();
    Status ok = writeCheckpoint(folder_, *network_, state_, config_, config_.keepCheckpoints);
    if (ok) kept_ = state_.iterations;
    return ok ? writeWeights("last.safetensors") : ok;
  }

  const TrainConfig &config_;
  TrainingEnvironment &environment_;
  const std::string folder_;
  const TrainHooks &hooks_;
  std::unique_ptr<Network> network_;
  std::unique_ptr<Policy> policy_;
  std::vector<Demonstration> shown_;
  std::vector<JudgedTask> recorded_;  ///< of `shown_`, what the judge goes on learning from
  Progressed state_;
  RunLog log_;
  TrainProgress progress_;
  Stopwatch watch_;
  bool whole_ = true;  ///< no iteration is half done: weights and logs say the same
  int64_t kept_ = 0, decisions_ = 0, episodesNow_ = 0;
};

}  // namespace

Result<TrainReport> train(const TrainConfig &config, TrainingEnvironment &environment, const std::string &folder,
                          bool resume, const TrainHooks &hooks) {
  return Trainer(config, environment, folder, hooks).run(resume);
}

}  // namespace mlir_rl
