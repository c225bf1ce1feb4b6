#include "mlir_rl/flow/artifact.h"
#include "mlir_rl/nest/access.h"
#include "mlir_rl/nest/moves.h"
#include "mlir_rl/nest/nest.h"

namespace mlir_rl {

namespace {

/// The only reduction loop; -1 when there is none or more than one.
int reductionOf(const NestOp &op) {
  int found = -1;
  for (int d = 0; d < op.loops.size(); ++d) {
    if (op.loops[d].kind != IteratorKind::reduction) continue;
    if (found >= 0) return -1;
    found = d;
  }
  return found;
}

bool isUntouched(const NestOp &op, const OpSummary &summary) {
  for (int d = 0; d < op.loops.size(); ++d)
    if (op.loops[d].origin != d || op.loops[d].extent != summary.loops[d].extent) return false;
  return op.outer.empty() && !op.isPart && !op.padded;
}

int outputsOf(const OpSummary &op) {
  int outputs = 0;
  for (const Access &access : op.accesses) outputs += access.isOutput;
  return outputs;
}

/// Dimension i is loop `loops[i]` of an op of `count` loops.
std::vector<AccessDim> loopByLoop(const std::vector<int> &loops, int count) {
  std::vector<AccessDim> dims;
  for (int loop : loops) {
    dims.push_back({std::vector<int64_t>(count, 0), 0});
    dims.back().coefficients[loop] = 1;
  }
  return dims;
}

/// The loop of each dimension of an access that is loop by loop.
std::vector<int> loopsOf(const Access &access) {
  std::vector<int> loops;
  for (const AccessDim &dim : access.dims)
    for (int d = 0; d < int(dim.coefficients.size()); ++d)
      if (dim.coefficients[d] != 0) loops.push_back(d);
  return loops;
}

Access partialResults(const OpSummary &op, int64_t parts) {
  Access partial = op.accesses.back();
  partial.shape.insert(partial.shape.begin(), parts);
  partial.isOutput = false;
  return partial;
}

void setBytes(OpSummary &op) {
  op.bytes = 0;
  for (const Access &access : op.accesses) {
    double bytes = double(elementBytes(access.type));
    for (int64_t extent : access.shape) bytes *= double(extent);
    op.bytes += bytes;
  }
}

/// `op` with loop `loop` in `parts` parts: a new parallel loop outside of the others, one result for each part.
OpSummary partsOf(const OpSummary &op, int loop, int64_t parts, int id, int fill) {
  OpSummary result = op;
  result.id = id;
  result.name = "linalg.generic";
  result.loops[loop].extent /= parts;
  result.loops.insert(result.loops.begin(), {parts, IteratorKind::parallel});
  int count = int(result.loops.size());
  for (Access &access : result.accesses) {
    std::vector<int> loops;
    std::vector<int64_t> shape;
    if (access.isOutput) loops.push_back(0), shape.push_back(parts);
    for (int old : loopsOf(access)) {
      if (old == loop) loops.push_back(0), shape.push_back(parts);
      loops.push_back(old + 1), shape.push_back(op.loops[old].extent / (old == loop ? parts : 1));
    }
    access.dims = loopByLoop(loops, count);
    access.shape = shape;
  }
  result.accesses.back().source = SourceKind::op;
  result.accesses.back().producer = fill;
  setBytes(result);
  return result;
}

/// Combines the results of the parts into the result of `op`.
OpSummary combinationOf(const OpSummary &op, int64_t parts, int producer) {
  OpSummary result = op;
  result.name = "linalg.generic";
  result.opClass = OpClass::reduction;
  result.loops = {{parts, IteratorKind::reduction}};
  std::vector<int> all = {0}, kept;
  for (int old : loopsOf(op.accesses.back())) {
    kept.push_back(int(result.loops.size()));
    all.push_back(kept.back());
    result.loops.push_back(op.loops[old]);
  }
  int count = int(result.loops.size());
  Access input = partialResults(op, parts), output = op.accesses.back();
  input.dims = loopByLoop(all, count);
  input.source = SourceKind::op;
  input.producer = producer;
  output.dims = loopByLoop(kept, count);
  result.accesses = {input, output};
  result.counts = {};
  bool compares = op.combiner == Combiner::max || op.combiner == Combiner::min;
  (compares ? result.counts.compare : op.combiner == Combiner::mul ? result.counts.mul : result.counts.add) = 1;
  result.flops = 1;
  for (int64_t extent : input.shape) result.flops *= double(extent);
  setBytes(result);
  return result;
}

OpSummary neutralFillOf(const OpSummary &op, int64_t parts, int id) {
  OpSummary fill;
  fill.id = id;
  fill.name = "linalg.fill";
  fill.opClass = OpClass::fill;
  Access output = partialResults(op, parts);
  std::vector<int> loops;
  for (int64_t extent : output.shape) {
    loops.push_back(int(fill.loops.size()));
    fill.loops.push_back({extent, IteratorKind::parallel});
  }
  output.isOutput = true;
  output.dims = loopByLoop(loops, int(loops.size()));
  output.source = SourceKind::empty;
  output.producer = -1;
  fill.accesses = {output};
  setBytes(fill);
  return fill;
}

}  // namespace

Refusal refuseDecompose(const LoopNest &nest, int op) {
  if (Refusal why = refuseChange(nest, op)) return why;
  const NestOp &target = nest.ops[op];
  const OpSummary &summary = nest.summaryOf(target);
  if (reductionOf(target) < 0) return "only an op with one reduction loop is decomposed";
  if (summary.combiner == Combiner::none || summary.combiner == Combiner::unknown || outputsOf(summary) != 1)
    return "the reduction is not one associative op";
  if (!isUntouched(target, summary)) return "decompose comes before other actions on the op";
  if (nest.ops.size() != int(nest.task->ops.size())) return "decompose comes before split";
  for (const Access &access : summary.accesses)
    if (access.dims.size() != access.shape.size() || (!access.dims.empty() && !isLoopByLoop(target, access)))
      return "an operand is not accessed loop by loop";
  if (target.loops.size() >= kMaxLoops) return "there are too many loops";
  return nest.ops.size() + 2 > kMaxOps ? "there are too many ops" : nullptr;
}

Refusal refuseDecompose(const LoopNest &nest, int op, int64_t parts) {
  if (Refusal why = refuseDecompose(nest, op)) return why;
  int64_t extent = nest.ops[op].loops[reductionOf(nest.ops[op])].extent;
  return parts < 2 || parts >= extent || extent % parts != 0 ? "the number of parts must divide the reduction"
                                                             : nullptr;
}

void decompose(LoopNest &nest, int op, int64_t parts) {
  int loop = reductionOf(nest.ops[op]), id = nest.ops.size();
  auto task = std::make_shared<TaskSummary>(*nest.task);
  const OpSummary whole = task->ops[op];
  task->ops[op] = combinationOf(whole, parts, id);
  task->ops.push_back(partsOf(whole, loop, parts, id, id + 1));
  task->ops.push_back(neutralFillOf(whole, parts, id + 1));
  if (task->anchor == op) task->anchor = id;
  for (int index : {op, id, id + 1}) {
    if (index != op) nest.ops.push_back({});
    nest.ops[index] = makeNestOp(*task, index);
  }
  nest.ops[id].viewed = true;
  nest.task = std::move(task);
}

}  // namespace mlir_rl
