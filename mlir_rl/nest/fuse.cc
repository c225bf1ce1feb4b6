#include "mlir_rl/nest/access.h"
#include "mlir_rl/nest/moves.h"
#include "mlir_rl/nest/nest.h"

namespace mlir_rl {

static bool reads(const LoopNest &nest, const NestOp &consumer, int producer) {
  for (const Access &access : nest.summaryOf(consumer).accesses)
    if (access.source == SourceKind::op && access.producer == producer) return true;
  return false;
}

static bool readsAsInput(const LoopNest &nest, const NestOp &consumer, int producer) {
  for (const Access &access : nest.summaryOf(consumer).accesses)
    if (access.source == SourceKind::op && access.producer == producer && !access.isOutput) return true;
  return false;
}

static bool isAffine(const OpSummary &op) {
  for (const Access &access : op.accesses)
    if (access.dims.size() != access.shape.size()) return false;
  return true;
}

static bool isInside(const NestOp &op, int index, int consumer) { return index == consumer || op.inside == consumer; }

/// Elements of dimension `dim` of the producer's result that the container's ops read in one tile.
static int64_t needed(const LoopNest &nest, int consumer, int producer, int dim) {
  int64_t most = 0;
  for (int i = 0; i < nest.ops.size(); ++i) {
    const NestOp &op = nest.ops[i];
    if (!isInside(op, i, consumer)) continue;
    for (const Access &access : nest.summaryOf(op).accesses)
      if (access.source == SourceKind::op && access.producer == producer)
        most = std::max(most, footprint(op, access, dim, extentsOf(op)));
  }
  return most;
}

/// Whether the ops in the container read the same tile of the producer: one copy of it serves them all.
static bool readsOneTile(const LoopNest &nest, int consumer, int producer) {
  for (int i = 0; i < nest.ops.size(); ++i) {
    const NestOp &op = nest.ops[i];
    if (!isInside(op, i, consumer)) continue;
    for (const Access &access : nest.summaryOf(op).accesses) {
      if (access.source != SourceKind::op || access.producer != producer) continue;
      for (int dim = 0; dim < int(access.dims.size()); ++dim)
        if (footprint(op, access, dim, extentsOf(op)) != needed(nest, consumer, producer, dim)) return false;
    }
  }
  return true;
}

/// tensor.pad cannot be tiled where it pads: the tile's padding would depend on where the tile is. So a padded
/// dimension must be read as far as the consumer ever reads it.
static bool tilesPadding(const LoopNest &nest, int consumer, int producer) {
  const OpSummary &summary = nest.summaryOf(nest.ops[producer]);
  if (summary.opClass != OpClass::pad) return false;
  LoopNest untiled = nest;
  for (NestOp &op : untiled.ops)
    for (NestLoop &loop : op.loops) loop.extent = nest.summaryOf(op).loops[loop.origin].extent;
  const Access &from = summary.accesses.front(), &to = summary.accesses.back();
  for (int dim = 0; dim < int(to.dims.size()); ++dim)
    if (from.shape[dim] != to.shape[dim] &&
        needed(nest, consumer, producer, dim) < needed(untiled, consumer, producer, dim))
      return true;
  return false;
}

/// Upstream follows a producer's value through the slices of one container only.
static bool isOutermost(const NestOp &op) { return op.outer[0].band == op.outer[op.container - 1].band; }

Refusal refuseFuse(const LoopNest &nest, int consumer, int producer) {
  if (nest.stopped) return "the schedule has stopped";
  if (consumer < 0 || consumer >= nest.ops.size() || producer < 0 || producer >= nest.ops.size())
    return "there is no such op";
  const NestOp &outer = nest.ops[consumer], &inner = nest.ops[producer];
  if (outer.container == 0) return "the consumer has no container: tile it by fuse or tile_parallel";
  if (outer.container != outer.outer.size()) return "the consumer was tiled again inside of its container";
  if (!isOutermost(outer)) return "the container is inside of other loops: producers join the outermost one";
  if (outer.isPart || inner.isPart) return "parts of a split stay where they are";
  if (outer.padded || inner.padded) return "copies that are padded stand between the two";
  if (!inner.outer.empty()) return "the producer has loops of its own already";
  if (inner.lanes >= 0 || outer.lanes >= 0) return "the op is vectorised already";
  if (inner.loops.empty()) return "the op has no loops to change";
  bool read = false;
  for (int i = 0; i < nest.ops.size(); ++i) {
    if (!reads(nest, nest.ops[i], inner.summary)) continue;
    if (!isAffine(nest.summaryOf(nest.ops[i])) || !isAffine(nest.summaryOf(inner))) return "an access is not affine";
    if (!isInside(nest.ops[i], i, consumer)) return "the producer has a consumer outside of the container";
    if (nest.ops[i].isPart) return "parts of a split stay where they are";
    if (nest.ops[i].viewed && readsAsInput(nest, nest.ops[i], inner.summary))
      return "a reshaped view stands between the two";
    if (nest.ops[i].padded) return "copies that are padded stand between the two";
    read = true;
  }
  if (!read) return "the op does not produce for the container";
  if (!readsOneTile(nest, consumer, inner.summary)) return "ops in the container read different tiles of it";
  if (tilesPadding(nest, consumer, inner.summary)) return "the container tiles a padded dimension";
  return nullptr;
}

void fuse(LoopNest &nest, int consumer, int producer) {
  NestOp &inner = nest.ops[producer];
  const OpSummary &summary = nest.summaryOf(inner);
  const Access &result = summary.accesses.back();
  InlineVector<int64_t, kMaxLoops> extents = extentsOf(inner);
  for (int dim = 0; dim < int(result.dims.size()); ++dim) {
    int64_t elements = needed(nest, consumer, inner.summary, dim);
    for (int d = 0; d < inner.loops.size(); ++d)
      if (coefficientOf(inner, result, dim, d) == 1) extents[d] = std::min(extents[d], elements);
  }
  for (int d = 0; d < inner.loops.size(); ++d) inner.loops[d].extent = extents[d];
  inner.outer = nest.ops[consumer].outer;
  inner.inside = consumer;
}

}  // namespace mlir_rl
