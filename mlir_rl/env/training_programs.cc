#include "mlir_rl/env/training_programs.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "mlir_rl/env/measured_vector.h"
#include "mlir_rl/env/recorded_environment.h"
#include "mlir_rl/env/recorder.h"
#include "mlir_rl/measure/topology.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"

namespace mlir_rl {

bool validates(const std::string &taskHash) { return std::stoull(taskHash.substr(0, 8), nullptr, 16) % 5 == 0; }

namespace {

/// What training and validation share.
struct Workshop {
  Workshop(const Machine &machine, SizeSource sizes) : memory(machine, sizes) {}
  TileMemory memory;
  Ledger ledger;
  std::unique_ptr<Runner> runner;
};

/// Keeps the workshop alive.
class Owned : public VectorEnvironment {
 public:
  Owned(std::shared_ptr<Workshop> workshop, std::unique_ptr<VectorEnvironment> inner)
      : workshop_(std::move(workshop)), inner_(std::move(inner)) {}
  const ObservationSchema &schema() const override { return inner_->schema(); }
  int size() const override { return inner_->size(); }
  Status sendReset(int slot, uint64_t episode) override { return inner_->sendReset(slot, episode); }
  Status sendStep(int slot, int candidate) override { return inner_->sendStep(slot, candidate); }
  int ready() const override { return inner_->ready(); }
  Result<Answer> receive() override { return inner_->receive(); }

 private:
  std::shared_ptr<Workshop> workshop_;
  std::unique_ptr<VectorEnvironment> inner_;
};

/// Names in a file of times, `{"matmul_1": 123456, ...}`; nothing: all programs.
Result<std::optional<std::set<std::string>>> namesIn(const std::string &file) {
  if (file.empty()) return std::nullopt;
  Result<std::string> text = readFile(file);
  if (!text) return tl::unexpected(text.error());
  Result<nlohmann::json> json = parseJson(*text, file);
  if (!json) return tl::unexpected(json.error());
  if (!json->is_object()) return badUsage(file + ": not an object of times by program name");
  std::set<std::string> names;
  for (auto it = json->begin(); it != json->end(); ++it) names.insert(it.key());
  return names;
}

Result<std::vector<std::string>> programFiles(const EnvironmentConfig &config) {
  if (!config.benchmark.empty()) return std::vector<std::string>{config.benchmark};
  auto names = namesIn(config.jsonFile);
  if (!names) return tl::unexpected(names.error());
  std::error_code wrong;
  std::vector<std::string> files;
  for (const auto &entry : std::filesystem::directory_iterator(config.benchmarksFolderPath, wrong)) {
    const std::filesystem::path &path = entry.path();
    if (path.extension() == ".mlir" && (!*names || (*names)->contains(path.stem()))) files.push_back(path);
  }
  if (wrong)
    return badUsage(config.benchmarksFolderPath + ": " + wrong.message() +
                    "; make programs with 'mlir-rl generate' or name another folder");
  if (files.empty()) return badUsage(config.benchmarksFolderPath + ": there is no program to train on");
  std::sort(files.begin(), files.end());
  return files;
}

/// Distinct tasks that leave something to decide, and the programs they are from.
struct Benchmarks {
  std::vector<SubjectTask> tasks;
  std::vector<RecordedProgram> programs;
};

/// A file that is no program is named and left out.
Benchmarks readBenchmarks(const std::vector<std::string> &files, TileMemory &memory) {
  Benchmarks all;
  std::set<std::string> known;
  for (const std::string &file : files) {
    Result<std::string> text = readFile(file);
    Result<Program> program = text ? parseProgram(*text, file, ParseOptions()) : tl::unexpected(text.error());
    Result<Subject> subject = program ? makeSubject(*program) : tl::unexpected(program.error());
    if (!subject) {
      std::fprintf(stderr, "mlir-rl: left out: %s\n", subject.error().message.c_str());
      continue;
    }
    all.programs.push_back({std::filesystem::path(file).stem(), *std::move(text)});
    for (SubjectTask &task : subject->tasks)
      if (known.insert(task.summary->hash).second && isSchedulable(task.summary, 1, memory))
        all.tasks.push_back(std::move(task));
  }
  return all;
}

/// Tasks to train on and tasks to validate on. Those of a single program are both.
struct Sides {
  std::vector<SubjectTask> training, validation;
};

Result<Sides> sidesOf(const EnvironmentConfig &config, std::vector<SubjectTask> tasks) {
  bool single = !config.benchmark.empty();
  Sides sides;
  for (SubjectTask &task : tasks) {
    if (single || validates(task.summary->hash)) sides.validation.push_back(task);
    if (single || !validates(task.summary->hash)) sides.training.push_back(std::move(task));
  }
  if (single && sides.training.empty()) return badUsage(config.benchmark + ": there is no task to schedule in it");
  if (!sides.training.empty() && !sides.validation.empty()) return sides;
  return badUsage(config.benchmarksFolderPath + ": " + std::to_string(sides.training.size()) +
                  " tasks to train on and " + std::to_string(sides.validation.size()) +
                  " to validate on; both are needed, so give more programs");
}

/// Tasks recorded between two writings of the file.
constexpr size_t kTasksAtOnce = 8;

/// Records the training tasks that the file does not hold yet, a few at a time.
class TrainingRecorder {
 public:
  TrainingRecorder(std::shared_ptr<Workshop> workshop, std::vector<SubjectTask> tasks,
                   std::vector<RecordedProgram> programs)
      : workshop_(std::move(workshop)), tasks_(std::move(tasks)), programs_(std::move(programs)) {}

