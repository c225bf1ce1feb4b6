#include "mlir_rl/optimize/bounds.h"

#include "mlir_rl/measure/roof.h"

namespace mlir_rl {

namespace {

ElementType outputType(const OpSummary &op) {
  for (const Access &access : op.accesses)
    if (access.isOutput) return access.type;
  return ElementType::f32;
}

int levelOf(const Machine &machine, double bytes) {
  for (const CacheLevel &cache : machine.caches)
    if (bytes <= double(cache.bytes)) return cache.level;
  return 0;
}

Bound boundOf(double flops, double bytes, ElementType type, const Machine &machine, int threads) {
  return {roofSeconds(machine, flops, 0, 0, type, threads), roofSeconds(machine, 0, bytes, bytes, type, threads),
          levelOf(machine, bytes)};
}

}  // namespace

std::string Bound::roof() const {
  if (seconds() <= 0) return "";
  if (computeSeconds > memorySeconds) return "compute";
  return level > 0 ? "L" + std::to_string(level) : "memory";
}

Bound boundOf(const OpSummary &op, const Machine &machine, int threads) {
  return boundOf(op.flops, op.bytes, outputType(op), machine, threads);
}

Bound boundOf(const TaskSummary &task, const Machine &machine, int threads) {
  ElementType type = task.ops.empty() ? ElementType::f32 : outputType(task.ops[size_t(task.anchor)]);
  return boundOf(task.flops, task.bytes, type, machine, threads);
}

}  // namespace mlir_rl
