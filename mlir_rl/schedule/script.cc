#include "mlir_rl/schedule/script.h"

#include "mlir_rl/nest/nest.h"
#include "mlir_rl/schedule/kinds.h"
#include "mlir_rl/schedule/replay.h"
#include "mlir_rl/schedule/text.h"

namespace mlir_rl {

static const char *kAny = " : (!transform.any_op) -> !transform.any_op";

/// Handles of the task's function and of each of its ops.
static void printMatches(ScriptWriter &w, const TaskSummary &task) {
  std::string function = w.fresh("task");
  w.line(function + " = transform.structured.match ops{[\"func.func\"]} attributes{mlir_rl.task = \"" + task.hash +
         "\"} in %module" + kAny);
  w.enterTask(function);
  for (const OpSummary &op : task.ops) {
    std::string handle = w.fresh("op");
    w.line(handle + " = transform.structured.match attributes{mlir_rl.op = " + std::to_string(op.id) + " : i64} in " +
           function + kAny);
    w.setOp(op.id, handle);
  }
}

static Status printTask(ScriptWriter &w, const ScheduledTask &scheduled) {
  w.line("// task " + scheduled.task->name + ": " + printSchedule(scheduled.schedule));
  printMatches(w, *scheduled.task);
  LoopNest nest = makeNest(scheduled.task);
  for (const Action &action : scheduled.schedule.actions) {
    Result<LoopNest> after = apply(nest, action);
    if (!after) return tl::unexpected(after.error());
    kindOf(action.kind).print(w, nest, action);
    nest = *std::move(after);
  }
  return {};
}

/// What every script ends with: pads write into their destination, copies that fusion duplicated are merged, empty
/// tensors get their place, and tensors become buffers whose copies are linalg.copy.
static void printBufferization(ScriptWriter &w, bool hasPads) {
  w.line("// to buffers");
  if (hasPads) {
    // A padded fill is a larger fill.
    w.line("%padding = transform.structured.match ops{[\"func.func\"]} in %module" + std::string(kAny));
    w.line("transform.apply_patterns to %padding { transform.apply_patterns.canonicalization } : !transform.any_op");
  }
  w.line("%pads = transform.structured.match ops{[\"tensor.pad\"]} in %module" + std::string(kAny));
  w.line("%padded = transform.structured.rewrite_in_destination_passing_style %pads" + std::string(kAny));
  w.line("%functions = transform.structured.match ops{[\"func.func\"]} in %module" + std::string(kAny));
  w.line("transform.apply_cse to %functions : !transform.any_op");
  w.line("transform.apply_patterns to %functions { transform.apply_patterns.canonicalization } : !transform.any_op");
  w.line("transform.apply_cse to %functions : !transform.any_op");
  w.line("transform.bufferization.eliminate_empty_tensors %module : !transform.any_op");
  w.line(
      "%buffers = transform.bufferization.one_shot_bufferize layout{IdentityLayoutMap} %module {memcpy_op = "
      "\"linalg.copy\"}" +
      std::string(kAny));
}

Result<std::string> printScript(const std::vector<ScheduledTask> &tasks) {
  ScriptWriter w;
  bool pads = false;
  for (const ScheduledTask &task : tasks) {
    for (const Action &action : task.schedule.actions) pads |= action.kind == ActionKind::pad;
    if (Status printed = printTask(w, task); !printed) return tl::unexpected(printed.error());
  }
  printBufferization(w, pads);
  return "module attributes {transform.with_named_sequence} {\n"
         "  transform.named_sequence @__transform_main(%module: !transform.any_op {transform.consumed}) {\n" +
         w.text() + "    transform.yield\n  }\n}\n";
}

}  // namespace mlir_rl
