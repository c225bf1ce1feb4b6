#include "mlir_rl/nn/network.h"

#include <dlfcn.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "mlir_rl/nn/door.h"
#include "mlir_rl/support/nearest.h"

namespace mlir_rl {

namespace {

constexpr const char *kLibrary = "libmlir-rl-nn.so";

/// Beside the program (build tree), in the library folder of an installation, else where the system looks.
std::vector<std::string> placesOfLibrary() {
  std::error_code ignored;
  std::filesystem::path folder = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
  return {folder / "lib" / kLibrary, folder / ".." / "lib" / kLibrary,
          folder / ".." / MLIR_RL_LIBRARY_FOLDER / kLibrary, kLibrary};
}

Result<MakeTorchNetwork> openDoor() {
  // The BLAS behind torch does not listen to torch: its threads would disturb timings and the order of sums.
  setenv("OPENBLAS_NUM_THREADS", "1", 1);
  std::string reason;
  for (const std::string &place : placesOfLibrary()) {
    if (place != kLibrary && !std::filesystem::exists(place)) continue;
    // Never closed: torch has threads and static state of its own.
    if (void *library = dlopen(place.c_str(), RTLD_NOW | RTLD_LOCAL))
      if (void *symbol = dlsym(library, MLIR_RL_NN_SYMBOL)) return reinterpret_cast<MakeTorchNetwork>(symbol);
    if (const char *error = dlerror(); error && reason.empty()) reason = error;
  }
  return badEnvironment("cannot open " + std::string(kLibrary) + ", which holds the networks: " + reason +
                        "; it is built and installed with mlir-rl and needs Debian's libtorch1.13");
}

}  // namespace

const std::vector<std::string> &modelNames() {
  static const std::vector<std::string> names = {"lstm", "distilbert"};
  return names;
}

Status checkNetwork(const NetworkConfig &config) {
  const auto &names = modelNames();
  if (std::find(names.begin(), names.end(), config.model) == names.end()) {
    std::string known;
    for (const std::string &name : names) known += (known.empty() ? "" : ", ") + name;
    return badUsage("there is no model '" + config.model + "'; known: " + known + didYouMean(config.model, names));
  }
  if (config.hiddenSize < 1 || config.layers < 1 || config.heads < 1 || config.hiddenSize % config.heads != 0)
    return badUsage("a hidden size of " + std::to_string(config.hiddenSize) + " cannot be shared by " +
                    std::to_string(config.heads) + " heads");
  if (config.schema.tokenWidth < 1 || config.schema.candidateWidth < 1)
    return badUsage("a network needs an observation schema with features");
  return {};
}

Result<std::unique_ptr<Network>> makeNetwork(const NetworkConfig &config) {
  if (Status ok = checkNetwork(config); !ok) return tl::unexpected(ok.error());
  static const Result<MakeTorchNetwork> door = openDoor();
  if (!door) return tl::unexpected(door.error());
  std::string error;
  std::unique_ptr<Network> network((*door)(config, error));
  if (!network) return failed("cannot make a network: " + error);
  return network;
}

}  // namespace mlir_rl
