#include "mlir_rl/measure/roof_cache.h"

#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>

#include "mlir_rl/measure/machine_json.h"
#include "mlir_rl/measure/topology.h"
#include "mlir_rl/support/files.h"
#include "mlir_rl/support/json_lines.h"

namespace mlir_rl {
namespace {

using nlohmann::json;

constexpr const char *kFormat = "mlir-rl-machine";
constexpr int kVersion = 1;

std::string variable(const char *name) {
  const char *value = std::getenv(name);
  return value ? value : "";
}

/// The roof in the text of a cache file, if it is one of ours, of this version and about `machine`.
Result<Roof> roofInText(const std::string &text, const Machine &machine, const std::string &path) {
  Result<json> parsed = parseJson(text, path);
  if (!parsed) return tl::unexpected(parsed.error());
  if (!parsed->is_object() || parsed->value("format", json()) != kFormat) return failed(path + ": not a machine file");
  json version = parsed->value("version", json());
  if (version != kVersion)
    return failed(path + ": version " + jsonText(version) + ", this program writes " + std::to_string(kVersion));
  Result<Machine> cached = machineFromJson(parsed->value("machine", json()));
  if (!cached) return failed(path + ": " + cached.error().message);
  Result<Roof> roof = roofFromJson(parsed->value("roof", json()));
  if (!roof) return failed(path + ": " + roof.error().message);
  if (cached->fingerprint != machine.fingerprint || roof->levels.size() != machine.caches.size() + 1)
    return failed(path + ": about another machine");
  return roof;
}

Status writeRoof(const Machine &machine, const Roof &roof) {
  Result<std::string> folder = cacheFolder();
  if (!folder) return tl::unexpected(folder.error());
  if (Status made = makeFolder(*folder); !made) return made;
  Result<std::string> path = roofCachePath(machine);
  if (!path) return tl::unexpected(path.error());
  json value = {{"format", kFormat}, {"version", kVersion}, {"machine", toJson(machine)}, {"roof", toJson(roof)}};
  return writeFile(*path, value.dump(2) + "\n");
}

void remember(const Machine &machine, const Roof &roof, const Notice &notice) {
  if (Status written = writeRoof(machine, roof); !written)
    notice("the measured roof is used but not remembered: " + written.error().message);
}

}  // namespace

void noticeToStderr(const std::string &line) { std::fprintf(stderr, "mlir-rl: %s\n", line.c_str()); }

Result<std::string> cacheFolder() {
  if (std::string folder = variable("MLIR_RL_CACHE"); !folder.empty()) return folder;
  if (std::string folder = variable("XDG_CACHE_HOME"); !folder.empty()) return folder + "/mlir-rl";
  if (std::string home = variable("HOME"); !home.empty()) return home + "/.cache/mlir-rl";
  return badEnvironment("no place for the cache: set MLIR_RL_CACHE to a folder (HOME and XDG_CACHE_HOME are not set)");
}

Result<std::string> roofCachePath(const Machine &machine) {
  Result<std::string> folder = cacheFolder();
  if (!folder) return folder;
  return *folder + "/machine-" + machine.fingerprint + ".json";
}

std::optional<Roof> rememberedRoof(const Machine &machine, const Notice &notice) {
  Result<std::string> path = roofCachePath(machine);
  if (!path || !exists(*path)) return std::nullopt;
  Result<std::string> text = readFile(*path, 1 << 20);
  Result<Roof> roof = text ? roofInText(*text, machine, *path) : tl::unexpected(text.error());
  if (roof) return *roof;
  notice("the remembered roof is not usable and is measured again: " + roof.error().message);
  return std::nullopt;
}

Result<MeasuredMachine> measuredMachine(const Machine &machine, bool force, const Notice &notice,
                                        const std::function<void(const std::string &)> &progress) {
  if (!force)
    if (std::optional<Roof> roof = rememberedRoof(machine, notice))
      return MeasuredMachine{withRoof(machine, *roof), *roof, true};
  Result<Roof> roof = measureRoof(machine, progress);
  if (!roof) return tl::unexpected(roof.error());
  MeasuredMachine measured{withRoof(machine, *roof), *roof, false};
  remember(measured.machine, *roof, notice);
  return measured;
}

Result<Machine> measuredMachine(bool force) {
  Result<MeasuredMachine> measured = measuredMachine(readMachine(), force);
  if (!measured) return tl::unexpected(measured.error());
  return measured->machine;
}

Result<Machine> raisedRoof(const Machine &machine, const Notice &notice) {
  std::optional<Roof> old = rememberedRoof(machine, notice);
  Result<Roof> roof = measureRoof(machine);
  if (!roof) return tl::unexpected(roof.error());
  if (old) roof = bestOf(*roof, *old);
  Machine raised = withRoof(machine, *roof);
  remember(raised, *roof, notice);
  return raised;
}

}  // namespace mlir_rl
