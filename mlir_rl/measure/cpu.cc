#include "mlir_rl/measure/cpu.h"

#include <cpuid.h>

#include <algorithm>
#include <array>

namespace mlir_rl {
namespace {

constexpr std::array kKnown = {
    CpuKind{"x86-64", 128, 16, false},        CpuKind{"x86-64-v2", 128, 16, false},
    CpuKind{"x86-64-v3", 256, 16, true},      CpuKind{"x86-64-v4", 512, 32, true},
    CpuKind{"nehalem", 128, 16, false},       CpuKind{"westmere", 128, 16, false},
    CpuKind{"sandybridge", 256, 16, false},   CpuKind{"ivybridge", 256, 16, false},
    CpuKind{"haswell", 256, 16, true},        CpuKind{"broadwell", 256, 16, true},
    CpuKind{"skylake", 256, 16, true},        CpuKind{"alderlake", 256, 16, true},
    CpuKind{"raptorlake", 256, 16, true},     CpuKind{"meteorlake", 256, 16, true},
    CpuKind{"arrowlake", 256, 16, true},      CpuKind{"arrowlake-s", 256, 16, true},
    CpuKind{"lunarlake", 256, 16, true},      CpuKind{"gracemont", 256, 16, true},
    CpuKind{"sierraforest", 256, 16, true},   CpuKind{"grandridge", 256, 16, true},
    CpuKind{"skylake-avx512", 512, 32, true}, CpuKind{"cascadelake", 512, 32, true},
    CpuKind{"cooperlake", 512, 32, true},     CpuKind{"cannonlake", 512, 32, true},
    CpuKind{"icelake-client", 512, 32, true}, CpuKind{"icelake-server", 512, 32, true},
    CpuKind{"tigerlake", 512, 32, true},      CpuKind{"rocketlake", 512, 32, true},
    CpuKind{"sapphirerapids", 512, 32, true}, CpuKind{"emeraldrapids", 512, 32, true},
    CpuKind{"graniterapids", 512, 32, true},  CpuKind{"graniterapids-d", 512, 32, true},
    CpuKind{"znver1", 256, 16, true},         CpuKind{"znver2", 256, 16, true},
    CpuKind{"znver3", 256, 16, true},         CpuKind{"znver4", 512, 32, true},
    CpuKind{"znver5", 512, 32, true},
};

struct Signature {
  unsigned family = 0, model = 0, stepping = 0;
  bool isAmd = false, hypervisor = false;
};

Signature readSignature() {
  Signature read;
  unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
  if (__get_cpuid(0, &eax, &ebx, &ecx, &edx)) read.isAmd = ebx == signature_AMD_ebx;
  if (!__get_cpuid(1, &eax, &ebx, &ecx, &edx)) return read;
  read.family = (eax >> 8) & 0xf;
  read.model = (eax >> 4) & 0xf;
  if (read.family == 6 || read.family == 15) read.model |= ((eax >> 16) & 0xf) << 4;
  if (read.family == 15) read.family += (eax >> 20) & 0xff;
  read.stepping = eax & 0xf;
  read.hypervisor = ecx >> 31;
  return read;
}

/// The compiler's own test of CPU names depends on the age of its run-time library, so we keep the numbers.
std::string_view amdName(unsigned family, unsigned model) {
  if (family == 0x17) return model < 0x30 ? "znver1" : "znver2";
  if (family == 0x19) return (model >= 0x10 && model < 0x20) || (model >= 0x60 && model < 0xb0) ? "znver4" : "znver3";
  return family == 0x1a ? "znver5" : "";
}

struct IntelModel {
  unsigned model;
  std::string_view name;
};
constexpr IntelModel kIntelModels[] = {
    {0x1a, "nehalem"},        {0x1e, "nehalem"},        {0x1f, "nehalem"},         {0x2e, "nehalem"},
    {0x25, "westmere"},       {0x2c, "westmere"},       {0x2f, "westmere"},        {0x2a, "sandybridge"},
    {0x2d, "sandybridge"},    {0x3a, "ivybridge"},      {0x3e, "ivybridge"},       {0x3c, "haswell"},
    {0x3f, "haswell"},        {0x45, "haswell"},        {0x46, "haswell"},         {0x3d, "broadwell"},
    {0x47, "broadwell"},      {0x4f, "broadwell"},      {0x56, "broadwell"},       {0x4e, "skylake"},
    {0x5e, "skylake"},        {0x8e, "skylake"},        {0x9e, "skylake"},         {0xa5, "skylake"},
    {0xa6, "skylake"},        {0x55, "skylake-avx512"}, {0x66, "cannonlake"},      {0x7d, "icelake-client"},
    {0x7e, "icelake-client"}, {0x9d, "icelake-client"}, {0x8c, "tigerlake"},       {0x8d, "tigerlake"},
    {0xa7, "rocketlake"},     {0x6a, "icelake-server"}, {0x6c, "icelake-server"},  {0x8f, "sapphirerapids"},
    {0xcf, "emeraldrapids"},  {0xad, "graniterapids"},  {0xae, "graniterapids-d"}, {0x97, "alderlake"},
    {0x9a, "alderlake"},      {0xbe, "gracemont"},      {0xb7, "raptorlake"},      {0xba, "raptorlake"},
    {0xbf, "raptorlake"},     {0xaa, "meteorlake"},     {0xac, "meteorlake"},      {0xb5, "arrowlake"},
    {0xc5, "arrowlake"},      {0xc6, "arrowlake-s"},    {0xbd, "lunarlake"},       {0xaf, "sierraforest"},
    {0xb6, "grandridge"},
};

std::string_view intelName(unsigned family, unsigned model) {
  if (family != 6) return "";
  auto found = std::ranges::find(kIntelModels, model, &IntelModel::model);
  if (found == std::end(kIntelModels)) return "";
  if (found->name != "skylake-avx512") return found->name;
  if (__builtin_cpu_supports("avx512bf16")) return "cooperlake";
  return __builtin_cpu_supports("avx512vnni") ? "cascadelake" : "skylake-avx512";
}

/// LLVM's name of this CPU, or the x86-64 level it reaches.
std::string_view hostName() {
  Signature read = readSignature();
  std::string_view name = (read.isAmd ? amdName : intelName)(read.family, read.model);
  if (!name.empty()) return name;
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")) return "x86-64-v4";
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return "x86-64-v3";
  return __builtin_cpu_supports("sse4.2") ? "x86-64-v2" : "x86-64";
}

}  // namespace

std::span<const CpuKind> knownCpus() { return kKnown; }

const CpuKind *findCpu(std::string_view name) {
  auto found = std::ranges::find(kKnown, name, &CpuKind::name);
  return found == kKnown.end() ? nullptr : &*found;
}

CpuKind hostCpu() {
  __builtin_cpu_init();
  CpuKind kind{hostName(), 128, 16, false};
  kind.hasFma = __builtin_cpu_supports("fma");
  if (__builtin_cpu_supports("avx")) kind.vectorBits = 256;
  if (__builtin_cpu_supports("avx512f")) {
    kind.vectorBits = 512;
    kind.vectorRegisters = 32;
  }
  return kind;
}

std::string cpuSignature() {
  Signature read = readSignature();
  return std::to_string(read.family) + "." + std::to_string(read.model) + "." + std::to_string(read.stepping);
}

bool underHypervisor() { return readSignature().hypervisor; }

Isa isaOf(int vectorBits, bool hasFma) {
  if (vectorBits >= 512) return Isa::avx512;
  // AVX without FMA (sandybridge) multiplies and adds at the width our SSE2 kernel halves: its peak reads as half.
  return vectorBits >= 256 && hasFma ? Isa::avx2 : Isa::sse2;
}

}  // namespace mlir_rl
