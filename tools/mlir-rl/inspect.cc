#include <algorithm>
#include <charconv>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "mlir_rl/schedule/replay.h"
#include "mlir_rl/support/json_lines.h"
#include "tools/mlir-rl/command.h"
#include "tools/mlir-rl/inspect_report.h"
#include "tools/mlir-rl/program_options.h"

namespace mlir_rl {
namespace {

class Inspect : public Command {
 public:
  std::vector<Option> options() override {
    std::vector<Option> rows = options_.rows();
    rows.push_back({.name = "nest", .value = &nest_, .help = "Show the loops of each op as a schedule sees them"});
    rows.push_back({.name = "mask", .value = &mask_, .help = "Show which kinds of action each op admits"});
    rows.push_back({.name = "schedule",
                    .value = &schedule_,
                    .unit = "S",
                    .help = std::string("Show the loops (or the mask) after this schedule. ") + kScheduleHelp});
    rows.push_back({.name = "task", .value = &task_, .unit = "TASK", .help = "Only this one: 0, 1, ..., or its hash"});
    return rows;
  }

  Status run(const Context &context) override {
    Result<InspectReport> report = inspect();
    if (!report) return tl::unexpected(report.error());
    std::string text = context.json ? jsonText(toJson(*report)) + "\n" : textOf(*report);
    fwrite(text.data(), 1, text.size(), stdout);
    return {};
  }

 private:
  Result<InspectReport> inspect() const {
    Result<Subject> subject = options_.subject();
    if (!subject) return tl::unexpected(subject.error());
    Result<Machine> machine = options_.machine();
    if (!machine) return tl::unexpected(machine.error());
    InspectReport report{.file = options_.file,
                         .entry = subject->raw.entry(),
                         .arguments = subject->raw.arguments(),
                         .machine = *std::move(machine),
                         .threads = options_.threads,
                         .showNest = nest_ || (!schedule_.empty() && !mask_),
                         .showMask = mask_};
    if (Status ok = addTasks(*subject, report); !ok) return tl::unexpected(ok.error());
    return report;
  }

  /// Without a schedule the nests are untouched.
  Status addTasks(const Subject &subject, InspectReport &report) const {
    std::vector<Schedule> schedules(subject.tasks.size());
    if (!schedule_.empty()) {
      auto given = options_.schedules(schedule_, subject, report.machine);
      if (!given) return tl::unexpected(given.error());
      schedules = *std::move(given);
    }
    for (size_t i = 0; i < subject.tasks.size(); ++i) {
      if (!isWanted(*subject.tasks[i].summary, i)) continue;
      Result<LoopNest> nest = replay(subject.tasks[i].summary, schedules[i]);
      if (!nest) return tl::unexpected(nest.error());
      report.tasks.push_back({int(i), *std::move(nest), schedules[i]});
    }
    if (!task_.empty() && report.tasks.empty()) return badUsage("the program has no task " + task_);
    return {};
  }

  bool isWanted(const TaskSummary &task, size_t index) const {
    return task_.empty() || task_ == std::to_string(index) || task_ == task.hash || task_ == task.name;
  }

  ProgramOptions options_;
  bool nest_ = false, mask_ = false;
  std::string schedule_, task_;
};

}  // namespace

std::unique_ptr<Command> inspectCommand() { return std::make_unique<Inspect>(); }

}  // namespace mlir_rl
