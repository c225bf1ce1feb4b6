#include "mlir_rl/optimize/subject.h"

#include "mlir_rl/flow/artifact.h"
#include "mlir_rl/transform/apply.h"

namespace mlir_rl {

/// The longest chain of accumulations in one call of the task.
static double reductionLength(const TaskSummary &task) {
  double longest = 1;
  for (const OpSummary &op : task.ops) {
    double length = 1;
    for (const LoopDim &loop : op.loops)
      if (loop.kind == IteratorKind::reduction) length *= double(loop.extent);
    longest = std::max(longest, length);
  }
  return longest;
}

static SubjectTask subjectTask(Task &task) {
  LoadRequest load;
  load.program = task.summary.hash;
  load.candidate = load.reference = std::move(task.moduleText);
  load.entry = task.summary.name;
  load.reductionLength = reductionLength(task.summary);
  return {std::make_shared<TaskSummary>(std::move(task.summary)), std::move(load)};
}

/// A program that is one call of one task hands its arguments on, unless preparation dropped or added some.
static bool hasInputsOf(const Program &program, const SubjectTask &task) {
  Result<Program> alone = parsePrepared(task.load.candidate, "task", task.load.entry);
  return alone && task.summary->count == 1 && alone->arguments() == program.arguments();
}

Result<Subject> makeSubject(const Program &program, ConvolutionForm form) {
  Result<Program> raw = outputsInPlace(program);
  if (!raw) return tl::unexpected(raw.error());
  Result<Prepared> prepared = prepare(program, form);
  if (!prepared) return tl::unexpected(prepared.error());
  Subject subject{*std::move(raw), std::move(prepared->program), {}, {}, 0, 0};
  double length = 0;
  for (Task &task : prepared->tasks) {
    subject.tasks.push_back(subjectTask(task));
    const SubjectTask &added = subject.tasks.back();
    subject.flops += added.summary->flops * added.summary->count;
    length += added.load.reductionLength * added.summary->count;
  }
  // Errors grow with the root of the length.
  length *= rowOf(form).growth * rowOf(form).growth;
  if (subject.tasks.size() == 1) subject.tasks[0].hasProgramInputs = hasInputsOf(subject.raw, subject.tasks[0]);
  for (const Argument &argument : subject.raw.arguments()) {
    double elements = 1;
    for (int64_t extent : argument.shape) elements *= double(extent);
    subject.bytes += elements * double(elementBytes(argument.type));
  }
  subject.load = {"program", subject.prepared.text(), subject.raw.text(), program.entry(), std::max(1.0, length)};
  return subject;
}

std::vector<std::shared_ptr<const TaskSummary>> Subject::summaries() const {
  std::vector<std::shared_ptr<const TaskSummary>> summaries;
  for (const SubjectTask &task : tasks) summaries.push_back(task.summary);
  return summaries;
}

Result<std::string> Subject::script(const std::vector<Schedule> &schedules) const {
  std::vector<ScheduledTask> scheduled;
  for (size_t i = 0; i < tasks.size(); ++i) scheduled.push_back({tasks[i].summary, schedules[i]});
  return printScript(scheduled);
}

Result<Program> Subject::transformed(const std::vector<Schedule> &schedules) const {
  Result<std::string> text = script(schedules);
  if (!text) return tl::unexpected(text.error());
  Program program = prepared.clone();
  if (Status ok = applyScript(program, *text); !ok) return tl::unexpected(ok.error());
  return program;
}

}  // namespace mlir_rl
