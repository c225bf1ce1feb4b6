#include <algorithm>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "mlir_rl/env/measured_vector.h"
#include "mlir_rl/env/recorded_environment.h"
#include "mlir_rl/env/recorder.h"
#include "mlir_rl/env/serve.h"
#include "mlir_rl/support/clock.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/interrupt.h"
#include "mlir_rl/support/json_lines.h"
#include "mlir_rl/support/seed.h"
#include "tools/mlir-rl/command.h"
#include "tools/mlir-rl/workplace.h"

namespace mlir_rl {

namespace {

/// What plays: measured programs or a recording.
struct Stage {
  std::unique_ptr<OwnedWorkplace> workplace;
  Machine machine;
  std::vector<RecordedProgram> programs;
  std::vector<SubjectTask> tasks;
  std::unique_ptr<TileMemory> memory;
  Ledger ledger;
};

class Env : public Command {
 public:
  std::vector<Option> options() override {
    return {
        {.name = "files", .value = &files_, .positional = true, .unit = "FILE", .help = "MLIR programs to schedule"},
        {.name = "recorded", .value = &recorded_, .unit = "FILE", .help = "Play a recording; nothing is compiled"},
        {.name = "record", .value = &record_, .unit = "FILE", .help = "Record random episodes of each task"},
        {.name = "serve", .value = &serve_, .help = "Offer reset, step and mask as JSON lines"},
        {.name = "episodes", .value = &episodes_, .min = 1, .help = "Episodes to play; with --record, of each task"},
        {.name = "slots", .value = &slots_, .min = 1, .max = 256, .help = "Episodes under way at once"},
        {.name = "threads", .value = &measuring_.threads, .min = 1, .max = 1024, .help = "Threads the code uses"},
        {.name = "workers",
         .value = &measuring_.workers,
         .min = 0,
         .max = 256,
         .help = "Worker processes; 0: one for each usable core"},
        {.name = "seed", .value = &seed_, .help = "Seed of everything random"}};
  }

  Status run(const Context &context) override {
    catchInterrupts();
    if (recorded_.empty() == files_.empty()) return badUsage("give either programs or --recorded FILE");
    if (!recorded_.empty() && !record_.empty()) return badUsage("a recording cannot be recorded again");
    if (!recorded_.empty()) return playRecording(context);
    Stage stage;
    if (Status ok = setUp(stage, context); !ok) return ok;
    if (!record_.empty()) return recordAll(stage, context);
    auto many = makeMeasuredVector(stage.tasks, measured(stage), *stage.workplace->runner, stage.ledger, *stage.memory);
    if (serve_) return serve(*many, 0, 1);
    return play(*many, context, &stage.ledger);
  }

 private:
  Status setUp(Stage &stage, const Context &context) {
    measuring_.noStore = true;
    auto owned = makeWorkplace(measuring_, context);
    if (!owned) return tl::unexpected(owned.error());
    stage.workplace = *std::move(owned);
    stage.machine = stage.workplace->place.machine;
    stage.memory = std::make_unique<TileMemory>(stage.machine);
    std::set<std::string> known;
    for (const std::string &file : files_) {
      Result<std::string> text = readFile(file);
      if (!text) return tl::unexpected(text.error());
      Result<Program> program = parseProgram(*text, file, ParseOptions());
      Result<Subject> subject = program ? makeSubject(*program) : tl::unexpected(program.error());
      if (!subject) return tl::unexpected(subject.error());
      stage.programs.push_back({stemOf(file), *std::move(text)});
      for (SubjectTask &task : subject->tasks)
        if (known.insert(task.summary->hash).second && isSchedulable(task.summary, measuring_.threads, *stage.memory))
          stage.tasks.push_back(std::move(task));
    }
    return stage.tasks.empty() ? badUsage("nothing in these programs can be scheduled") : Status();
  }

  MeasuredOptions measured(const Stage &stage) const {
    return {stage.machine, measuring_.threads, seed_, serve_ ? 1 : slots_, serve_};
  }

