#include "mlir_rl/env/training_programs.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "mlir_rl/env/measured_vector.h"
#include "mlir_rl/env/recorded_environment.h"
#include "mlir_rl/measure/topology.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"

namespace mlir_rl {

bool validates(const std::string &taskHash) { return std::stoull(taskHash.substr(0, 8), nullptr, 16) % 5 == 0; }

namespace {

/// What training and validation share.
struct Workshop {
  explicit Workshop(const Machine &machine) : memory(machine) {}
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

/// Distinct tasks that leave something to decide. A file that is no program is named and left out.
std::vector<SubjectTask> tasksOf(const std::vector<std::string> &files, TileMemory &memory) {
  std::vector<SubjectTask> tasks;
  std::set<std::string> known;
  for (const std::string &file : files) {
    Result<Program> program = readProgram(file, ParseOptions());
    Result<Subject> subject = program ? makeSubject(*program) : tl::unexpected(program.error());
    if (!subject) {
      std::fprintf(stderr, "mlir-rl: left out: %s\n", subject.error().message.c_str());
      continue;
    }
    for (SubjectTask &task : subject->tasks)
      if (known.insert(task.summary->hash).second && isSchedulable(task.summary, 1, memory))
        tasks.push_back(std::move(task));
  }
  return tasks;
}

Status checkSides(const std::string &where, size_t training, size_t validation) {
  if (training > 0 && validation > 0) return {};
  return badUsage(where + ": " + std::to_string(training) + " tasks to train on and " + std::to_string(validation) +
                  " to validate on; both are needed, so give more programs");
}

}  // namespace

Result<TrainingEnvironment> makeProgramTraining(const EnvironmentConfig &config) {
  Result<std::vector<std::string>> files = programFiles(config);
  if (!files) return tl::unexpected(files.error());
  auto workshop = std::make_shared<Workshop>(readMachine());
  std::vector<SubjectTask> training, validation;
  for (SubjectTask &task : tasksOf(*files, workshop->memory))
    (validates(task.summary->hash) ? validation : training).push_back(std::move(task));
  if (Status ok = checkSides(config.benchmarksFolderPath, training.size(), validation.size()); !ok)
    return tl::unexpected(ok.error());
  int workers = std::max(1, workshop->memory.machine().cores);
  Result<std::unique_ptr<Runner>> runner = makeWorkerRunner({.binary = config.workerBinary, .workers = workers});
  if (!runner) return tl::unexpected(runner.error());
  workshop->runner = *std::move(runner);
  auto side = [&](std::vector<SubjectTask> tasks) {
    MeasuredOptions options{workshop->memory.machine(), 1, config.seed, config.slots, false};
    return std::make_unique<Owned>(
        workshop, makeMeasuredVector(std::move(tasks), options, *workshop->runner, workshop->ledger, workshop->memory));
  };
  int episodes = int(validation.size());
  return TrainingEnvironment{side(std::move(training)), side(std::move(validation)), episodes};
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
  return TrainingEnvironment{std::move(sides[0]), std::move(sides[1]), int(counts[1])};
}

}  // namespace mlir_rl
