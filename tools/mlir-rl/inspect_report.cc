#include "tools/mlir-rl/inspect_report.h"

#include <nlohmann/json.hpp>

#include "mlir_rl/flow/op_class_name.h"
#include "mlir_rl/nest/nest.h"
#include "mlir_rl/optimize/bounds.h"
#include "mlir_rl/schedule/kinds.h"
#include "mlir_rl/schedule/mask.h"
#include "mlir_rl/schedule/text.h"
#include "mlir_rl/support/table.h"
#include "mlir_rl/support/units.h"

namespace mlir_rl {
namespace {

using nlohmann::json;

const char *nameOf(ElementType type) {
  static constexpr const char *names[] = {"f16", "bf16", "f32", "f64", "i1", "i8", "i16", "i32", "i64", "index"};
  return names[int(type)];
}

/// "[512 512 512r]", r: a reduction.
std::string loopsOf(const OpSummary &op) {
  std::string text;
  for (const LoopDim &loop : op.loops)
    text += (text.empty() ? "" : " ") + std::to_string(loop.extent) + (loop.kind == IteratorKind::reduction ? "r" : "");
  return "[" + text + "]";
}

std::string typeOf(const Argument &argument) {
  std::string text;
  for (int64_t extent : argument.shape) text += std::to_string(extent) + "x";
  return text + nameOf(argument.type);
}

double intensity(double flops, double bytes) { return bytes > 0 ? flops / bytes : 0; }

std::string orDash(const std::string &text) { return text.empty() ? "-" : text; }

std::string opsTable(const InspectReport &report, const TaskSummary &task) {
  using enum Table::Align;
  Table table({{"op", left},
               {"name", left},
               {"class", left},
               {"loops", left},
               {"FLOPs"},
               {"bytes"},
               {"FLOP/B"},
               {"bound by", left},
               {"at least"}});
  for (const OpSummary &op : task.ops) {
    Bound bound = boundOf(op, report.machine, report.threads);
    table.addRow({"%" + std::to_string(op.id), op.name, nameOf(op.opClass), loopsOf(op), formatRate(op.flops, ""),
                  formatBytes(int64_t(op.bytes)), formatFixed(intensity(op.flops, op.bytes), 2), orDash(bound.roof()),
                  formatSeconds(bound.seconds())});
  }
  return table.text();
}

std::string taskText(const InspectReport &report, const TaskSummary &task, int index) {
  Bound bound = boundOf(task, report.machine, report.threads);
  std::string text = "\ntask " + std::to_string(index) + ": " + task.hash;
  if (task.count > 1) text += ", called " + std::to_string(task.count) + " times";
  text += ": " + formatRate(task.flops, "FLOP") + ", " + formatBytes(int64_t(task.bytes)) + ", " +
          formatFixed(intensity(task.flops, task.bytes), 2) + " FLOP/B";
  if (bound.seconds() > 0) text += ", bound by " + bound.roof() + ": at least " + formatSeconds(bound.seconds());
  return text + "\n" + opsTable(report, task);
}

/// Kinds that name an op, for each op; then those that do not.
std::vector<std::pair<std::string, std::vector<std::string>>> maskRows(const LoopNest &nest) {
  ActionMask mask = legalKinds(nest);
  std::vector<std::pair<std::string, std::vector<std::string>>> rows;
  for (int op = 0; op < nest.ops.size(); ++op) {
    rows.push_back({"%" + std::to_string(op), {}});
    for (const Kind *kind : allKinds())
      if (kind->hasOp && mask.test(kind->kind, op)) rows.back().second.push_back(kind->name);
  }
  rows.push_back({"task", {}});
  for (const Kind *kind : allKinds())
    if (!kind->hasOp && mask.test(kind->kind, 0)) rows.back().second.push_back(kind->name);
  return rows;
}

std::string maskText(const LoopNest &nest) {
  std::string text;
  for (const auto &[what, kinds] : maskRows(nest)) {
    text += what + ":";
    for (const std::string &kind : kinds) text += " " + kind;
    text += kinds.empty() ? " nothing\n" : "\n";
  }
  return text;
}

json opJson(const InspectReport &report, const OpSummary &op) {
  json loops = json::array();
  for (const LoopDim &loop : op.loops)
    loops.push_back(
        {{"extent", loop.extent}, {"kind", loop.kind == IteratorKind::reduction ? "reduction" : "parallel"}});
  Bound bound = boundOf(op, report.machine, report.threads);
  bool known = bound.seconds() > 0;
  return {{"op", op.id},
          {"name", op.name},
          {"class", nameOf(op.opClass)},
          {"loops", loops},
          {"flops", op.flops},
          {"bytes", op.bytes},
          {"intensity", intensity(op.flops, op.bytes)},
          {"bound_by", known ? json(bound.roof()) : json()},
          {"least_seconds", known ? json(bound.seconds()) : json()}};
}

json taskJson(const InspectReport &report, const InspectedTask &inspected) {
  const TaskSummary &task = *inspected.nest.task;
  Bound bound = boundOf(task, report.machine, report.threads);
  bool known = bound.seconds() > 0;
  json ops = json::array();
  for (const OpSummary &op : task.ops) ops.push_back(opJson(report, op));
  json value = {{"task", inspected.index},
                {"name", task.name},
                {"hash", task.hash},
                {"count", task.count},
                {"anchor", task.anchor},
                {"flops", task.flops},
                {"bytes", task.bytes},
                {"bound_by", known ? json(bound.roof()) : json()},
                {"least_seconds", known ? json(bound.seconds()) : json()},
                {"ops", ops},
                {"schedule", printSchedule(inspected.schedule)}};
  if (report.showNest) value["nest"] = printNest(inspected.nest);
  if (!report.showMask) return value;
  value["mask"] = json::object();
  for (const auto &[what, kinds] : maskRows(inspected.nest)) value["mask"][what] = kinds;
  return value;
}

}  // namespace

std::string textOf(const InspectReport &report) {
  std::string text = report.file + ": @" + report.entry + "(";
  for (const Argument &argument : report.arguments)
    text += (text.back() == '(' ? "" : ", ") + argument.name + ": " + typeOf(argument);
  text += ")\n";
  if (report.machine.fmaPeakF32 <= 0) text += "no roof is known for this machine: mlir-rl doctor measures it\n";
  if (report.tasks.empty()) text += "there is no linalg op to schedule\n";
  for (const InspectedTask &task : report.tasks) {
    text += taskText(report, *task.nest.task, task.index);
    if (!task.schedule.actions.empty()) text += "after: " + printSchedule(task.schedule) + "\n";
    if (report.showNest) text += printNest(task.nest);
    if (report.showMask) text += maskText(task.nest);
  }
  return text;
}

json toJson(const InspectReport &report) {
  json arguments = json::array(), tasks = json::array();
  for (const Argument &argument : report.arguments)
    arguments.push_back({{"name", argument.name},
                         {"type", nameOf(argument.type)},
                         {"shape", argument.shape},
                         {"output", argument.isOutput}});
  for (const InspectedTask &task : report.tasks) tasks.push_back(taskJson(report, task));
  return {{"input", report.file},      {"entry", report.entry},
          {"arguments", arguments},    {"roof_known", report.machine.fmaPeakF32 > 0},
          {"threads", report.threads}, {"tasks", tasks}};
}

}  // namespace mlir_rl