  Result<std::vector<Demonstration>> operator()(const DemonstrationRequest &request) const {
    Result<Recording> recording = start(request.path);
    if (!recording) return tl::unexpected(recording.error());
    std::vector<SubjectTask> left = missing(*recording);
    int64_t total = int64_t(tasks_.size()), done = total - int64_t(left.size());
    for (size_t at = 0; at < left.size() && !request.stop(); at += kTasksAtOnce) {
      std::vector<SubjectTask> some(left.begin() + long(at),
                                    left.begin() + long(std::min(left.size(), at + kTasksAtOnce)));
      if (Status ok = record(some, request, *recording); !ok) return tl::unexpected(ok.error());
      done += int64_t(some.size());
      request.progress(done, total);
    }
    return best(*recording);
  }

 private:
  Result<Recording> start(const std::string &path) const {
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored)) return readRecording(path);
    return Recording{workshop_->memory.machine(), 1, programs_, {}};
  }

  std::vector<SubjectTask> missing(const Recording &recording) const {
    std::set<std::string> there;
    for (const RecordedEpisode &e : recording.episodes) there.insert(e.task);
    std::vector<SubjectTask> left;
    for (const SubjectTask &task : tasks_)
      if (!there.contains(task.summary->hash)) left.push_back(task);
    return left;
  }

  /// What was cut short by a stop is not kept: the file holds whole tasks.
  Status record(const std::vector<SubjectTask> &some, const DemonstrationRequest &request, Recording &recording) const {
    RecorderOptions options;
    options.episodesPerTask = request.episodesPerTask;
    options.seed = request.seed;
    options.stop = request.stop;
    auto episodes = recordEpisodes(some, 1, options, *workshop_->runner, workshop_->ledger, workshop_->memory);
    if (!episodes) return tl::unexpected(episodes.error());
    if (request.stop()) return {};
    for (RecordedEpisode &e : *episodes) recording.episodes.push_back(std::move(e));
    return writeRecording(request.path, recording);
  }

  std::vector<Demonstration> best(const Recording &recording) const {
    std::map<std::string, std::shared_ptr<const TaskSummary>> summaries;
    for (const SubjectTask &task : tasks_) summaries[task.summary->hash] = task.summary;
    return demonstrationsOf(recording.episodes, summaries, 1, workshop_->memory);
  }

  std::shared_ptr<Workshop> workshop_;
  std::vector<SubjectTask> tasks_;
  std::vector<RecordedProgram> programs_;
};

}  // namespace

Result<TrainingEnvironment> makeProgramTraining(const EnvironmentConfig &config) {
  Result<std::vector<std::string>> files = programFiles(config);
  if (!files) return tl::unexpected(files.error());
  SizeSource sizes = config.sizes == "fixed" ? SizeSource::fixed : SizeSource::machine;
  auto workshop = std::make_shared<Workshop>(readMachine(), sizes);
  Benchmarks benchmarks = readBenchmarks(*files, workshop->memory);
  Result<Sides> sides = sidesOf(config, std::move(benchmarks.tasks));
  if (!sides) return tl::unexpected(sides.error());
  int workers = std::max(1, workshop->memory.machine().cores);
  Result<std::unique_ptr<Runner>> runner = makeWorkerRunner({.binary = config.workerBinary, .workers = workers});
  if (!runner) return tl::unexpected(runner.error());
  workshop->runner = *std::move(runner);
  auto side = [&](std::vector<SubjectTask> tasks) {
    MeasuredOptions options{workshop->memory.machine(), 1, config.seed, config.slots, false, /*offersRules=*/false};
    return std::make_unique<Owned>(
        workshop, makeMeasuredVector(std::move(tasks), options, *workshop->runner, workshop->ledger, workshop->memory));
  };
  int episodes = std::min(int(sides->validation.size()), config.validationEpisodes);
  TrainingRecorder recorder(workshop, sides->training, std::move(benchmarks.programs));
  return TrainingEnvironment{side(std::move(sides->training)), side(std::move(sides->validation)), episodes,
                             std::move(recorder)};
}

/// The recording's own best episodes of the training tasks.
static decltype(TrainingEnvironment::demonstrate) demonstrateFrom(std::shared_ptr<const Recording> recording) {
  return [recording](const DemonstrationRequest &) -> Result<std::vector<Demonstration>> {
    Result<std::map<std::string, std::shared_ptr<const TaskSummary>>> tasks = recordedTasks(*recording);
    if (!tasks) return tl::unexpected(tasks.error());
    std::erase_if(*tasks, [](const auto &row) { return validates(row.first); });
    TileMemory memory(recording->machine);
    return demonstrationsOf(recording->episodes, *tasks, recording->threads, memory);
  };
}

Result<TrainingEnvironment> makeRecordedTraining(const std::string &path, const EnvironmentConfig &config) {
  Result<Recording> read = readRecording(path);
  if (!read) return tl::unexpected(read.error());
  auto recording = std::make_shared<Recording>(*std::move(read));
  std::array<size_t, 2> counts = {0, 0};
  std::array<std::unique_ptr<VectorEnvironment>, 2> sides;
  for (bool validation : {false, true}) {
    std::vector<std::unique_ptr<Environment>> environments;
    auto mine = [validation](const std::string &hash) { return validates(hash) == validation; };
    for (int i = 0; i < config.slots; ++i) {
      auto environment = makeRecordedEnvironment(recording, config.seed, false, &counts[validation], mine);
      if (!environment) return tl::unexpected(environment.error());
      environments.push_back(*std::move(environment));
    }
    sides[validation] = makeSerialVector(std::move(environments));
  }
  return TrainingEnvironment{std::move(sides[0]), std::move(sides[1]),
                             std::min(int(counts[1]), config.validationEpisodes), demonstrateFrom(recording)};
}

}  // namespace mlir_rl
