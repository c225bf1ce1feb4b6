#include "mlir_rl/optimize/program_schedule.h"

#include <algorithm>
#include <optional>

#include "mlir_rl/schedule/defaults.h"
#include "mlir_rl/schedule/kinds.h"
#include "mlir_rl/schedule/replay.h"
#include "mlir_rl/schedule/text.h"

namespace mlir_rl {

namespace {

/// The part of the text about one task: actions from `begin` to `end`.
struct Section {
  std::string task;
  size_t line = 1;
  size_t begin = 0, end = 0;
};

constexpr std::string_view kBlanks = " \t\r";

size_t skipBlanks(std::string_view text, size_t at) {
  return std::min(text.find_first_not_of(kBlanks, at), text.size());
}

/// Behind the statement that starts at `at`, its separator and its comment.
size_t nextStatement(std::string_view text, size_t at) {
  size_t end = text.find_first_of("\n;#", at);
  if (end != std::string_view::npos && text[end] == '#') end = text.find('\n', end);
  return end == std::string_view::npos ? text.size() : end + 1;
}

size_t lineOf(std::string_view text, size_t at) {
  return 1 + size_t(std::count(text.begin(), text.begin() + at, '\n'));
}

/// The header `task NAME` (with or without a colon) at `at`, if there is one.
std::optional<Section> headerAt(std::string_view text, size_t at) {
  constexpr std::string_view kWord = "task";
  if (text.substr(at, kWord.size()) != kWord) return std::nullopt;
  size_t name = skipBlanks(text, at + kWord.size());
  size_t end = std::min(text.find_first_of(" \t\r\n:;#", name), text.size());
  if (name == at + kWord.size() || name == end) return std::nullopt;
  size_t begin = skipBlanks(text, end);
  if (begin < text.size() && text[begin] == ':') ++begin;
  return Section{std::string(text.substr(name, end - name)), lineOf(text, at), begin, text.size()};
}

/// What stands before the first header has no task.
std::vector<Section> sectionsOf(std::string_view text) {
  std::vector<Section> sections = {{"", 1, 0, text.size()}};
  for (size_t at = skipBlanks(text, 0); at < text.size();) {
    std::optional<Section> header = headerAt(text, at);
    if (!header) {
      at = skipBlanks(text, nextStatement(text, at));
      continue;
    }
    sections.back().end = at;
    at = skipBlanks(text, header->begin);
    sections.push_back(*std::move(header));
  }
  return sections;
}

/// Blanks stand for the rest of the text, so that errors name the right line and column.
Result<Schedule> scheduleOf(std::string_view text, const Section &section) {
  std::string only(text.substr(0, section.end));
  for (size_t i = 0; i < section.begin; ++i)
    if (only[i] != '\n') only[i] = ' ';
  return parseSchedule(only);
}

std::string namesOf(TaskSummaries tasks) {
  std::string names;
  for (const auto &task : tasks) names += (names.empty() ? "" : ", ") + task->hash;
  return names.empty() ? "none" : names;
}

bool namesAnOp(const Schedule &schedule) {
  return std::ranges::any_of(schedule.actions, [](const Action &action) { return kindOf(action.kind).hasOp; });
}

class Reader {
 public:
  Reader(std::string_view text, TaskSummaries tasks) : text_(text), tasks_(tasks), given_(tasks.size()) {}

  Status read() {
    std::vector<Section> sections = sectionsOf(text_);
    if (Status ok = readUnnamed(sections.front(), sections.size() > 1); !ok) return ok;
    for (size_t i = 1; i < sections.size(); ++i)
      if (Status ok = readNamed(sections[i]); !ok) return ok;
    return {};
  }
  const std::vector<std::optional<Schedule>> &given() const { return given_; }

 private:
  Status readUnnamed(const Section &section, bool othersFollow) {
    Result<Schedule> schedule = scheduleOf(text_, section);
    if (!schedule) return tl::unexpected(schedule.error());
    if (othersFollow && schedule->actions.empty()) return {};
    if (othersFollow) return badUsage("schedule: actions stand before the first 'task'");
    if (tasks_.size() != 1 && namesAnOp(*schedule))
      return badUsage("the program has " + std::to_string(tasks_.size()) +
                      " tasks: say of which a schedule is, 'task HASH: ...'; there are: " + namesOf(tasks_));
    std::ranges::fill(given_, *schedule);
    return {};
  }

  Status readNamed(const Section &section) {
    std::string where = "schedule, line " + std::to_string(section.line) + ": ";
    size_t index = find(section.task);
    if (index == tasks_.size())
      return badUsage(where + "the program has no task " + section.task + "; its tasks are: " + namesOf(tasks_));
    if (given_[index]) return badUsage(where + "a second schedule for task " + section.task);
    Result<Schedule> schedule = scheduleOf(text_, section);
    if (!schedule) return tl::unexpected(schedule.error());
    given_[index] = *std::move(schedule);
    return {};
  }

  size_t find(const std::string &name) const {
    size_t index = 0;
    while (index < tasks_.size() && name != tasks_[index]->hash && name != tasks_[index]->name &&
           name != std::to_string(index))
      ++index;
    return index;
  }

  std::string_view text_;
  TaskSummaries tasks_;
  std::vector<std::optional<Schedule>> given_;
};

}  // namespace

Result<std::vector<Schedule>> parseSchedules(std::string_view text, TaskSummaries tasks, const Machine &machine,
                                             int threads) {
  Reader reader(text, tasks);
  if (Status ok = reader.read(); !ok) return tl::unexpected(ok.error());
  std::vector<Schedule> schedules;
  for (size_t i = 0; i < tasks.size(); ++i) {
    const std::optional<Schedule> &given = reader.given()[i];
    schedules.push_back(given ? expandDefault(tasks[i], *given, machine, threads)
                              : defaultSchedule(tasks[i], machine, threads));
    Result<LoopNest> legal = replay(tasks[i], schedules.back());
    if (!legal) return tl::unexpected(legal.error());
  }
  return schedules;
}

std::string printSchedules(const std::vector<TaskSchedule> &schedules) {
  if (schedules.size() == 1) return printSchedule(schedules.front().schedule);
  std::string text;
  for (const TaskSchedule &task : schedules)
    text += (text.empty() ? "task " : "\ntask ") + task.task + ": " + printSchedule(task.schedule);
  return text;
}

}  // namespace mlir_rl
