#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "mlir_rl/generate/dataset.h"
#include "mlir_rl/program/prepare.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/hash.h"
#include "mlir_rl/support/json_lines.h"

namespace mlir_rl {

static std::string hashOf(const std::vector<Task> &tasks) {
  std::vector<std::string> texts;
  for (const Task &task : tasks) texts.push_back(task.summary.hash + " x " + std::to_string(task.summary.count));
  std::sort(texts.begin(), texts.end());
  Hasher hasher;
  for (const std::string &text : texts) hasher.add(std::string_view(text));
  return hasher.text();
}

/// The task that does most of the work; the first of several equals.
static const TaskSummary &mainTask(const std::vector<Task> &tasks) {
  auto less = [](const Task &a, const Task &b) { return a.summary.flops < b.summary.flops; };
  return std::max_element(tasks.begin(), tasks.end(), less)->summary;
}

Result<DatasetItem> examine(const GeneratedProgram &program) {
  std::string name = program.name();
  Result<Program> parsed = parseProgram(program.text, name, {});
  // Ours to mend: the text says what it was about.
  if (!parsed) return failed(parsed.error().message + "\n" + program.text);
  Result<Prepared> prepared = prepare(*parsed);
  if (!prepared) return failed(prepared.error().message + "\n" + program.text);
  DatasetItem item{.text = program.torch + parsed->text()};
  ManifestRow &row = item.row;
  row.name = name;
  bool single = program.family->kind == FamilyKind::single;
  if (prepared->tasks.empty()) return item;
  row.split = single ? splitOfShape(mainTask(prepared->tasks)) : splitOfStructure(program.structure);
  row.family = program.family->name;
  row.id = program.id;
  row.hash = hashOf(prepared->tasks);
  row.seconds = program.seconds;
  for (const Task &task : prepared->tasks) {
    row.tasks.push_back(task.summary.hash);
    row.shapeFamilies.push_back(shapeFamily(task.summary));
    row.flops += task.summary.flops * task.summary.count;
    row.bytes += task.summary.bytes * task.summary.count;
  }
  return item;
}

static Status addTasksOfProgram(const std::string &path, HeldOut &hashes) {
  Result<Program> program = readProgram(path, {});
  if (!program) return tl::unexpected(program.error());
  Result<Prepared> prepared = prepare(*program);
  if (!prepared) return tl::unexpected(prepared.error());
  for (const Task &task : prepared->tasks) hashes.insert(task.summary.hash);
  return {};
}

static Status addTasksOfManifest(const std::string &path, HeldOut &hashes) {
  Result<std::string> text = readFile(path);
  if (!text) return tl::unexpected(text.error());
  std::istringstream stream(*text);
  int number = 0;
  for (std::string line; std::getline(stream, line);) {
    std::string where = path + ":" + std::to_string(++number);
    Result<nlohmann::json> row = parseJson(line, where);
    if (!row) return tl::unexpected(row.error());
    try {
      for (const std::string task : row->at("tasks")) hashes.insert(task);
    } catch (const nlohmann::json::exception &error) {
      return badUsage(where + ": this is no line of a manifest: " + error.what());
    }
  }
  return {};
}

/// A suite's manifest knows the tasks of programs too whose files are not there.
static Status addTasksOfFile(const std::filesystem::path &path, HeldOut &hashes) {
  constexpr const char *kManifest = "manifest.jsonl";
  if (path.filename() == kManifest) return addTasksOfManifest(path.string(), hashes);
  if (path.extension() != ".mlir" || exists((path.parent_path() / kManifest).string())) return {};
  return addTasksOfProgram(path.string(), hashes);
}

Result<HeldOut> tasksOfSuites(const std::string &folder) {
  HeldOut hashes;
  std::error_code error;
  std::filesystem::recursive_directory_iterator files(folder, error);
  if (error) return badUsage(folder + ": " + error.message());
  for (const auto &file : files)
    if (Status ok = addTasksOfFile(file.path(), hashes); !ok) return tl::unexpected(ok.error());
  return hashes;
}

}  // namespace mlir_rl
