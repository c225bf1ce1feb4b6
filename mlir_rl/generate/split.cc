#include "mlir_rl/generate/split.h"

#include <algorithm>
#include <cmath>

#include "mlir_rl/support/hash.h"

namespace mlir_rl {

const char *nameOf(Split split) {
  return split == Split::train ? "train" : split == Split::validation ? "validation" : "test";
}

/// Of twenty. Spread out, so that seven neighbours hold a test bucket and ten a validation bucket.
static Split splitOfBucket(uint64_t bucket) {
  if (bucket == 0 || bucket == 7 || bucket == 13) return Split::test;
  return bucket == 4 || bucket == 14 ? Split::validation : Split::train;
}

Split splitOfStructure(const std::string &structure) {
  return splitOfBucket(Hasher().add(std::string_view(structure)).value() % 20);
}

static int64_t roundedLog(int64_t extent) { return std::lround(std::log2(double(std::max<int64_t>(extent, 1)))); }

static std::string accessText(const Access &access) {
  std::string text = access.isOutput ? ">" : "<";
  for (const AccessDim &dim : access.dims) {
    text += "(";
    for (int64_t coefficient : dim.coefficients) text += std::to_string(coefficient) + " ";
    text += ")";
  }
  return text;
}

/// An op without extents.
static std::string opText(const OpSummary &op) {
  std::string text = op.name + " " + std::to_string(int(op.opClass)) + " " + std::to_string(int(op.combiner)) + " ";
  for (const LoopDim &loop : op.loops) text += loop.kind == IteratorKind::parallel ? "p" : "r";
  for (const Access &access : op.accesses) text += " " + accessText(access);
  const ArithCounts &c = op.counts;
  for (int count : {c.add, c.mul, c.div, c.compare, c.exp, c.otherMath, c.integer}) text += " " + std::to_string(count);
  return text + ";";
}

static std::string structureOf(const TaskSummary &task) {
  std::string text;
  for (const OpSummary &op : task.ops) text += opText(op);
  return text;
}

Split splitOfShape(const TaskSummary &task) {
  // Each has an inverse modulo 20: along every loop all buckets come by.
  static constexpr uint64_t kSteps[] = {1, 3, 7, 9, 11, 13, 17, 19};
  uint64_t bucket = Hasher().add(std::string_view(structureOf(task))).value() % 20;
  const std::vector<LoopDim> &loops = task.ops[size_t(task.anchor)].loops;
  for (size_t i = 0; i < loops.size(); ++i) bucket += kSteps[i % 8] * uint64_t(roundedLog(loops[i].extent));
  return splitOfBucket(bucket % 20);
}

std::string shapeFamily(const TaskSummary &task) {
  std::string text = structureOf(task);
  for (const OpSummary &op : task.ops)
    for (const LoopDim &loop : op.loops) text += " " + std::to_string(roundedLog(loop.extent));
  return hashText(text);
}

}  // namespace mlir_rl
