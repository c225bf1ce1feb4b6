#include "mlir_rl/nest/nest.h"

#include <sstream>

namespace mlir_rl {

NestOp makeNestOp(const TaskSummary &task, int index) {
  NestOp op;
  op.summary = int16_t(index);
  const OpSummary &summary = task.ops[index];
  if (int(summary.loops.size()) <= kMaxLoops)
    for (int d = 0; d < int(summary.loops.size()); ++d)
      op.loops.push_back({summary.loops[d].extent, summary.loops[d].kind, int8_t(d), 1});
  return op;
}

LoopNest makeNest(std::shared_ptr<const TaskSummary> task) {
  LoopNest nest;
  nest.task = std::move(task);
  int count = std::min<int>(nest.task->ops.size(), kMaxOps);
  for (int i = 0; i < count; ++i) nest.ops.push_back(makeNestOp(*nest.task, i));
  return nest;
}

Refusal refuseChange(const LoopNest &nest, int op) {
  if (nest.stopped) return "the schedule has stopped";
  if (op < 0 || op >= nest.ops.size()) return "there is no such op";
  if (nest.ops[op].loops.empty()) return "the op has no loops to change";
  if (nest.ops[op].lanes >= 0) return "the op is vectorised already";
  return nullptr;
}

static void printOp(std::ostream &out, const LoopNest &nest, int index) {
  const NestOp &op = nest.ops[index];
  out << '%' << index << ' ' << nest.summaryOf(op).name << " [";
  for (int d = 0; d < op.loops.size(); ++d)
    out << (d ? " " : "") << op.loops[d].extent << (op.loops[d].kind == IteratorKind::reduction ? "r" : "");
  out << ']';
  for (int i = 0; i < op.outer.size(); ++i)
    out << (i ? "x" : " in ") << op.outer[i].trips << (op.outer[i].parallel ? "p" : "");
  if (op.lanes < 0) return;
  out << " lanes " << int(op.lanes) << " tile ";
  for (int d = 0; d < op.registerTile.size(); ++d) out << (d ? "x" : "") << op.registerTile[d];
  for (int i = 0; i < 8; ++i)
    if (op.packed >> i & 1) out << " packed " << i;
  if (op.streamed) out << " streamed";
}

std::string printNest(const LoopNest &nest) {
  std::ostringstream out;
  for (int i = 0; i < nest.ops.size(); ++i) {
    printOp(out, nest, i);
    out << '\n';
  }
  return out.str();
}

}  // namespace mlir_rl