  Status recordAll(Stage &stage, const Context &context) {
    Progress progress(2, context.progressStyle());
    RecorderOptions options;
    options.episodesPerTask = episodes_;
    options.seed = seed_;
    options.stop = interrupted;
    std::map<std::string, int64_t> failures;
    options.progress = [&](int done, int total, const RecordedEpisode &e) {
      if (e.verdict.outcome != Outcome::ok) ++failures[nameOf(e.verdict.outcome)];
      progress.show({.done = done, .total = total, .failures = failures, .label = "record " + e.task});
    };
    Runner &runner = *stage.workplace->runner;
    auto episodes = recordEpisodes(stage.tasks, measuring_.threads, options, runner, stage.ledger, *stage.memory);
    progress.finish();
    if (!episodes) return tl::unexpected(episodes.error());
    Recording recording{stage.machine, measuring_.threads, stage.programs, *std::move(episodes)};
    if (Status ok = writeRecording(record_, recording); !ok) return ok;
    return report(context, {{"recording", record_},
                            {"tasks", stage.tasks.size()},
                            {"episodes", recording.episodes.size()},
                            {"measured", stage.ledger.statistics()}});
  }

  Status playRecording(const Context &context) {
    Result<Recording> recording = readRecording(recorded_);
    if (!recording) return tl::unexpected(recording.error());
    auto shared = std::make_shared<Recording>(*std::move(recording));
    std::vector<std::unique_ptr<Environment>> environments;
    for (int i = 0; i < (serve_ ? 1 : slots_); ++i) {
      auto environment = makeRecordedEnvironment(shared, seed_, serve_);
      if (!environment) return tl::unexpected(environment.error());
      environments.push_back(*std::move(environment));
    }
    auto many = makeSerialVector(std::move(environments));
    if (serve_) return serve(*many, 0, 1);
    return play(*many, context, nullptr);
  }

  /// Random episodes, to see how fast the environment is and where its time goes.
  Status play(VectorEnvironment &many, const Context &context, const Ledger *ledger) {
    Random random = makeRandom(seed_, 1);
    Stopwatch watch;
    int64_t started = 0, ended = 0, steps = 0;
    double sum = 0, best = 0;
    for (int slot = 0; slot < many.size() && started < episodes_; ++slot)
      if (Status ok = many.sendReset(slot, uint64_t(started++)); !ok) return ok;
    while (ended < started) {
      auto answer = many.receive();
      if (!answer) return tl::unexpected(answer.error());
      const Step &step = answer->step;
      if (!step.terminated && !step.truncated) {
        ++steps;
        int choice = int(uniformBelow(random, uint64_t(step.observation.candidates)));
        if (Status ok = many.sendStep(answer->slot, choice); !ok) return ok;
        continue;
      }
      ++ended;
      sum += step.reward;
      best = std::max(best, step.reward);
      if (started < episodes_ && !interrupted())
        if (Status ok = many.sendReset(answer->slot, uint64_t(started++)); !ok) return ok;
    }
    nlohmann::json result = {{"episodes", ended},
                             {"steps", steps},
                             {"episodes_per_second", double(ended) / watch.seconds()},
                             {"mean_reward", sum / double(ended)},
                             {"best_reward", best}};
    if (ledger) result["measured"] = ledger->statistics();
    return report(context, result);
  }

  static Status report(const Context &context, const nlohmann::json &result) {
    std::string text = context.json ? jsonText(result) : result.dump(2);
    std::printf("%s\n", text.c_str());
    return {};
  }

  std::vector<std::string> files_;
  std::string recorded_, record_;
  bool serve_ = false;
  int episodes_ = 100, slots_ = 4;
  uint64_t seed_ = 0;
  OptimizeOptions measuring_;
};

}  // namespace

std::unique_ptr<Command> envCommand() { return std::make_unique<Env>(); }

}  // namespace mlir_rl
