#include "mlir_rl/schedule/register_tile.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

#include "mlir_rl/flow/artifact.h"
#include "mlir_rl/nest/access.h"
#include "mlir_rl/nest/moves.h"
#include "mlir_rl/schedule/candidates.h"

namespace mlir_rl {

namespace {

using Tile = InlineVector<int64_t, kMaxLoops>;

constexpr double kLoadsPerCycle = 2;
constexpr double kArithmeticPerCycle = 1;
constexpr double kChainLatency = 4;  ///< cycles of one fused multiply-add
constexpr double kTileOverhead = 6;  ///< cycles to enter a tile: addresses, the loop branch
constexpr double kMathCycles = 12;   ///< of one vector exp, tanh, ...
constexpr double kRemainderFactor = 1.2;
constexpr int64_t kSetBytes = 4096;  ///< of one way of a first-level cache, on every x86 server core
constexpr int64_t kWays = 6;         ///< of 8 or 12, some taken by other operands
constexpr double kConflictFactor = 4;
constexpr int64_t kStridedTemporaries = 4;
constexpr double kLoadPressure = 0.08;
constexpr double kScatteredLoad = 4;  ///< load slots to fetch one element and put it into a vector
constexpr int64_t kVectorsInFlight = 4, kVectorsTransposed = 16;
constexpr double kShortRow = 0.04;   ///< more to turn a block for each element that its rows are short of a vector
constexpr double kHalfVector = 0.6;  ///< cost of a vector of half the width or less
constexpr int64_t kTapsUnrolled = 7;
constexpr int64_t kStridedTapsUnrolled = 2;  ///< innermost, where lanes are read with gaps: what taps share is spilled
constexpr int kStreamsAtOnce = 2;
constexpr int kLoopsUnrolled = 2;  ///< innermost ones, the two of a window; a third makes the code slower
constexpr double kPackCycles =
    0.6;  ///< to copy one element of four bytes into a panel, from and to a second-level cache
constexpr double kStreamBytesPerCycle = 18;  ///< that one core reads from beyond its own caches
constexpr double kRowsAtOnce = 1.2;      ///< how much slower it reads several rows in turns than one after the other
constexpr int64_t kLongestBody = 256;    ///< unrolled points beyond which the body is not unrolled further
constexpr int64_t kLongestWindow = 768;  ///< the same where only taps of a window are unrolled: neighbours share loads

/// Whether neighbouring lanes read elements of one row that are not neighbours in memory.
bool hasGaps(const NestOp &op, const Access &access, int lanes) {
  return !access.isOutput && !access.dims.empty() && coefficientOf(op, access, int(access.dims.size()) - 1, lanes) > 1;
}

/// Bytes of the last cache that the core has for itself.
int64_t ownCacheOf(const Machine &machine) { return cacheBytes(machine, 2, 1 << 20); }

/// An input that no cache of the core's own can hold, and that no op of the task has just made.
bool isFromFar(const Access &access, int64_t ownCache) {
  return access.source != SourceKind::op && !access.isOutput && bytesOf(access) > ownCache;
}

struct Model {
  const NestOp &op;
  const OpSummary &summary;
  const Tile &tile;
  int lanes;
  uint8_t packed;
  int64_t width;     ///< lanes of a full vector
  int64_t ownCache;  ///< bytes, as of ownCacheOf

  bool isPacked(const Access &access) const {
    int64_t index = &access - summary.accesses.data();
    return index < 8 && (packed >> index & 1);
  }

  bool reduces() const { return mlir_rl::reduces(op); }

  /// Vectors of the lanes tile; what is left over is one of the next power of two, which wastes lanes.
  double vectors() const {
    int64_t full = tile[lanes] / width, rest = tile[lanes] % width;
    return double(full) + (rest == 0 ? 0 : rest * 2 <= width ? kHalfVector : 1);
  }
  int64_t wholeVectors() const { return (tile[lanes] + width - 1) / width; }

