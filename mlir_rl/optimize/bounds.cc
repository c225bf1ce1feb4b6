#include "mlir_rl/optimize/bounds.h"

#include <algorithm>

#include "mlir_rl/flow/artifact.h"
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

/// Bytes of the operand that the op touches, at least: a stride passes elements by.
double touchedBytes(const OpSummary &op, const Access &access) {
  if (access.dims.size() != access.shape.size()) return 0;
  double elements = 1;
  for (size_t d = 0; d < access.dims.size(); ++d) {
    const auto &coefficients = access.dims[d].coefficients;
    int64_t most = 1;
    for (size_t loop = 0; loop < coefficients.size() && loop < op.loops.size(); ++loop)
      if (coefficients[loop] != 0) most = std::max(most, op.loops[loop].extent);
    elements *= double(std::min(most, access.shape[d]));
  }
  return elements * double(elementBytes(access.type));
}

/// The anchor's arguments, each once, and what the task's last op writes.
double leastBytes(const TaskSummary &task) {
  const OpSummary &anchor = task.ops[size_t(task.anchor)];
  double bytes = 0;
  std::vector<const Access *> seen;
  for (const Access &access : anchor.accesses) {
    if (access.isOutput || access.source != SourceKind::argument) continue;
    if (std::ranges::any_of(seen, [&](const Access *other) { return *other == access; })) continue;
    seen.push_back(&access);
    bytes += touchedBytes(anchor, access);
  }
  for (const Access &access : task.ops.front().accesses)
    if (access.isOutput) bytes += touchedBytes(task.ops.front(), access);
  return bytes;
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

double floorSeconds(const TaskSummary &task, const Machine &machine, int threads) {
  if (task.ops.empty()) return 0;
  double flops = 0;
  for (const OpSummary &op : task.ops)
    if (op.opClass == OpClass::contraction || op.opClass == OpClass::convolution) flops += op.flops;
  double bytes = leastBytes(task);
  ElementType type = outputType(task.ops[size_t(task.anchor)]);
  return roofSeconds(machine, flops, bytes, bytes, type, threads);
}

}  // namespace mlir_rl
