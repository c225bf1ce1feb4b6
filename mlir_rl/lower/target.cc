#include "mlir_rl/lower/target.h"

#include <map>
#include <memory>
#include <mutex>

#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/SubtargetFeature.h"

namespace mlir_rl {
namespace {

std::string hostFeatures() {
  llvm::SubtargetFeatures features;
  for (const auto &feature : llvm::sys::getHostCPUFeatures()) features.AddFeature(feature.first(), feature.second);
  return features.getString();
}

Result<std::unique_ptr<llvm::TargetMachine>> makeMachine(const std::string &cpu) {
  llvm::InitializeNativeTarget();
  llvm::InitializeNativeTargetAsmPrinter();
  llvm::Triple triple(llvm::sys::getProcessTriple());
  std::string message;
  const llvm::Target *target = llvm::TargetRegistry::lookupTarget(triple, message);
  if (!target) return badEnvironment("LLVM has no code generator for " + triple.str() + ": " + message);
  bool native = cpu == "native";
  std::string name = native ? llvm::sys::getHostCPUName().str() : cpu;
  // An unknown name must be found before the machine is made: LLVM only prints a warning for it.
  std::unique_ptr<llvm::MCSubtargetInfo> known(target->createMCSubtargetInfo(triple, "", ""));
  if (!known->isCPUStringValid(name)) return badUsage("unknown target CPU '" + cpu + "'");
  return std::unique_ptr<llvm::TargetMachine>(
      target->createTargetMachine(triple, name, native ? hostFeatures() : "", llvm::TargetOptions(), llvm::Reloc::PIC_,
                                  std::nullopt, llvm::CodeGenOptLevel::Aggressive));
}

}  // namespace

Result<llvm::TargetMachine *> targetMachine(const std::string &cpu) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<llvm::TargetMachine>> machines;
  std::lock_guard lock(mutex);
  auto known = machines.find(cpu);
  if (known != machines.end()) return known->second.get();
  auto machine = makeMachine(cpu);
  if (!machine) return tl::unexpected(machine.error());
  return (machines[cpu] = std::move(*machine)).get();
}

int vectorBits(const llvm::TargetMachine &machine) {
  if (!machine.getTargetTriple().isX86()) return 128;
  const llvm::MCSubtargetInfo &target = *machine.getMCSubtargetInfo();
  return target.checkFeatures("+avx512f") ? 512 : target.checkFeatures("+avx") ? 256 : 128;
}

}  // namespace mlir_rl