  int64_t points(IteratorKind kind) const {
    int64_t result = 1;
    for (int d = 0; d < op.loops.size(); ++d)
      if (d != lanes && op.loops[d].kind == kind) result *= tile[d];
    return result;
  }

  /// Distinct points of the tile that an access tells apart, lanes aside.
  int64_t distinct(const Access &access) const {
    int64_t result = 1;
    for (int d = 0; d < op.loops.size(); ++d)
      if (d != lanes && !isInvariant(op, access, d)) result *= tile[d];
    return result;
  }

  /// Whether the rows of the tile fall into too few sets of the first cache: rows a large power of two apart.
  bool conflicts(const Access &access) const {
    int64_t stride = elementBytes(access.type);
    for (int dim = int(access.dims.size()) - 1; dim >= 0; --dim) {
      int64_t rows = 1;
      for (int d = 0; d < op.loops.size(); ++d)
        if (d != lanes && coefficientOf(op, access, dim, d) != 0) rows *= tile[d];
      int64_t apart = std::gcd(stride, kSetBytes);
      if (rows * apart > kSetBytes * kWays && dim + 1 < int(access.dims.size())) return true;
      stride *= access.shape[dim];
    }
    return false;
  }

  /// Load slots of one access for one point of the tile.
  double loads(const Access &access) const {
    if (isInvariant(op, access, lanes)) return double(distinct(access)) * (conflicts(access) ? kConflictFactor : 1);
    if (isPacked(access)) return vectors() * double(distinct(access));
    int last = int(access.dims.size()) - 1;
    int64_t stride = coefficientOf(op, access, last, lanes);
    bool alone = true;
    for (int dim = 0; dim < last; ++dim) alone &= coefficientOf(op, access, dim, lanes) == 0;
    double perVector = double(width) * kScatteredLoad;
    if (alone && stride == 1) perVector = 1;
    if (alone && stride > 1 && stride <= 4) perVector = double(stride) + 1;
    if (stride == 0) {
      int across = contiguousLoop(op, access);
      if (across >= 0 && tile[across] >= 4)
        perVector = (2 + 2 * (width > 8 ? 4 : 3)) *
                    (reduces() ? 1 : 1 + kShortRow * double(width - std::min(tile[across], width)));
    }
    return perVector * vectors() * double(distinct(access));
  }

  double arithmetic() const {
    const ArithCounts &n = summary.counts;
    int fused = std::min(n.add, n.mul);
    return std::max(0.5, double(n.add + n.mul - fused) + 4.0 * n.div + 2.0 * n.compare + n.integer +
                             kMathCycles * (n.exp + n.otherMath));
  }

  /// Cycles until what a reduction reads once, from beyond the core's own caches, has arrived for one point.
  double streaming() const {
    double cycles = 0;
    for (const Access &access : summary.accesses) {
      if (!isFromFar(access, ownCache) || isPacked(access) || !isTouchedOnce(summary, access)) continue;
      double bytes = vectors() * double(width * distinct(access)) * double(elementBytes(access.type));
      cycles += bytes / kStreamBytesPerCycle * (distinct(access) > 1 ? kRowsAtOnce : 1);
    }
    return cycles;
  }

  double onePoint() const {
    double accumulators = double(points(IteratorKind::parallel)) * vectors();
    double reading = 0;
    for (const Access &access : summary.accesses)
      if (!access.isOutput) reading += loads(access);
    double cycles = std::max(arithmetic() * accumulators / kArithmeticPerCycle, reading / kLoadsPerCycle);
    // Of tiles that compute as much in a cycle, the one that loads less.
    if (reduces()) cycles = std::max({cycles, kChainLatency, streaming()});
    return cycles + kLoadPressure * reading;
  }

  double packing() const {
    double cycles = 0;
    for (const Access &access : summary.accesses)
      if (isPacked(access)) {
        double elements = 1;
        for (int d = 0; d < op.loops.size(); ++d)
          if (!isInvariant(op, access, d)) elements *= double(op.loops[d].extent);
        cycles += kPackCycles * elements * double(elementBytes(access.type)) / 4;
      }
    return cycles;
  }

