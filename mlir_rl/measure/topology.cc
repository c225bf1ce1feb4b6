#include "mlir_rl/measure/topology.h"

#include <hwloc.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <type_traits>

#include "mlir_rl/measure/cgroup.h"
#include "mlir_rl/measure/cpu.h"
#include "mlir_rl/support/hash.h"

namespace mlir_rl {
namespace {

struct DestroyTopology {
  void operator()(hwloc_topology_t topology) const { hwloc_topology_destroy(topology); }
};
using Topology = std::unique_ptr<std::remove_pointer_t<hwloc_topology_t>, DestroyTopology>;

/// Cores, logical CPUs and caches only: devices take longer to list than everything else together.
Topology loadTopology() {
  hwloc_topology_t raw = nullptr;
  if (hwloc_topology_init(&raw) != 0) return nullptr;
  Topology topology(raw);
  hwloc_topology_set_all_types_filter(raw, HWLOC_TYPE_FILTER_KEEP_NONE);
  hwloc_topology_set_type_filter(raw, HWLOC_OBJ_CORE, HWLOC_TYPE_FILTER_KEEP_ALL);
  hwloc_topology_set_cache_types_filter(raw, HWLOC_TYPE_FILTER_KEEP_ALL);
  return hwloc_topology_load(raw) == 0 ? std::move(topology) : nullptr;
}

/// Cores of which the process may use at least one logical CPU.
int usableCores(hwloc_topology_t topology) {
  hwloc_cpuset_t mine = hwloc_bitmap_alloc();
  if (hwloc_get_cpubind(topology, mine, HWLOC_CPUBIND_PROCESS) != 0)
    hwloc_bitmap_copy(mine, hwloc_topology_get_allowed_cpuset(topology));
  int cores = 0;
  for (hwloc_obj_t core = nullptr; (core = hwloc_get_next_obj_by_type(topology, HWLOC_OBJ_CORE, core));)
    cores += hwloc_bitmap_intersects(core->cpuset, mine);
  if (cores == 0) cores = hwloc_bitmap_weight(mine);
  hwloc_bitmap_free(mine);
  return std::max(1, cores);
}

/// Data and unified caches above one logical CPU, nearest first.
std::vector<CacheLevel> readCaches(hwloc_topology_t topology) {
  std::vector<CacheLevel> caches;
  for (hwloc_obj_t object = hwloc_get_obj_by_type(topology, HWLOC_OBJ_PU, 0); object; object = object->parent) {
    if (!hwloc_obj_type_is_dcache(object->type) || object->attr->cache.size == 0) continue;
    const auto &cache = object->attr->cache;
    CacheLevel level;
    level.level = static_cast<int>(cache.depth);
    level.bytes = static_cast<int64_t>(cache.size);
    if (cache.associativity > 0) level.ways = cache.associativity;
    if (cache.linesize > 0) level.lineBytes = static_cast<int>(cache.linesize);
    level.sharedBy =
        std::max(1, static_cast<int>(hwloc_get_nbobjs_inside_cpuset_by_type(topology, object->cpuset, HWLOC_OBJ_CORE)));
    caches.push_back(level);
  }
  return caches;
}

/// The name the system prints, or the CPU's numbers.
std::string cpuModel() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("model name")) continue;
    if (size_t colon = line.find(": "); colon != std::string::npos) return line.substr(colon + 2);
  }
  return "x86-64 CPU " + cpuSignature();
}

void setTarget(Machine &machine, const CpuKind &kind) {
  machine.targetCpu = kind.name;
  machine.vectorBits = kind.vectorBits;
  machine.vectorRegisters = kind.vectorRegisters;
  machine.hasFma = kind.hasFma;
  machine.fingerprint = fingerprintOf(machine);
}

Machine readHost() {
  Machine machine;
  machine.cpu = cpuModel();
  if (Topology topology = loadTopology()) {
    machine.cores = usableCores(topology.get());
    machine.caches = readCaches(topology.get());
  }
  // The schedule rules and the roofs need at least one cache; sizes every x86-64 CPU of the last decade has.
  if (machine.caches.empty()) machine.caches = {{.level = 1, .bytes = 32 << 10}, {.level = 2, .bytes = 256 << 10}};
  // More threads than the quota pays for are stopped in the middle of a run.
  if (double quota = cpuQuota(); quota > 0) machine.cores = std::clamp(static_cast<int>(quota), 1, machine.cores);
  setTarget(machine, hostCpu());
  return machine;
}

std::string knownNames() {
  std::string names;
  for (const CpuKind &kind : knownCpus()) names += (names.empty() ? "" : ", ") + std::string(kind.name);
  return names;
}

}  // namespace

Machine readMachine() {
  static const Machine machine = readHost();
  return machine;
}

Result<Machine> machineFor(const std::string &targetCpu) {
  Machine machine = readMachine();
  if (targetCpu.empty() || targetCpu == "native" || targetCpu == machine.targetCpu) return machine;
  const CpuKind *kind = findCpu(targetCpu);
  if (!kind) return badUsage("no vector width known for CPU '" + targetCpu + "'; known: native, " + knownNames());
  setTarget(machine, *kind);
  return machine;
}

bool runsHere(const Machine &machine) {
  CpuKind host = hostCpu();
  return machine.vectorBits <= host.vectorBits && (!machine.hasFma || host.hasFma);
}

std::string fingerprintOf(const Machine &machine) {
  std::string text = "machine 1\n" + machine.cpu + "\n" + cpuSignature() + "\n" + machine.targetCpu + "\n" +
                     std::to_string(machine.vectorBits) + " " + std::to_string(machine.vectorRegisters) + " " +
                     std::to_string(machine.hasFma) + " " + std::to_string(machine.cores) + "\n";
  for (const CacheLevel &cache : machine.caches)
    text += std::to_string(cache.level) + " " + std::to_string(cache.bytes) + " " + std::to_string(cache.ways) + " " +
            std::to_string(cache.lineBytes) + " " + std::to_string(cache.sharedBy) + "\n";
  return hashText(text);
}

}  // namespace mlir_rl
