#include "tools/mlir-rl/schedules_reference.h"

#include <map>

#include "mlir_rl/nest/nest.h"
#include "mlir_rl/program/prepare.h"
#include "mlir_rl/schedule/kinds.h"
#include "mlir_rl/schedule/replay.h"
#include "mlir_rl/schedule/text.h"
#include "tools/mlir-rl/sample_programs.h"

namespace mlir_rl {

namespace {

using TaskRef = std::shared_ptr<const TaskSummary>;
using Samples = std::map<std::string, TaskRef>;

Result<TaskRef> taskOf(const SampleProgram &sample) {
  Result<Program> program = parseProgram(sample.text, sample.name, {});
  if (!program) return tl::unexpected(program.error());
  Result<Prepared> prepared = prepare(*program);
  if (!prepared) return tl::unexpected(prepared.error());
  if (prepared->tasks.size() != 1) return failed(std::string("sample program ") + sample.name + " has several tasks");
  return std::make_shared<TaskSummary>(prepared->tasks[0].summary);
}

Result<Samples> allSamples() {
  Samples samples;
  for (const SampleProgram &sample : samplePrograms()) {
    Result<TaskRef> task = taskOf(sample);
    if (!task) return tl::unexpected(task.error());
    samples[sample.name] = *task;
  }
  return samples;
}

std::string indented(const std::string &text) {
  std::string result;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    result += "    " + text.substr(at, end - at) + "\n";
    at = end + 1;
  }
  return result;
}

/// "tile %OP [tile of each loop] ..."
std::string formOf(const Kind &kind) {
  std::string text = kind.name;
  if (kind.hasOp) text += " %OP";
  if (kind.sizes) text += std::string(" [") + kind.sizes + "]";
  if (kind.list) text += std::string(" ") + kind.list + " [...]";
  if (kind.dim) text += std::string(" ") + kind.dim + " N";
  return text;
}

/// The nest before the last action, that action, and the nest after it, or why there is none.
struct Step {
  LoopNest before;
  Action action;
  Result<LoopNest> after;
  std::string script;  ///< transform ops the action prints
};

Result<Step> lastStep(const Samples &samples, const Example &example) {
  auto task = samples.find(example.program);
  if (task == samples.end()) return failed(std::string("there is no sample program ") + example.program);
  Result<Schedule> schedule = parseSchedule(example.schedule);
  if (!schedule) return tl::unexpected(schedule.error());
  Action last = schedule->actions.back();
  schedule->actions.pop_back();
  ScriptWriter w;
  w.enterTask("%task");
  for (int i = 0; i < int(task->second->ops.size()); ++i) w.setOp(i, "%" + std::to_string(i));
  LoopNest nest = makeNest(task->second);
  for (const Action &action : schedule->actions) {
    Result<LoopNest> next = apply(nest, action);
    if (!next) return tl::unexpected(next.error());
    kindOf(action.kind).print(w, nest, action);
    nest = *std::move(next);
  }
  size_t printed = w.text().size();
  Result<LoopNest> after = apply(nest, last);
  if (after) kindOf(last.kind).print(w, nest, last);
  return Step{nest, last, std::move(after), w.text().substr(printed)};
}

Result<std::string> exampleText(const Samples &samples, const Kind &kind) {
  if (!kind.example.program) return std::string();
  Result<Step> step = lastStep(samples, kind.example);
  if (!step) return tl::unexpected(step.error());
  if (!step->after) return tl::unexpected(step->after.error());
  return "On *" + std::string(kind.example.program) + "*, `" + printAction(step->action) + "` makes of\n\n" +
         indented(printNest(step->before)) + "\nthis nest:\n\n" + indented(printNest(*step->after)) +
         "\nIn the script:\n\n" + step->script + "\n";
}

/// `a; b` in a table; all but the last three actions of a long schedule are left out.
std::string shortened(const std::string &schedule) {
  size_t at = schedule.size();
  for (int kept = 0; kept < 3 && at != std::string::npos; ++kept) at = schedule.rfind(';', at - 1);
  return at == std::string::npos ? "`" + schedule + "`" : "... `" + schedule.substr(at + 2) + "`";
}

Result<std::string> refusedRow(const Samples &samples, const Kind &kind, const Example &example) {
  Result<Step> step = lastStep(samples, example);
  if (!step) return tl::unexpected(step.error());
  Refusal why = kind.refuse(step->before, step->action);
  if (!why || step->action.kind != kind.kind) return failed(std::string("not refused: ") + example.schedule);
  return "| " + std::string(why) + " | *" + example.program + "* | " + shortened(example.schedule) + " |\n";
}

/// What every kind with an op refuses, made from its example.
std::vector<std::string> refusedOfEachKind(const Kind &kind) {
  if (!kind.hasOp || !kind.example.program) return {};
  Action action = parseSchedule(kind.example.schedule)->actions.back(), elsewhere = action;
  elsewhere.op = 9;
  return {"stop; " + printAction(action), printAction(elsewhere)};
}

Result<std::string> refusedText(const Samples &samples, const Kind &kind) {
  std::string rows;
  std::vector<std::string> own = refusedOfEachKind(kind);
  std::vector<Example> all(kind.refused.begin(), kind.refused.end());
  for (const std::string &schedule : own) all.push_back({kind.example.program, schedule.c_str()});
  for (const Example &example : all) {
    Result<std::string> row = refusedRow(samples, kind, example);
    if (!row) return row;
    if (rows.find(row->substr(0, row->find('|', 1))) == std::string::npos) rows += *row;
  }
  if (rows.empty()) return rows;
  return "| refused because | on | as in |\n| --- | --- | --- |\n" + rows;
}

Result<std::string> sectionOf(const Samples &samples, const Kind &kind) {
  Result<std::string> example = exampleText(samples, kind), refused = refusedText(samples, kind);
  if (!example) return example;
  if (!refused) return refused;
  return "### " + std::string(kind.name) + "\n\n    " + formOf(kind) + "\n\n" + kind.help + "\n\n" + *example +
         *refused + "\n";
}

}  // namespace

Result<std::string> schedulesReference() {
  Result<Samples> samples = allSamples();
  if (!samples) return tl::unexpected(samples.error());
  std::string out = "The examples are about these tasks:\n\n";
  for (const SampleProgram &sample : samplePrograms())
    out += "*" + std::string(sample.name) + "*: " + sample.about + "\n\n" +
           indented(printNest(makeNest(samples->at(sample.name)))) + "\n";
  for (const Kind *kind : allKinds()) {
    Result<std::string> section = sectionOf(*samples, *kind);
    if (!section) return section;
    out += *section;
  }
  out.pop_back();
  return out;
}

}  // namespace mlir_rl
