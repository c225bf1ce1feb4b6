#include "mlir_rl/peers/rounds.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "mlir_rl/support/seed.h"

namespace mlir_rl {

namespace {

using nlohmann::json;

constexpr double kBurstSeconds = 0.02;  ///< warms caches and clock again after another process ran on the core
constexpr double kLongCall = 0.05;      ///< seconds
constexpr int kFewestCalls = 3, kMostCalls = 200, kWarmCalls = 2;
constexpr double kPrepareLimit = 1800, kBurstLimit = 120, kClerkLimit = 300;  ///< seconds

std::string outputsOf(const std::string &folder, const std::string &name) { return folder + "/" + name + ".npz"; }

/// True when the answer is a refusal or a failure, which is then in `one`.
bool isRefused(const json &answer, Entrant &one) {
  if (!answer.contains("status")) return false;
  one.status = answer.value("status", "failed");
  one.why = answer.value("why", "");
  return true;
}

/// Mean and deviation over calls, one burst at a time (Welford).
struct Moments {
  int64_t count = 0;
  double mean = 0, squares = 0;
  void add(double value) {
    double before = value - mean;
    mean += before / double(++count);
    squares += before * (value - mean);
  }
  double deviation() const { return count > 1 ? std::sqrt(squares / double(count - 1)) : 0; }
};

}  // namespace

/// Of a burst; one where a call is so long that it warms everything by itself.
static int callsOf(double seconds) {
  if (seconds > kLongCall) return 1;
  return int(std::clamp(kBurstSeconds / seconds, double(kFewestCalls), double(kMostCalls)));
}

Child &Arena::childOf(const Entry &entry, int threads) {
  std::string key = entry.name + " " + std::to_string(threads);
  for (auto &[name, child] : children_)
    if (name == key) return *child;
  children_.emplace_back(key, std::make_unique<Child>(place_, std::vector<std::string>{entry.module, entry.variant}));
  return *children_.back().second;
}

Result<std::string> Arena::onnxOf(const std::string &mlir, const std::string &folder, std::string &why) {
  std::filesystem::path path = std::filesystem::path(folder) / std::filesystem::path(mlir).stem();
  path += ".onnx";
  Result<json> answer = clerk_.ask({{"onnx", {{"mlir", mlir}, {"path", path.string()}}}}, kClerkLimit);
  if (!answer) return tl::unexpected(answer.error());
  why = answer->value("why", "");
  return answer->contains("status") ? "" : path.string();
}

Result<Entrant> Arena::prepare(const Entry &entry, json order, const RoundsOptions &options) {
  Entrant one{.name = entry.name};
  if (!entry.order.is_null()) order.update(entry.order);
  order["outputs"] = outputsOf(options.folder, entry.name);
  Result<json> answer = childOf(entry, options.threads).ask({{"prepare", order}}, kPrepareLimit);
  if (!answer) return tl::unexpected(answer.error());
  if (isRefused(*answer, one)) return one;
  one.version = answer->value("version", "");
  one.prepareSeconds = answer->value("prepare_seconds", 0.0);
  one.peakBytes = answer->value("peak_bytes", 0.0);
  double seconds = std::max(answer->value("seconds", 0.0), 1e-7);
  one.calls = callsOf(seconds);
  return one;
}

Status Arena::burst(const Entry &entry, Entrant &one, const RoundsOptions &options) {
  Result<json> answer = childOf(entry, options.threads)
                            .ask({{"burst", one.calls}, {"warm", one.calls > 1 ? kWarmCalls : 0}}, kBurstLimit);
  if (!answer) return tl::unexpected(answer.error());
  if (isRefused(*answer, one)) return {};
  std::vector<double> seconds = answer->value("seconds", std::vector<double>());
  if (seconds.empty()) return failed(entry.name + ": an answer without times");
  Moments moments{int64_t(one.samples.size()) * one.calls, one.mean, 0};
  if (moments.count > 1) moments.squares = one.deviation * one.deviation * double(moments.count - 1);
  for (double value : seconds) moments.add(value);
  one.mean = moments.mean;
  one.deviation = moments.deviation();
  double least = *std::min_element(seconds.begin(), seconds.end());
  one.fastest = one.samples.empty() ? least : std::min(one.fastest, least);
  std::nth_element(seconds.begin(), seconds.begin() + ptrdiff_t(seconds.size() / 2), seconds.end());
  one.samples.push_back(seconds[seconds.size() / 2]);
  return {};
}

Status Arena::compare(const std::vector<Entry> &entries, std::vector<Entrant> &all, const std::string &folder) {
  const Entrant *reference = nullptr;
  for (size_t i = 0; i < all.size(); ++i) {
    Entrant &one = all[i];
    if (!one.isMeasured() || !entries[i].hasOutputs) continue;
    if (!reference) {
      reference = &one;
      continue;
    }
    Result<json> answer = clerk_.ask(
        {{"error", {{"outputs", outputsOf(folder, one.name)}, {"reference", outputsOf(folder, reference->name)}}}},
        kClerkLimit);
    if (!answer) return tl::unexpected(answer.error());
    if (!isRefused(*answer, one)) one.largestError = answer->value("largest", 0.0);
  }
  return {};
}

Result<std::vector<Entrant>> Arena::run(const std::string &mlir, const std::vector<Entry> &entries,
                                        const RoundsOptions &options) {
  std::string inputs = options.folder + "/inputs.npz";
  Result<json> made = clerk_.ask({{"inputs", {{"mlir", mlir}, {"seed", options.seed}, {"path", inputs}}}}, kClerkLimit);
  if (!made) return tl::unexpected(made.error());
  if (made->value("status", "") == "not installed")
    return badEnvironment(place_.python + ": " + made->value("why", "") + ": `make peers` installs what is needed");
  if (made->contains("status")) return failed(mlir + ": " + made->value("why", ""));
  json order = {{"mlir", mlir},
                {"name", std::filesystem::path(mlir).stem().string()},
                {"inputs", inputs},
                {"folder", options.folder},
                {"threads", options.threads}};
  std::vector<Entrant> all;
  for (const Entry &entry : entries) {
    if (options.interrupted()) return failed("interrupted");
    Result<Entrant> one = prepare(entry, order, options);
    if (!one) return tl::unexpected(one.error());
    all.push_back(*std::move(one));
  }
  Random random = makeRandom(options.seed);
  std::vector<size_t> turns;
  for (size_t i = 0; i < all.size(); ++i) turns.push_back(i);
  for (int round = 0; round < options.rounds; ++round) {
    for (size_t i = turns.size(); i > 1; --i) std::swap(turns[i - 1], turns[uniformBelow(random, i)]);
    for (size_t turn : turns) {
      if (options.interrupted()) return failed("interrupted");
      if (!all[turn].isMeasured()) continue;
      if (Status ok = burst(entries[turn], all[turn], options); !ok) return tl::unexpected(ok.error());
    }
    options.progress(round + 1);
  }
  if (Status ok = compare(entries, all, options.folder); !ok) return tl::unexpected(ok.error());
  return all;
}

}  // namespace mlir_rl
