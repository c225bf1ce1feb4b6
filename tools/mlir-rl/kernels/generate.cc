#include "mlir_rl/kernel_set/generate.h"

#include <charconv>
#include <nlohmann/json.hpp>

#include "mlir_rl/support/clock.h"
#include "mlir_rl/support/interrupt.h"
#include "mlir_rl/support/table.h"
#include "mlir_rl/support/units.h"
#include "tools/mlir-rl/kernels/source.h"

namespace mlir_rl {

namespace {

using namespace kernel;

/// "1/3".
Status readShard(const std::string &text, SetOptions &set) {
  const char *end = text.data() + text.size();
  auto [slash, first] = std::from_chars(text.data(), end, set.shard);
  bool read = first == std::errc() && slash != end && *slash == '/';
  if (read) {
    auto [last, second] = std::from_chars(slash + 1, end, set.shards);
    read = second == std::errc() && last == end && set.shard >= 0 && set.shard < set.shards;
  }
  return read ? Status() : badUsage("--shard " + text + ": write I/N with I from 0 to N - 1, such as 0/4");
}

Result<GenerateOptions> generateOptions(const KernelsOptions &options) {
  if (options.out.empty()) return badUsage("kernels generate needs --out DIR");
  GenerateOptions generate = {
      .folder = options.out,
      .set = {.seed = options.seed, .families = options.families, .forms = options.formSet(), .quota = options.quota},
      .count = options.count,
      .pool = options.pool(),
      .project = MLIR_RL_VERSION};
  if (Status shard = readShard(options.shard, generate.set); !shard) return tl::unexpected(shard.error());
  return generate;
}

/// Of what this run adds, so that the time left follows from its own pace.
ProgressState progressOf(const GenerateState &state, const std::string &folder) {
  ProgressState progress = {.done = state.rows - state.before,
                            .total = state.total - state.before,
                            .failures = {},
                            .unit = "kernels",
                            .label = "generate " + folder};
  if (state.before) progress.detail = std::to_string(state.rows) + " in all";
  for (const auto &[name, count] : state.added)
    if (name != "kept") progress.failures[name] = count;
  return progress;
}

void report(const GenerateOptions &options, const GenerateState &state, double seconds, const Context &context) {
  bool whole = state.rows == state.total;
  if (context.json)
    return printJson({{"folder", options.folder},
                      {"rows", state.rows},
                      {"total", state.total},
                      {"added", state.added},
                      {"seconds", seconds},
                      {"interrupted", !whole}});
  int64_t added = state.rows - state.before;
  std::string text = options.folder + ": " + std::to_string(state.rows) + " rows of " + std::to_string(state.total) +
                     ", " + std::to_string(added) + " of them new";
  for (const auto &[name, count] : state.added) text += ", " + std::to_string(count) + " " + name;
  if (added > 0) text += "; " + formatRate(double(added) / seconds, "rows/s");
  printText(text + "\n");
}

}  // namespace

Status generateKernels(const KernelsOptions &given, const Context &context) {
  Result<GenerateOptions> options = generateOptions(given);
  if (!options) return tl::unexpected(options.error());
  Result<RowSource> source = kernelSource(given, options->set.forms, context);
  if (!source) return tl::unexpected(source.error());
  catchInterrupts();
  Progress progress(2, context.progressStyle());
  Stopwatch watch;
  Result<GenerateState> state = generateSet(
      *options, *source, [&](const GenerateState &s) { progress.show(progressOf(s, options->folder)); }, interrupted);
  progress.finish();
  if (!state) return tl::unexpected(state.error());
  report(*options, *state, watch.seconds(), context);
  if (state->rows < state->total) return failed("interrupted: what is finished stays; the same command goes on");
  return {};
}

}  // namespace mlir_rl