  double entering() const {
    double cycles = kTileOverhead;
    for (const Access &access : summary.accesses)
      if (access.isOutput) cycles += loads(access) * (summary.readsOutput ? 1.5 : 1.0);
    if (op.loops[lanes].kind == IteratorKind::reduction) cycles += 10.0 * double(points(IteratorKind::parallel));
    return cycles;
  }

  /// Whether some operand is loaded with gaps between lanes: two loads and a shuffle with its indices.
  bool strides() const {
    for (const Access &access : summary.accesses)
      if (!isPacked(access) && hasGaps(op, access, lanes)) return true;
    return false;
  }

  /// Whether a block of some operand turns in registers.
  bool transposes() const {
    for (const Access &access : summary.accesses) {
      int across = contiguousLoop(op, access);
      if (across >= 0 && across != lanes && !isInvariant(op, access, lanes) && !isPacked(access)) return true;
    }
    return false;
  }

  /// Scalars that neighbouring taps of a window share: LLVM unrolls the innermost window and keeps them all. 0 when
  /// the tile does not slide over a window.
  int64_t sharedByTaps(const Access &access) const {
    if (access.isOutput || access.dims.empty() || !isInvariant(op, access, lanes)) return 0;
    int tap = op.loops.size() - 1;
    if (op.loops[tap].kind != IteratorKind::reduction || op.loops[tap].extent > kTapsUnrolled) return 0;
    Tile slid = tile;
    slid[tap] = op.loops[tap].extent;
    int64_t values = 1;
    bool slides = false;
    for (int dim = 0; dim < int(access.dims.size()); ++dim) {
      values *= footprint(op, access, dim, slid);
      for (int d = 0; d < tap; ++d)
        slides |= tile[d] > 1 && coefficientOf(op, access, dim, d) != 0 && coefficientOf(op, access, dim, tap) != 0;
    }
    return slides ? values : 0;
  }

  /// Registers: accumulators, all vectors of the operand with the fewest, and one of the other at a time.
  bool fits(int registers) const {
    int64_t accumulators = points(IteratorKind::parallel) * wholeVectors();
    int64_t shared = 0;
    for (const Access &access : summary.accesses) shared += sharedByTaps(access);
    int64_t loaded = std::numeric_limits<int64_t>::max();
    for (const Access &access : summary.accesses)
      if (!access.isOutput && !access.dims.empty())
        loaded = std::min(loaded, distinct(access) * (isInvariant(op, access, lanes) ? 1 : wholeVectors()));
    if (loaded == std::numeric_limits<int64_t>::max()) loaded = 0;
    if (strides()) loaded += kStridedTemporaries;
    // Without reductions nothing stays in registers; more than a few vectors at once only make the code longer.
    return reduces() ? accumulators + loaded + std::max<int64_t>(1, shared) <= registers
                     : accumulators <= (transposes() ? kVectorsTransposed : kVectorsInFlight);
  }
};

/// Tiles of one loop, a remainder counted by its share and a little more.
double positions(int64_t extent, int64_t size) {
  return double(extent / size) + (extent % size ? kRemainderFactor * double(extent % size) / double(size) : 0);
}

}  // namespace

double estimateCycles(const LoopNest &nest, int index, const Machine &machine, const RegisterTile &tile) {
  const NestOp &op = nest.ops[index];
  const OpSummary &summary = nest.summaryOf(op);
  Model model{op, summary, tile.sizes, tile.lanes, tile.packed, lanesPerVector(summary, machine), ownCacheOf(machine)};
  if (!model.fits(machine.vectorRegisters)) return std::numeric_limits<double>::infinity();
  double tiles = 1, inside = 1;
  for (int d = 0; d < op.loops.size(); ++d) {
    bool reduction = op.loops[d].kind == IteratorKind::reduction;
    (reduction ? inside : tiles) *= positions(op.loops[d].extent, std::min(tile.sizes[d], op.loops[d].extent));
  }
  return tiles * (inside * model.onePoint() + model.entering()) + model.packing();
}

namespace {

/// The `most` cheapest tiles seen, cheapest first.
struct Chooser {
  const LoopNest &nest;
  int op;
  const Machine &machine;
  size_t most;
  std::vector<RegisterTile> best = {};
  uint8_t packable = 0;

