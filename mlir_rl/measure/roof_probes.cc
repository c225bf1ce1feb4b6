#include "mlir_rl/measure/roof_probes.h"

#include <sys/mman.h>

#include <algorithm>

#include "mlir_rl/measure/cgroup.h"

namespace mlir_rl {
namespace {

constexpr int64_t kMiB = 1 << 20;

/// A number the compiler cannot know.
template <class T>
T opaque(T value) {
  asm volatile("" : "+m"(value));
  return value;
}

Probe fmaProbe(const RoofKernels &kernels, bool isDouble, Rate &into) {
  int lanes = isDouble ? kernels.lanesF64 : kernels.lanesF32;
  constexpr int64_t iterations = 4096;  // x = x / 2 + 1 reaches 2 exactly, from anywhere, long before
  double expected = 2.0 * lanes * kernels.chains;
  auto repeat = [&kernels, isDouble, expected](int64_t repeats) {
    double sum = isDouble ? kernels.fmaF64(iterations * repeats, opaque(0.5), opaque(1.0))
                          : kernels.fmaF32(iterations * repeats, opaque(0.5f), opaque(1.0f));
    return sum == expected;
  };
  return {isDouble ? "FMA f64" : "FMA f32", &into, 2.0 * lanes * kernels.chains * iterations, repeat};
}

using CopyKernel = void (*)(double *, const double *, int64_t, int64_t);
using TriadKernel = void (*)(double *, const double *, const double *, int64_t, int64_t);

Probe copyProbe(const std::string &name, CopyKernel kernel, double *data, int64_t bytes, Rate &into) {
  int64_t half = bytes / 16;
  return {name, &into, static_cast<double>(bytes), [=](int64_t repeats) {
            kernel(data, data + half, half, repeats);
            return data[half - 1] == data[2 * half - 1];
          }};
}

Probe triadProbe(const std::string &name, TriadKernel kernel, double *data, int64_t bytes, Rate &into) {
  int64_t third = bytes / 24;
  return {name, &into, static_cast<double>(bytes), [=](int64_t repeats) {
            kernel(data, data + third, data + 2 * third, third, repeats);
            return data[third - 1] == data[2 * third - 1] + 3 * data[3 * third - 1];
          }};
}

std::string levelName(const LevelRoof &level) { return level.level ? "L" + std::to_string(level.level) : "memory"; }

void addLevel(std::vector<Probe> &probes, const RoofKernels &kernels, double *data, LevelRoof &level) {
  int64_t bytes = level.workingSetBytes;
  std::string where = levelName(level);
  probes.push_back({where + " read", &level.read, static_cast<double>(bytes),
                    [&kernels, data, bytes](int64_t repeats) { return kernels.read(data, bytes / 8, repeats) != 0; }});
  probes.push_back(copyProbe(where + " copy", kernels.copy, data, bytes, level.copy));
  probes.push_back(triadProbe(where + " triad", kernels.triad, data, bytes, level.triad));
}

/// Writing past the caches pays only where there is no cache left.
void addMemory(std::vector<Probe> &probes, const RoofKernels &kernels, double *data, LevelRoof &level) {
  int64_t bytes = level.workingSetBytes;
  std::string where = levelName(level);
  probes.push_back(copyProbe(where + " copy past the caches", kernels.copyStream, data, bytes, level.copy));
  probes.push_back(triadProbe(where + " triad past the caches", kernels.triadStream, data, bytes, level.triad));
}

/// Halves and thirds of a working set must be whole blocks.
int64_t wholeBlocks(int64_t bytes) { return bytes / (6 * kRoofBlock * 8) * (6 * kRoofBlock * 8); }

}  // namespace

Pages::Pages(int64_t bytes) : bytes_(static_cast<size_t>(bytes)) {
  void *where = mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (where == MAP_FAILED) return;
  madvise(where, bytes_, MADV_HUGEPAGE);
  data_ = static_cast<double *>(where);
  for (int64_t i = 0; i < bytes / 8; ++i) data_[i] = static_cast<double>(1 + (i & 1023));
}

Pages::~Pages() {
  if (data_) munmap(data_, bytes_);
}

Result<std::vector<LevelRoof>> workingSets(const Machine &machine) {
  std::vector<LevelRoof> levels;
  int64_t last = 0;
  for (const CacheLevel &cache : machine.caches) {
    levels.push_back({.level = cache.level, .workingSetBytes = wholeBlocks(cache.bytes / 2)});
    last = std::max(last, cache.bytes);
  }
  int64_t wanted = std::clamp(4 * last, 256 * kMiB, 1024 * kMiB);
  if (int64_t available = availableMemory(); available > 0) wanted = std::min(wanted, available / 2);
  if (wanted < std::max(2 * last, 16 * kMiB))
    return badEnvironment("too little free memory to measure its bandwidth: " + std::to_string(4 * last / kMiB) +
                          " MiB needed; close other programs or raise the memory limit");
  levels.push_back({.level = 0, .workingSetBytes = wholeBlocks(wanted)});
  return levels;
}

std::vector<const RoofKernels *> kernelsFor(const Machine &machine) {
  Isa isa = isaOf(machine.vectorBits, machine.hasFma);
  std::vector<const RoofKernels *> kernels = {&roofKernels(isa)};
  if (isa == Isa::avx512) kernels.push_back(&roofKernels(Isa::avx2));
  return kernels;
}

Result<std::vector<Probe>> makeProbes(const std::vector<const RoofKernels *> &kernels, Roof &roof,
                                      std::vector<std::unique_ptr<Pages>> &pages) {
  std::vector<Probe> probes;
  for (const RoofKernels *set : kernels) {
    probes.push_back(fmaProbe(*set, false, roof.fmaF32));
    probes.push_back(fmaProbe(*set, true, roof.fmaF64));
  }
  for (LevelRoof &level : roof.levels) {
    double *data = pages.emplace_back(std::make_unique<Pages>(level.workingSetBytes))->data();
    if (!data)
      return badEnvironment("the system refused " + std::to_string(level.workingSetBytes / kMiB) +
                            " MiB to measure bandwidth with; free memory or raise the limit");
    for (const RoofKernels *set : kernels)
      if (level.level || set == kernels.front()) addLevel(probes, *set, data, level);
    if (!level.level) addMemory(probes, *kernels.front(), data, level);
  }
  return probes;
}

}  // namespace mlir_rl
