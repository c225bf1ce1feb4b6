#include "mlir_rl/lower/load.h"

#include <dlfcn.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "llvm/ExecutionEngine/RuntimeDyld.h"
#include "llvm/ExecutionEngine/SectionMemoryManager.h"
#include "llvm/Object/ObjectFile.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/TargetParser/Host.h"

namespace mlir_rl {
namespace {

// LLVM's package installs libomp beside libLLVM, in a folder the loader may not search.
std::string besideLlvm(const std::string &name) {
  Dl_info info;
  if (!dladdr(reinterpret_cast<void *>(&llvm::sys::getDefaultTargetTriple), &info) || !info.dli_fname) return name;
  return (std::filesystem::path(info.dli_fname).parent_path() / name).string();
}

Status openOpenMp() {
  for (const std::string &name : {std::string("libomp.so.5"), besideLlvm("libomp.so.5"), besideLlvm("libomp.so")})
    if (dlopen(name.c_str(), RTLD_NOW | RTLD_GLOBAL)) return {};
  return badEnvironment("libomp is not found: code with threads needs it; install libomp5-22");
}

// One reservation for all sections, so that code reaches its constants with 32-bit distances, however big they are.
class Sections : public llvm::SectionMemoryManager {
 public:
  Sections() : SectionMemoryManager(nullptr, /*ReserveAlloc=*/true) {}

  // The linker does not count the table of outside addresses it adds last; without room of its own that table lands
  // anywhere, and when that is 2 GiB away a call jumps through a wrong address.
  void reserveAllocationSpace(uintptr_t code, llvm::Align codeAlign, uintptr_t constants, llvm::Align constantsAlign,
                              uintptr_t data, llvm::Align dataAlign) override {
    constexpr uintptr_t kOutsideAddresses = 64 << 10;  // 8,192 of them
    SectionMemoryManager::reserveAllocationSpace(code, codeAlign, constants, constantsAlign, data + kOutsideAddresses,
                                                 std::max(dataAlign, llvm::Align(16)));
  }

  uint64_t getSymbolAddress(const std::string &name) override {
    void *address = dlsym(RTLD_DEFAULT, name.c_str());
    if (!address && missing.empty()) missing = name;
    return reinterpret_cast<uint64_t>(address);
  }

  std::string missing;
};

}  // namespace

struct LoadedCode::Memory {
  // The unwinder must not look at code that is gone: the next exception would crash.
  ~Memory() { sections.deregisterEHFrames(); }

  Sections sections;
  void *address = nullptr;
};

LoadedCode::LoadedCode(std::unique_ptr<Memory> memory) : memory_(std::move(memory)) {}
LoadedCode::LoadedCode(LoadedCode &&) noexcept = default;
LoadedCode &LoadedCode::operator=(LoadedCode &&) noexcept = default;
LoadedCode::~LoadedCode() = default;
void *LoadedCode::address() const { return memory_->address; }

Result<LoadedCode> load(const Artifact &artifact) {
  if (artifact.threads > 1)
    if (Status opened = openOpenMp(); !opened) return tl::unexpected(opened.error());
  llvm::MemoryBufferRef bytes({artifact.object.data(), artifact.object.size()}, artifact.entry);
  auto object = llvm::object::ObjectFile::createELFObjectFile(bytes);
  if (!object) return failed("the object code is not ELF: " + llvm::toString(object.takeError()));
  auto memory = std::make_unique<LoadedCode::Memory>();
  llvm::RuntimeDyld linker(memory->sections, memory->sections);
  linker.loadObject(**object);
  linker.resolveRelocations();
  if (!memory->sections.missing.empty()) return failed("the code calls an unknown '" + memory->sections.missing + "'");
  if (linker.hasError()) return failed("linking in memory failed: " + linker.getErrorString().str());
  linker.registerEHFrames();
  std::string problem;
  if (memory->sections.finalizeMemory(&problem)) return failed("memory cannot be made executable: " + problem);
  memory->address = reinterpret_cast<void *>(linker.getSymbol("_mlir_ciface_" + artifact.entry).getAddress());
  if (!memory->address) return failed("the object code lacks _mlir_ciface_" + artifact.entry);
  return LoadedCode(std::move(memory));
}

}  // namespace mlir_rl
