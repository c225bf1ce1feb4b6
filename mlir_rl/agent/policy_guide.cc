#include "mlir_rl/agent/policy_guide.h"

#include <filesystem>
#include <optional>

#include "mlir_rl/agent/episode.h"
#include "mlir_rl/agent/favourite.h"
#include "mlir_rl/agent/policy_search.h"
#include "mlir_rl/env/scheduling_state.h"
#include "mlir_rl/nn/weights.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/hash.h"

namespace mlir_rl {

namespace {

class PolicyGuide : public Guide {
 public:
  PolicyGuide(std::unique_ptr<Policy> policy, std::string name, std::string place)
      : policy_(std::move(policy)), name_(std::move(name)), place_(std::move(place)) {}

  std::string name() const override { return place_.empty() ? name_ : name_ + " of " + place_; }
  std::string identity() const override { return name_; }

  Result<Schedule> propose(const SearchProblem &problem) override {
    auto schedules = byFavour(problem, *policy_, memoryOf(problem.machine));
    if (!schedules) return tl::unexpected(schedules.error());
    return std::move(schedules->front());
  }

  Result<Schedule> sample(const SearchProblem &problem) override {
    Random random = makeRandom(problem.seed);
    auto proposals = playEpisodes(problem.task, problem.threads, memoryOf(problem.machine), *policy_, {&random});
    if (!proposals) return tl::unexpected(proposals.error());
    return std::move(proposals->front().schedule);
  }

  Result<std::unique_ptr<Search>> search(const SearchProblem &problem) override {
    return makePolicySearch(problem, *policy_, memoryOf(problem.machine));
  }

 private:
  /// What is remembered holds for one machine.
  TileMemory &memoryOf(const Machine &machine) {
    for (auto &memory : memories_)
      if (memory->machine() == machine) return *memory;
    memories_.push_back(std::make_unique<TileMemory>(machine));
    return *memories_.back();
  }

  std::unique_ptr<Policy> policy_;
  std::string name_, place_;
  std::vector<std::unique_ptr<TileMemory>> memories_;
};

constexpr const char *kShipped = "mlir-rl-policy.safetensors";

/// Beside the program (build tree), else in the library folder of an installation.
std::optional<std::string> shippedWeights() {
  namespace fs = std::filesystem;
  std::error_code ignored;
  fs::path folder = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  for (const fs::path &place :
       {folder / "lib" / kShipped, folder / ".." / "lib" / kShipped, folder / ".." / MLIR_RL_LIBRARY_FOLDER / kShipped})
    if (fs::exists(place, ignored)) return place.string();
  return std::nullopt;
}

Result<std::string> weightsOf(const std::string &policy) {
  namespace fs = std::filesystem;
  if (policy == "default") {
    if (std::optional<std::string> path = shippedWeights()) return *path;
    return badEnvironment("the weights that come with mlir-rl are missing: " + std::string(kShipped) +
                          " belongs into the folder lib beside the program; --policy none goes without");
  }
  std::error_code ignored;
  if (!fs::is_directory(policy, ignored)) {
    if (fs::exists(policy, ignored)) return policy;
    return badUsage("there is no policy '" + policy +
                    "': name a weights file, a training run's folder, default or none");
  }
  for (const char *name : {"best.safetensors", "last.safetensors"})
    if (std::string path = policy + "/" + name; fs::exists(path, ignored)) return path;
  return badUsage(policy + ": neither best.safetensors nor last.safetensors is there, so it is not a training run");
}

}  // namespace

std::unique_ptr<Guide> makePolicyGuide(std::unique_ptr<Policy> policy, std::string name, std::string place) {
  return std::make_unique<PolicyGuide>(std::move(policy), std::move(name), std::move(place));
}

Result<std::unique_ptr<Guide>> openGuide(const std::string &policy) {
  if (policy == "none") return nullptr;
  if (policy == "random") return makePolicyGuide(makeRandomPolicy(), policy);
  Result<std::string> path = weightsOf(policy);
  if (!path) return tl::unexpected(path.error());
  Result<std::string> bytes = readFile(*path);
  if (!bytes) return tl::unexpected(bytes.error());
  Result<TensorFile> file = parseTensors(*bytes, *path);
  if (!file) return tl::unexpected(file.error());
  Result<std::unique_ptr<Network>> network = networkOf(*file, schedulingSchema(), *path);
  if (!network) return tl::unexpected(network.error());
  std::string name = (*network)->config().model + " " + hashText(*bytes).substr(0, 8);
  return makePolicyGuide(makeNetworkPolicy(*std::move(network)), std::move(name), policy == "default" ? "" : policy);
}

}  // namespace mlir_rl
