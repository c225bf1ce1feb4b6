#include "mlir_rl/schedule/cost.h"

#include <algorithm>
#include <numeric>

#include "mlir_rl/flow/artifact.h"
#include "mlir_rl/nest/access.h"
#include "mlir_rl/schedule/streaming.h"

namespace mlir_rl {

namespace {

/// Bytes a cycle that a level delivers to one core, roughly, on server cores of the last ten years.
constexpr double kL2BytesPerCycle = 28, kL3BytesPerCycle = 18, kMemoryBytesPerCycle = 8;
constexpr double kStreamedBytesPerCycle = 40;  ///< of stores past the caches, where loads go on beside them
constexpr double kScalarCycles = 3;            ///< per point of an op without a vector form
constexpr double kFirstTouch = 0.35;           ///< how much of the smaller of compute and traffic is not hidden
constexpr int64_t kLargestFirstLevel = 128 << 10;
constexpr int64_t kWayBytes = 4096;   ///< of a first-level cache, on every x86 server core
constexpr double kForkCycles = 20e3;  ///< to wake threads and to wait for the last
constexpr double kUsable = 0.7;       ///< share of a cache that one working set can count on

constexpr double kJumpBytes = 128;  ///< what a jump to another row costs, in bytes of the stream it interrupts
constexpr double kWriteJump = 2;    ///< how much more a jump costs that also has to fetch what is about to be written
constexpr double kJumpOfSum = 2;    ///< most that jumps of an output cost that is summed up in between

using Tile = InlineVector<int64_t, kMaxLoops>;

double bytesOf(const NestOp &op, const Access &access, const Tile &tile) {
  double elements = 1;
  for (int dim = 0; dim < int(access.dims.size()); ++dim) elements *= double(footprint(op, access, dim, tile));
  return elements * double(elementBytes(access.type));
}

/// How many times more room the tile takes in a first-level cache than it has bytes: rows that lie a multiple of a
/// power of two apart share a few sets. Panels of packed operands have no gaps.
double crowding(const LoopNest &nest, const NestOp &op, const Access &access, const Tile &tile) {
  int last = int(access.dims.size()) - 1;
  int64_t index = &access - nest.summaryOf(op).accesses.data();
  if (last < 1 || access.isOutput || (index < 8 && (op.packed >> index & 1))) return 1;
  int64_t rows = 1;
  for (int dim = 0; dim < last; ++dim) rows *= footprint(op, access, dim, tile);
  int64_t row = footprint(op, access, last, tile) * elementBytes(access.type);
  int64_t apart = std::gcd(access.shape[size_t(last)] * elementBytes(access.type), kWayBytes);
  return rows < 2 || row >= apart ? 1 : std::min(double(rows), double(apart) / double(std::max<int64_t>(row, 64)));
}

double bytesOfAll(const LoopNest &nest, const NestOp &op, const Tile &tile, bool crowded) {
  double sum = 0;
  for (const Access &access : nest.summaryOf(op).accesses)
    sum += bytesOf(op, access, tile) * (crowded ? crowding(nest, op, access, tile) : 1);
  return sum;
}

/// The extents before anything was tiled.
Tile wholeOf(const LoopNest &nest, const NestOp &op) {
  Tile whole = extentsOf(op);
  for (int d = 0; d < op.loops.size(); ++d) whole[d] = nest.summaryOf(op).loops[op.loops[d].origin].extent;
  return whole;
}

/// Whether the loops around the op move this operand.
bool isPartOfMore(const LoopNest &nest, const NestOp &op, const Access &access) {
  Tile whole = wholeOf(nest, op);
  for (int d = 0; d < op.loops.size(); ++d)
    if (whole[d] != op.loops[d].extent && !isInvariant(op, access, d)) return true;
  return false;
}

double trips(const NestOp &op) {
  double result = 1;
  for (const OuterLoop &loop : op.outer) result *= double(loop.trips);
  return result;
}

int rootOf(const LoopNest &nest, int index) { return nest.ops[index].inside >= 0 ? nest.ops[index].inside : index; }

/// Whether the operand is made and used up in one iteration of a container: a cache that holds it is all it sees.
bool staysInside(const LoopNest &nest, int index, const Access &access) {
  if (nest.ops[index].outer.empty()) return false;
  if (access.isOutput) return nest.ops[index].inside >= 0;
  if (access.source != SourceKind::op) return false;
  for (int i = 0; i < nest.ops.size(); ++i)
    if (nest.ops[i].summary == access.producer && rootOf(nest, i) == rootOf(nest, index)) return true;
  return false;
}

/// The loops of the op from the innermost outwards as code walks them: what is reduced is inside.
InlineVector<int, kMaxLoops> walkOf(const NestOp &op) {
  InlineVector<int, kMaxLoops> walk;
  for (IteratorKind kind : {IteratorKind::reduction, IteratorKind::parallel})
    for (int d = op.loops.size() - 1; d >= 0; --d)
      if (op.loops[d].kind == kind) walk.push_back(d);
  return walk;
}

/// How many times longer an operand takes that nothing reads again, because the walk jumps between its rows:
/// what fetches ahead follows rows. Operands that are read again are worth a copy or stay in a cache.
double jumping(const NestOp &op, const OpSummary &summary, const Access &access, const Tile &tile) {
  if (access.dims.empty() || (!access.isOutput && !isTouchedOnce(summary, access))) return 1;
  Tile body = tile;
  int64_t run = contiguousElements(op, access, body);
  for (int d : walkOf(op)) {
    if (body[d] >= op.loops[d].extent) continue;
    body[d] = op.loops[d].extent;
    if (isInvariant(op, access, d)) continue;
    int64_t longer = contiguousElements(op, access, body);
    if (longer == run) break;
    run = longer;
  }
  double jump = kJumpBytes * (access.isOutput ? kWriteJump : 1);
  double longer = 1 + jump / double(run * elementBytes(access.type));
  return access.isOutput && !isTouchedOnce(summary, access) ? std::min(longer, kJumpOfSum) : longer;
}

/// Whether the op's results go past the caches, by its schedule or, while it has no vector form yet, by the rules.
bool isStreamed(const LoopNest &nest, int index, const Machine &machine) {
  const NestOp &op = nest.ops[index];
  return op.lanes >= 0 ? op.streamed : isWorthStreaming(nest, index, machine);
}

double movedBeyond(const LoopNest &nest, int index, const Tile &registerTile, int64_t cacheBytes, bool jumps,
                   bool streamed) {
  const NestOp &op = nest.ops[index];
  bool crowded = cacheBytes <= kLargestFirstLevel;
  Tile inside = registerTile;
  for (int d = 0; d < op.loops.size(); ++d)
    if (op.loops[d].kind == IteratorKind::reduction) inside[d] = op.loops[d].extent;
  double sum = 0;
  for (const Access &access : nest.summaryOf(op).accesses) {
    if (streamed && access.isOutput) continue;
    Tile body = inside;
    double loaded = bytesOf(op, access, body);
    for (int d = op.loops.size() - 1; d >= 0; --d) {
      if (op.loops[d].kind == IteratorKind::reduction) continue;
      double positions = double((op.loops[d].extent + body[d] - 1) / body[d]);
      bool evicted = bytesOfAll(nest, op, body, crowded) > double(cacheBytes);
      if (!isInvariant(op, access, d) || evicted) loaded *= positions;
      body[d] = op.loops[d].extent;
      if (bytesOfAll(nest, op, body, crowded) <= double(cacheBytes)) loaded = bytesOf(op, access, body);
    }
    // What fits is loaded once, and only if the loops around brought a new part of something that does not fit.
    bool fits = bytesOfAll(nest, op, body, crowded) <= double(cacheBytes);
    bool isPart = isPartOfMore(nest, op, access) && bytesOf(op, access, wholeOf(nest, op)) > double(cacheBytes);
    if (!fits || (isPart && !staysInside(nest, index, access)))
      sum += loaded * (jumps ? jumping(op, nest.summaryOf(op), access, registerTile) : 1);
  }
  return sum;
}

double traffic(const LoopNest &nest, int index, const RegisterTile &tile, const Machine &machine) {
  int64_t l1 = cacheBytes(machine, 1, 32 << 10), l2 = cacheBytes(machine, 2, 1 << 20),
          l3 = cacheBytes(machine, 3, 16 << 20);
  bool streamed = isStreamed(nest, index, machine);
  auto beyond = [&](int64_t bytes) {
    return movedBeyond(nest, index, tile.sizes, int64_t(kUsable * double(bytes)), true, streamed);
  };
  double past = 0;
  for (const Access &access : nest.summaryOf(nest.ops[index]).accesses)
    if (streamed && access.isOutput) past += bytesOf(nest.ops[index], access, extentsOf(nest.ops[index]));
  return beyond(l1) / kL2BytesPerCycle + beyond(l2) / kL3BytesPerCycle + beyond(l3) / kMemoryBytesPerCycle +
         past / kStreamedBytesPerCycle;
}

/// Cycles to move one element into a padded buffer, by the cache that holds the buffer until it is read.
double padCycles(const LoopNest &nest, const NestOp &op, const Machine &machine) {
  double bytes = bytesOf(op, nest.summaryOf(op).accesses.back(), extentsOf(op));
  if (bytes <= kUsable * double(cacheBytes(machine, 1, 32 << 10))) return 0.1;
  return bytes <= kUsable * double(cacheBytes(machine, 2, 1 << 20)) ? 0.3 : 1.0;
}

/// The register tile the op has now.
std::optional<RegisterTile> registerTileOf(const LoopNest &nest, int index, const Machine &machine) {
  const NestOp &op = nest.ops[index];
  if (op.lanes < 0) return std::nullopt;
  RegisterTile tile{op.registerTile, op.lanes, op.packed, 0};
  tile.cycles = estimateCycles(nest, index, machine, tile);
  return tile;
}

double estimateOp(const LoopNest &nest, int index, const Machine &machine, const TileChooser &tileOf) {
  const NestOp &op = nest.ops[index];
  double points = 1;
  for (const NestLoop &loop : op.loops) points *= double(loop.extent);
  OpClass opClass = nest.summaryOf(op).opClass;
  if (opClass == OpClass::fill) return 0;  // becomes the first value of the accumulators
  if (opClass == OpClass::pad) return points * padCycles(nest, op, machine);
  std::optional<RegisterTile> tile = tileOf(nest, index, machine);
  if (!tile) return points * kScalarCycles;
  double moving = traffic(nest, index, *tile, machine);
  return std::max(tile->cycles, moving) + kFirstTouch * std::min(tile->cycles, moving);
}

/// What one thread of `threads` has to do of `trips` equal parts, as a share of all.
double share(double parallelTrips, int threads) {
  if (threads <= 1 || parallelTrips <= 1) return 1;
  double rounds = double((int64_t(parallelTrips) + threads - 1) / threads);
  return rounds / parallelTrips;
}

}  // namespace

double trafficBeyond(const LoopNest &nest, int index, const RegisterTile &tile, int64_t cacheBytes) {
  return movedBeyond(nest, index, tile.sizes, cacheBytes, false, nest.ops[index].streamed);
}

double estimateNest(const LoopNest &nest, const Machine &machine, int threads, const TileChooser &tileOf) {
  double sum = 0;
  for (int i = 0; i < nest.ops.size(); ++i) {
    const NestOp &op = nest.ops[i];
    double parallel = 1;
    for (const OuterLoop &loop : op.outer)
      if (loop.parallel) parallel *= double(loop.trips);
    sum += estimateOp(nest, i, machine, tileOf) * trips(op) * share(parallel, threads) + 10.0 * trips(op);
    if (parallel > 1 && op.inside < 0) sum += kForkCycles;
  }
  return sum;
}

double estimateNest(const LoopNest &nest, const Machine &machine, int threads) {
  return estimateNest(nest, machine, threads, bestRegisterTile);
}

double estimateSchedule(const LoopNest &nest, const Machine &machine, int threads) {
  return estimateNest(nest, machine, threads, registerTileOf);
}

}  // namespace mlir_rl
