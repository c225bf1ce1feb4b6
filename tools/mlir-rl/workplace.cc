#include "tools/mlir-rl/workplace.h"

#include <algorithm>
#include <cstdio>

#include "mlir_rl/agent/policy_guide.h"
#include "mlir_rl/measure/roof_cache.h"
#include "mlir_rl/measure/topology.h"
#include "mlir_rl/support/interrupt.h"

namespace mlir_rl {

std::string stemOf(const std::string &path) {
  std::string name = path.substr(path.rfind('/') + 1);
  return name.substr(0, name.rfind('.') == 0 ? std::string::npos : name.rfind('.'));
}

static Result<Machine> machineOf(const OptimizeOptions &options) {
  Result<Machine> machine = machineFor(options.targetCpu);
  if (!machine || options.noMeasure) return machine;
  if (!runsHere(*machine))
    return badUsage("this CPU cannot run code for " + options.targetCpu +
                    ": add --no-measure to compile for it unmeasured");
  Result<MeasuredMachine> measured = measuredMachine(*machine, /*force=*/false);
  if (!measured) return tl::unexpected(measured.error());
  return measured->machine;
}

static Result<std::string> storePath(const OptimizeOptions &options) {
  return options.store.empty() ? defaultStorePath() : Result<std::string>(options.store);
}

Result<std::string> proofFolder(const OptimizeOptions &options) {
  Result<std::string> path = storePath(options);
  if (!path) return path;
  size_t slash = path->rfind('/');
  return slash == std::string::npos ? "proofs" : path->substr(0, slash) + "/proofs";
}

static Status openStore(const OptimizeOptions &options, OwnedWorkplace &owned) {
  if (options.noStore) return {};
  Result<std::string> path = storePath(options);
  Result<Store> store = path ? Store::open(*path) : tl::unexpected(path.error());
  if (store) {
    owned.store = *std::move(store);
    owned.place.store = &*owned.store;
    return {};
  }
  if (!options.store.empty()) return tl::unexpected(store.error());
  std::fprintf(stderr, "mlir-rl: no tuning records are kept: %s\n", store.error().message.c_str());
  return {};
}

/// One that the user did not name is not worth stopping for.
static Status openPolicy(const OptimizeOptions &options, OwnedWorkplace &owned) {
  if (!options.hasPolicy()) return {};
  Result<std::unique_ptr<Guide>> guide = openGuide(options.policy);
  if (!guide && options.policy != "default") return tl::unexpected(guide.error());
  if (!guide) std::fprintf(stderr, "mlir-rl: no policy is used: %s\n", guide.error().message.c_str());
  if (guide) owned.guide = *std::move(guide);
  owned.place.guide = owned.guide.get();
  return {};
}

Result<std::unique_ptr<OwnedWorkplace>> makeWorkplace(const OptimizeOptions &options, const Context &context) {
  auto owned = std::make_unique<OwnedWorkplace>();
  Result<Machine> machine = machineOf(options);
  if (!machine) return tl::unexpected(machine.error());
  owned->place.machine = *std::move(machine);
  if (Status ok = openStore(options, *owned); !ok) return tl::unexpected(ok.error());
  if (Status ok = openPolicy(options, *owned); !ok) return tl::unexpected(ok.error());
  if (options.noMeasure) return owned;
  WorkerOptions workers;
  workers.binary = context.binaryFolder + "/mlir-rl-worker";
  // Code for several threads is timed on all cores: one worker at a time.
  int wanted = options.workers > 0 ? options.workers : owned->place.machine.cores;
  workers.workers = options.threads > 1 ? 1 : std::max(1, wanted);
  Result<std::unique_ptr<Runner>> runner = makeWorkerRunner(workers);
  if (!runner) return tl::unexpected(runner.error());
  owned->runner = *std::move(runner);
  owned->place.runner = owned->runner.get();
  owned->place.interrupted = interrupted;
  return owned;
}

}  // namespace mlir_rl