  void consider(const Tile &tile, int lanes) {
    consider(RegisterTile{tile, lanes, 0, 0});
    if (packable) consider(RegisterTile{tile, lanes, packable, 0});
  }

  void consider(RegisterTile tile) {
    tile.cycles = estimateCycles(nest, op, machine, tile);
    if (best.size() == most && tile.cycles >= best.back().cycles) return;
    if (!(tile.cycles < std::numeric_limits<double>::infinity())) return;
    if (refuseVectorize(nest, op, Sizes(tile.sizes.begin(), tile.sizes.size()), tile.lanes)) return;
    auto after = std::upper_bound(best.begin(), best.end(), tile,
                                  [](const RegisterTile &a, const RegisterTile &b) { return a.cycles < b.cycles; });
    best.insert(after, tile);
    if (best.size() > most) best.pop_back();
  }

  /// Inputs that lanes along `lanes` would gather: panels make them contiguous.
  void findPackable(int lanes) {
    packable = 0;
    const NestOp &target = nest.ops[op];
    const auto &accesses = nest.summaryOf(target).accesses;
    if (target.loops[lanes].kind == IteratorKind::reduction) return;
    for (int i = 0; i < std::min(8, int(accesses.size())); ++i)
      if (!accesses[i].isOutput && !isInvariant(target, accesses[i], lanes) &&
          contiguousLoop(target, accesses[i]) != lanes && isLoopByLoop(target, accesses[i]))
        packable |= uint8_t(1u << i);
  }

