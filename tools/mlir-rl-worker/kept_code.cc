#include "kept_code.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstring>

#include "mlir_rl/support/hash.h"

namespace mlir_rl {

static constexpr int kSlots = 16;
static constexpr size_t kSlotBytes = 1 << 20;

/// At the start of its bytes; the object code follows. What else an artifact says is in program and request.
struct KeptCode::Slot {
  uint64_t key;   ///< 0: empty. Written last, so that a child that dies while it writes leaves an empty one
  uint64_t used;  ///< grows with each use
  int64_t workspaceBytes, workspaceAlignment;
  uint64_t objectBytes;

  char *object() { return reinterpret_cast<char *>(this + 1); }
};

static uint64_t keyOf(const LoadedProgram &program, const MeasureRequest &request, const std::string &script) {
  Hasher hasher;
  hasher.add(program.hash).add(script).add(request.targetCpu).add(request.llvmPipeline);
  return hasher.add(uint64_t(request.threads)).value() | 1;
}

KeptCode::KeptCode() {
  void *memory =
      mmap(nullptr, kSlots * kSlotBytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory != MAP_FAILED) memory_ = static_cast<char *>(memory);
}

KeptCode::~KeptCode() {
  if (memory_) munmap(memory_, kSlots * kSlotBytes);
}

KeptCode::Slot &KeptCode::slot(int index) const {
  return *reinterpret_cast<Slot *>(memory_ + size_t(index) * kSlotBytes);
}

std::optional<Artifact> KeptCode::find(const LoadedProgram &program, const MeasureRequest &request,
                                       const std::string &script) {
  uint64_t key = keyOf(program, request, script), newest = 0;
  Slot *found = nullptr;
  for (int i = 0; memory_ && i < kSlots; ++i) {
    newest = std::max(newest, slot(i).used);
    if (slot(i).key == key) found = &slot(i);
  }
  if (!found) return std::nullopt;
  found->used = newest + 1;
  Artifact artifact;
  artifact.object.assign(found->object(), found->object() + found->objectBytes);
  artifact.entry = program.candidate.entry();
  artifact.arguments = program.candidate.arguments();
  artifact.workspaceBytes = found->workspaceBytes;
  artifact.workspaceAlignment = found->workspaceAlignment;
  artifact.threads = request.threads;
  artifact.targetCpu = request.targetCpu;
  artifact.pipeline = request.llvmPipeline;
  return artifact;
}

void KeptCode::keep(const LoadedProgram &program, const MeasureRequest &request, const std::string &script,
                    const Artifact &artifact) {
  if (!memory_ || sizeof(Slot) + artifact.object.size() > kSlotBytes) return;
  Slot *oldest = &slot(0);
  uint64_t newest = 0;
  for (int i = 0; i < kSlots; ++i) {
    newest = std::max(newest, slot(i).used);
    if (slot(i).used < oldest->used) oldest = &slot(i);
  }
  oldest->key = 0;
  oldest->used = newest + 1;
  oldest->workspaceBytes = artifact.workspaceBytes;
  oldest->workspaceAlignment = artifact.workspaceAlignment;
  oldest->objectBytes = artifact.object.size();
  std::memcpy(oldest->object(), artifact.object.data(), artifact.object.size());
  oldest->key = keyOf(program, request, script);
}

void KeptCode::seal() {
  if (memory_) mprotect(memory_, kSlots * kSlotBytes, PROT_READ);
}

}  // namespace mlir_rl
