#include "mlir_rl/kernel_set/generate.h"

#include <algorithm>

#include "mlir_rl/kernel_set/shard.h"
#include "mlir_rl/support/clock.h"
#include "mlir_rl/support/nearest.h"

namespace mlir_rl::kernel {

namespace {

/// Rows go into the store so many at a time, or after so long.
constexpr size_t kRowsAtOnce = 32;
constexpr double kSecondsAtMost = 2;

Status checkFamilies(const SetOptions &options, const Maker &maker) {
  std::vector<std::string> known = maker.families();
  for (const std::string &family : options.families)
    if (std::find(known.begin(), known.end(), family) == known.end())
      return badUsage("--families: unknown family '" + family + "'" + didYouMean(family, known));
  return {};
}

/// Takes rows in order and stores them some at a time.
class Storing {
 public:
  Storing(Shard &shard, Maker &maker, GenerateState &state) : shard_(shard), maker_(maker), state_(state) {}

  Status take(const ItemResult &result) {
    Result<PackedRow> row = rowOf(result, shard_.header().options.seed, maker_);
    if (!row) return tl::unexpected(row.error());
    waiting_.push_back(*std::move(row));
    return waiting_.size() >= kRowsAtOnce ? flush() : Status();
  }

  Status flushIfOld() { return watch_.seconds() > kSecondsAtMost ? flush() : Status(); }

  Status flush() {
    watch_ = Stopwatch();
    if (waiting_.empty()) return {};
    Result<std::map<std::string, int64_t>> added = shard_.add(std::move(waiting_));
    waiting_.clear();
    if (!added) return tl::unexpected(added.error());
    for (const auto &[name, count] : *added) {
      state_.added[name] += count;
      state_.rows += count;
    }
    return {};
  }

 private:
  Shard &shard_;
  Maker &maker_;
  GenerateState &state_;
  std::vector<PackedRow> waiting_;
  Stopwatch watch_;
};

}  // namespace

Result<GenerateState> generateSet(const GenerateOptions &options, const RowSource &source,
                                  const std::function<void(const GenerateState &)> &show,
                                  const std::function<bool()> &stop) {
  std::unique_ptr<Maker> maker = source.maker();
  if (Status known = checkFamilies(options.set, *maker); !known) return tl::unexpected(known.error());
  SetHeader header = {.options = options.set,
                      .generator = maker->version(),
                      .builder = source.builder()->version(),
                      .project = options.project};
  Result<Shard> shard = Shard::open(shardPath(options.folder, options.set.shard, options.set.shards), header);
  if (!shard) return tl::unexpected(shard.error());
  Result<int64_t> last = shard->lastIndex(), rows = shard->rows();
  if (!last || !rows) return tl::unexpected(last ? rows.error() : last.error());
  std::vector<int64_t> indices = indicesOf(options.set, options.count, *maker);
  GenerateState state = {.total = int64_t(indices.size()), .before = *rows, .rows = *rows, .added = {}};
  std::erase_if(indices, [&](int64_t index) { return index <= *last; });

  Storing storing(*shard, *maker, state);
  Status failure;
  auto idle = [&] {
    if (Status flushed = storing.flushIfOld(); !flushed) failure = flushed;
    show(state);
    return !failure || stop();
  };
  auto take = [&](const ItemResult &result) { return storing.take(result); };
  Status ran = runPool(indices, options.pool, rowWork(source, options.set.seed, options.set.forms), take, idle);
  Status flushed = failure ? storing.flush() : failure;
  if (!ran || !flushed) return tl::unexpected(ran ? flushed.error() : ran.error());
  show(state);
  return state;
}

}  // namespace mlir_rl::kernel
