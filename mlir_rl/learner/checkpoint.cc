#include "mlir_rl/learner/checkpoint.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "mlir_rl/nn/weights.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"

namespace mlir_rl {

namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "iteration_", kSuffix = ".safetensors", kRun = "run_";

/// The number between prefix and suffix, or -1.
int64_t numberIn(const std::string &name, std::string_view prefix, std::string_view suffix) {
  if (!name.starts_with(prefix) || !name.ends_with(suffix) || name.size() <= prefix.size() + suffix.size()) return -1;
  const char *begin = name.data() + prefix.size(), *end = name.data() + name.size() - suffix.size();
  int64_t number = -1;
  auto [at, error] = std::from_chars(begin, end, number);
  return error == std::errc() && at == end ? number : -1;
}

/// Numbers of the entries of a folder, smallest first; none when it cannot be read.
std::vector<int64_t> numbersIn(const std::string &folder, std::string_view prefix, std::string_view suffix) {
  std::vector<int64_t> numbers;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    if (int64_t number = numberIn(it->path().filename(), prefix, suffix); number >= 0) numbers.push_back(number);
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::string pathOf(const std::string &folder, int64_t iteration) {
  std::string digits = std::to_string(iteration);
  digits.insert(0, digits.size() < 6 ? 6 - digits.size() : 0, '0');
  return folder + "/checkpoints/" + std::string(kPrefix) + digits + std::string(kSuffix);
}

json toJson(const Progressed &p) {
  return {{"iterations", p.iterations},
          {"steps", p.steps},
          {"entropy_coefficient", p.entropyCoefficient},
          {"imitated", p.imitated},
          {"best_reward", p.bestReward ? json(*p.bestReward) : json()},
          {"best_iteration", p.bestIteration},
          {"log_sizes", p.logSizes}};
}

Progressed fromJson(const json &object) {
  Progressed p;
  object.at("iterations").get_to(p.iterations);
  object.at("steps").get_to(p.steps);
  object.at("entropy_coefficient").get_to(p.entropyCoefficient);
  p.imitated = object.value("imitated", false);
  if (!object.at("best_reward").is_null()) p.bestReward = object.at("best_reward").get<double>();
  object.at("best_iteration").get_to(p.bestIteration);
  object.at("log_sizes").get_to(p.logSizes);
  return p;
}

}  // namespace

Status writeCheckpoint(const std::string &folder, const Network &network, const Progressed &progressed,
                       const TrainConfig &config, int keep) {
  TensorFile file = tensorFileOf(network, true);
  file.metadata["state"] = jsonText(toJson(progressed));
  file.metadata["config"] = jsonText(writeTrainConfig(config));
  if (Status ok = writeFile(pathOf(folder, progressed.iterations), printTensors(file)); !ok) return ok;
  std::vector<int64_t> all = numbersIn(folder + "/checkpoints", kPrefix, kSuffix);
  std::error_code ignored;  // an old one that stays costs space only
  for (size_t i = 0; keep > 0 && i + size_t(keep) < all.size(); ++i) fs::remove(pathOf(folder, all[i]), ignored);
  return {};
}

bool hasCheckpoint(const std::string &folder) { return !numbersIn(folder + "/checkpoints", kPrefix, kSuffix).empty(); }

Result<Checkpoint> readLastCheckpoint(const std::string &folder) {
  std::vector<int64_t> all = numbersIn(folder + "/checkpoints", kPrefix, kSuffix);
  if (all.empty()) return badUsage("there is no checkpoint in " + folder + "/checkpoints");
  std::string path = pathOf(folder, all.back());
  Result<std::string> bytes = readFile(path);
  if (!bytes) return tl::unexpected(bytes.error());
  Result<TensorFile> file = parseTensors(*bytes, path);
  if (!file) return tl::unexpected(file.error());
  auto state = file->metadata.find("state");
  if (state == file->metadata.end()) return badUsage(path + " holds weights, but not the state of a run");
  Result<json> object = parseJson(state->second, path);
  if (!object) return tl::unexpected(object.error());
  try {
    Progressed progressed = fromJson(*object);
    return Checkpoint{*std::move(file), std::move(progressed)};
  } catch (const json::exception &error) {
    return badUsage(path + ": its state cannot be read: " + error.what());
  }
}

Result<std::string> makeRunFolder(const std::string &results) {
  if (Status ok = makeFolder(results); !ok) return tl::unexpected(ok.error());
  std::vector<int64_t> taken = numbersIn(results, kRun, "");
  for (int64_t number = taken.empty() ? 1 : taken.back() + 1;; ++number) {
    std::string folder = results + "/" + std::string(kRun) + std::to_string(number);
    std::error_code error;
    // Another run may take the number at the same time.
    if (fs::create_directory(folder, error)) return folder;
    if (error) return tl::unexpected(systemError("cannot make folder " + folder, error.value()));
  }
}

}  // namespace mlir_rl
