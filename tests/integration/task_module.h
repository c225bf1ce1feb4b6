#pragma once

/// \file
/// A task with its module, and what a schedule makes of the two: what nest/ predicts, and what MLIR does.

#include <memory>
#include <string>
#include <vector>

#include "mlir_rl/program/prepare.h"
#include "mlir_rl/schedule/replay.h"
#include "mlir_rl/schedule/script.h"
#include "mlir_rl/transform/apply.h"
#include "mlir_rl/transform/read_nest.h"

namespace mlir_rl::testing {

struct TaskModule {
  std::string file;
  std::shared_ptr<const TaskSummary> summary;
  Program module;
};

inline Result<std::vector<TaskModule>> taskModules(const Program &program, const std::string &file) {
  auto prepared = prepare(program);
  if (!prepared) return tl::unexpected(prepared.error());
  std::vector<TaskModule> modules;
  for (Task &task : prepared->tasks) {
    auto module = parsePrepared(task.moduleText, file, task.summary.name);
    if (!module) return tl::unexpected(module.error());
    modules.push_back({file, std::make_shared<TaskSummary>(task.summary), std::move(*module)});
  }
  return modules;
}

/// The task's module after the schedule, on buffers. The error says whether the mask or MLIR refused.
inline Result<Program> scheduledModule(const TaskModule &task, const Schedule &schedule) {
  auto script = printScript({{task.summary, schedule}});
  if (!script) return tl::unexpected(script.error());
  Program module = task.module.clone();
  if (Status applied = applyScript(module, *script); !applied) return tl::unexpected(applied.error());
  return module;
}

/// Empty when the nest predicted is the nest read.
inline std::string disagreement(const TaskModule &task, const Schedule &schedule) {
  auto predicted = replay(task.summary, schedule);
  if (!predicted) return "the schedule is refused: " + predicted.error().message;
  auto module = scheduledModule(task, schedule);
  return module ? nestDifferences(*predicted, readNest(*module)) : module.error().message;
}

}  // namespace mlir_rl::testing