  /// One or two loops beside the lanes are unrolled.
  void considerUnrolled(Tile tile, int lanes) {
    const auto &loops = nest.ops[op].loops;
    consider(tile, lanes);
    for (int d = 0; d < loops.size(); ++d) {
      if (d == lanes || loops[d].kind == IteratorKind::reduction) continue;
      for (int64_t size : registerSizes(loops[d].extent)) {
        tile[d] = size;
        consider(tile, lanes);
        for (int e = d + 1; size > 1 && e < loops.size(); ++e) {
          if (e == lanes || loops[e].kind == IteratorKind::reduction) continue;
          for (int64_t other = 2; other <= std::min<int64_t>(8, loops[e].extent); ++other) {
            tile[e] = other;
            consider(tile, lanes);
          }
          tile[e] = 1;
        }
      }
      tile[d] = 1;
    }
  }
};

}  // namespace

static void considerLanes(Chooser &chooser, int lanes) {
  const NestOp &op = chooser.nest.ops[chooser.op];
  int64_t width = lanesPerVector(chooser.nest.summaryOf(op), chooser.machine);
  chooser.findPackable(lanes);
  Tile tile;
  tile.resize(op.loops.size(), 1);
  for (int64_t size : laneSizes(op.loops[lanes].extent, width)) {
    tile[lanes] = size;
    chooser.considerUnrolled(tile, lanes);
  }
}

/// The loop along which an op without reductions walks several large inputs and its output, each element once; -1 when
/// it does something else.
static int streamedLoop(const LoopNest &nest, const NestOp &op, const Machine &machine) {
  const OpSummary &summary = nest.summaryOf(op);
  int loop = -1, streams = 0;
  for (const Access &access : summary.accesses) {
    int along = contiguousLoop(op, access);
    if (along < 0 || !isTouchedOnce(summary, access) || (loop >= 0 && along != loop)) return -1;
    loop = along;
    streams += isFromFar(access, ownCacheOf(machine));
  }
  return streams >= kStreamsAtOnce && !reduces(op) ? loop : -1;
}

/// Several streams from beyond the core's own caches arrive faster in vectors of 256 bits than of 512 (by 8 % on Zen 4,
/// from its third level).
static std::optional<RegisterTile> halfVectors(const LoopNest &nest, int index, const Machine &machine) {
  const NestOp &op = nest.ops[index];
  int loop = machine.vectorBits >= 512 ? streamedLoop(nest, op, machine) : -1;
  int64_t lanes = lanesPerVector(nest.summaryOf(op), machine) / 2;
  if (loop < 0 || op.loops[loop].extent < lanes) return std::nullopt;
  RegisterTile tile{.lanes = loop};
  tile.sizes.resize(op.loops.size(), 1);
  tile.sizes[loop] = lanes;
  if (refuseVectorize(nest, index, Sizes(tile.sizes.begin(), tile.sizes.size()), loop)) return std::nullopt;
  tile.cycles = estimateCycles(nest, index, machine, tile);
  return tile;
}

std::optional<RegisterTile> bestRegisterTile(const LoopNest &nest, int index, const Machine &machine) {
  if (std::optional<RegisterTile> stream = halfVectors(nest, index, machine)) return stream;
  Chooser chooser{nest, index, machine, 1};
  for (int lanes = 0; lanes < nest.ops[index].loops.size(); ++lanes) considerLanes(chooser, lanes);
  if (chooser.best.empty()) return std::nullopt;
  return chooser.best.front();
}

std::vector<RegisterTile> registerTiles(const LoopNest &nest, int index, const Machine &machine, int perLanes) {
  std::vector<RegisterTile> all;
  for (int lanes = 0; lanes < nest.ops[index].loops.size(); ++lanes) {
    Chooser chooser{nest, index, machine, size_t(perLanes)};
    considerLanes(chooser, lanes);
    all.insert(all.end(), chooser.best.begin(), chooser.best.end());
  }
  std::sort(all.begin(), all.end(), [](const RegisterTile &a, const RegisterTile &b) { return a.cycles < b.cycles; });
  return all;
}

static bool isTap(const OpSummary &summary, const NestOp &op, int loop) {
  return std::ranges::any_of(summary.accesses, [&](const Access &access) { return slides(op, access, loop); });
}

Tile unrollFactors(const LoopNest &nest, int index, const Machine &machine) {
  const NestOp &op = nest.ops[index];
  int64_t width = lanesPerVector(nest.summaryOf(op), machine);
  int64_t body = 1;
  for (int d = 0; d < op.registerTile.size(); ++d)
    body *= d == op.lanes ? (op.registerTile[d] + width - 1) / width : op.registerTile[d];
  Tile factors;
  factors.resize(op.loops.size(), 0);
  int seen = 0;
  bool allTaps = true, gaps = false;
  for (const Access &access : nest.summaryOf(op).accesses) gaps |= hasGaps(op, access, op.lanes);
  for (int d = op.loops.size() - 1; d >= 0; --d) {
    if (op.loops[d].kind != IteratorKind::reduction || d == op.lanes || op.loops[d].extent < 2) continue;
    // Rows that lanes sum up are read one after the other, not in turns.
    bool rows = d < op.lanes && op.loops[op.lanes].kind == IteratorKind::reduction;
    int64_t whole = seen == 0 && gaps ? kStridedTapsUnrolled : kTapsUnrolled;
    int64_t factor = op.loops[d].extent <= whole ? op.loops[d].extent : (seen == 0 && !rows && !gaps ? 4 : 1);
    allTaps &= isTap(nest.summaryOf(op), op, d);
    if (factor > 1 && seen < kLoopsUnrolled && body * factor <= (allTaps ? kLongestWindow : kLongestBody)) {
      factors[d] = factor;
      body *= factor;
    }
    ++seen;
  }
  return factors;
}

}  // namespace mlir_rl
