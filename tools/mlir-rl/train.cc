#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "mlir_rl/learner/checkpoint.h"
#include "mlir_rl/learner/trainer.h"
#include "mlir_rl/support/clock.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/interrupt.h"
#include "mlir_rl/support/json_lines.h"
#include "mlir_rl/support/units.h"
#include "tools/mlir-rl/command.h"

namespace mlir_rl {

namespace {

extern "C" char **environ;

bool hasNeptuneVariables() {
  for (char **variable = environ; *variable; ++variable)
    if (std::string_view(*variable).starts_with("NEPTUNE_")) return true;
  return false;
}

std::string fixed(double value) { return formatFixed(value, 3); }

class TrainCommand : public Command {
 public:
  std::vector<Option> options() override {
    std::vector<Option> rows = {
        {.name = "file",
         .value = &file_,
         .positional = true,
         .unit = "FILE",
         .help = "Configuration: a JSON object with the keys below, `_` for `-`; without it CONFIG_FILE_PATH is read"},
        {.name = "resume",
         .value = &resume_,
         .unit = "RUN",
         .help = "Go on in this folder, from its last checkpoint and with its config.json"},
    };
    for (Option &row : config_.rows()) rows.push_back(std::move(row));
    return rows;
  }

  /// A run's own configuration comes first, then a file's, then flags.
  Status readFiles() override {
    const char *named = std::getenv("CONFIG_FILE_PATH");
    if (file_.empty() && resume_.empty() && named) file_ = named;
    if (!resume_.empty())
      if (Status ok = readConfig(resume_ + "/config.json"); !ok) return ok;
    return file_.empty() ? Status() : readConfig(file_);
  }

  Status run(const Context &context) override {
    if (hasNeptuneVariables())
      std::fprintf(stderr,
                   "mlir-rl: NEPTUNE_* variables are set, but that service has closed: metrics go to the run's folder, "
                   "for TensorBoard and as JSON lines\n");
    if (Status ok = checkTrainConfig(config_); !ok) return ok;
    config_.environment.seed = config_.seed;
    config_.environment.workerBinary = context.binaryFolder + "/mlir-rl-worker";
    Result<TrainingEnvironment> environment = makeTrainingEnvironment(config_.environment);
    if (!environment) return tl::unexpected(environment.error());
    Status fits = checkNetwork(networkConfig(config_, environment->training->schema()));
    if (!fits) return fits;
    Result<std::string> folder = resume_.empty() ? makeRunFolder(config_.resultsFolder) : Result<std::string>(resume_);
    if (!folder) return tl::unexpected(folder.error());
    context.announce("train in " + *folder + ": " + config_.model + ", " + config_.environment.environment + ", seed " +
                     std::to_string(config_.seed));
    Progress progress(2, context.progressStyle());
    Stopwatch watch;
    TrainHooks hooks{[&](const TrainProgress &p) { progress.show(stateOf(p, *folder)); }, interrupted};
    Result<TrainReport> report = train(config_, *environment, *folder, !resume_.empty(), hooks);
    progress.finish();
    if (!report) return tl::unexpected(withHint(report.error(), *folder));
    print(*report, *folder, watch.seconds(), context);
    return {};
  }

 private:
  Status readConfig(const std::string &path) {
    Result<std::string> text = readFile(path);
    if (!text) return tl::unexpected(text.error());
    Result<nlohmann::json> object = parseJson(*text, path);
    if (!object) return tl::unexpected(object.error());
    Status status = readTrainConfig(config_, *object);
    return status ? status : badUsage(path + ": " + status.error().message);
  }

  static Error withHint(Error error, const std::string &folder) {
    if (hasCheckpoint(folder)) error.message += "\nGo on with: mlir-rl train --resume " + folder;
    return error;
  }

  ProgressState stateOf(const TrainProgress &p, const std::string &folder) const {
    if (p.iterations == 0 && p.tasksRecorded < p.tasksToRecord)
      return {.done = p.tasksRecorded, .total = p.tasksToRecord, .unit = "tasks", .label = "record what to imitate"};
    ProgressState state{.done = p.iterations, .total = config_.iterations, .failures = p.failures};
    state.label = std::filesystem::path(folder).filename();
    state.unit = "iterations";
    state.detail = formatFixed(p.episodesPerSecond, 1) + " episodes/s, reward " + fixed(p.reward) + ", entropy " +
                   formatFixed(100 * p.entropy, 0) + " %";
    if (p.bestReward) state.detail += ", best " + fixed(*p.bestReward);
    return state;
  }

  void print(const TrainReport &report, const std::string &folder, double seconds, const Context &context) const {
    const TrainProgress &p = report.progress;
    if (context.json) {
      nlohmann::json json = {{"folder", folder},
                             {"iterations", p.iterations},
                             {"stopped", report.stopped},
                             {"reward", p.reward},
                             {"best_reward", p.bestReward ? nlohmann::json(*p.bestReward) : nlohmann::json()},
                             {"best_iteration", report.bestIteration},
                             {"seconds", seconds},
                             {"seconds_recording", p.secondsRecording},
                             {"seconds_imitating", p.secondsImitating},
                             {"seconds_playing", p.secondsPlaying},
                             {"seconds_learning", p.secondsLearning},
                             {"seconds_validating", p.secondsValidating},
                             {"episodes_per_second", p.episodesPerSecond},
                             {"decisions_per_second", p.decisionsPerSecond},
                             {"updates", p.updates},
                             {"failures", p.failures}};
      std::printf("%s\n", jsonText(json).c_str());
      return;
    }
    std::printf("%s after %lld of %lld iterations, %s\n", report.stopped ? "stopped" : "done",
                static_cast<long long>(p.iterations), static_cast<long long>(config_.iterations),
                formatDuration(seconds).c_str());
    if (p.bestReward)
      std::printf("best: reward %s in validation, iteration %lld: %s/best.safetensors\n", fixed(*p.bestReward).c_str(),
                  static_cast<long long>(report.bestIteration), folder.c_str());
    if (p.secondsImitating > 0)
      std::printf("imitation: %s recording, %s learning\n", formatDuration(p.secondsRecording).c_str(),
                  formatDuration(p.secondsImitating).c_str());
    std::printf("time: %s playing, %s learning (%lld updates), %s validating; %.1f episodes/s, %.0f decisions/s\n",
                formatDuration(p.secondsPlaying).c_str(), formatDuration(p.secondsLearning).c_str(),
                static_cast<long long>(p.updates), formatDuration(p.secondsValidating).c_str(), p.episodesPerSecond,
                p.decisionsPerSecond);
    if (report.stopped) std::printf("go on with: mlir-rl train --resume %s\n", folder.c_str());
  }

  std::string file_, resume_;
  TrainConfig config_;
};

}  // namespace

std::unique_ptr<Command> trainCommand() { return std::make_unique<TrainCommand>(); }

}  // namespace mlir_rl
