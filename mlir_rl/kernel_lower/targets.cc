#include "mlir_rl/kernel_lower/targets.h"

#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/TargetSelect.h"

namespace mlir_rl::kernel::lowering {
namespace {

constexpr const char *kCpuTriple = "x86_64-unknown-linux-gnu", *kCpu = "x86-64-v3";
constexpr const char *kGpuTriple = "nvptx64-nvidia-cuda", *kGpu = "sm_80";

void registerTargets() {
  static const bool once = [] {
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86Target();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86AsmPrinter();
    LLVMInitializeX86AsmParser();
    LLVMInitializeNVPTXTargetInfo();
    LLVMInitializeNVPTXTarget();
    LLVMInitializeNVPTXTargetMC();
    LLVMInitializeNVPTXAsmPrinter();
    return true;
  }();
  (void)once;
}

/// Null when LLVM lacks the target. Floats round after each operation: none are fused.
std::unique_ptr<llvm::TargetMachine> make(const char *triple, const char *cpu, llvm::CodeGenOptLevel level) {
  std::string message;
  const llvm::Target *target = llvm::TargetRegistry::lookupTarget(llvm::Triple(triple), message);
  if (!target) return nullptr;
  llvm::TargetOptions options;
  options.AllowFPOpFusion = llvm::FPOpFusion::Strict;
  return std::unique_ptr<llvm::TargetMachine>(
      target->createTargetMachine(llvm::Triple(triple), cpu, "", options, llvm::Reloc::PIC_, std::nullopt, level));
}

}  // namespace

Result<Targets> makeTargets() {
  registerTargets();
  using Level = llvm::CodeGenOptLevel;
  Targets targets = {make(kCpuTriple, kCpu, Level::Default), make(kCpuTriple, kCpu, Level::None),
                     make(kGpuTriple, kGpu, Level::Default)};
  if (!targets.cpu || !targets.gpu) return badEnvironment("this LLVM has no code generator for x86-64 or NVPTX");
  return targets;
}

TargetText textOf(const llvm::TargetMachine &machine) {
  return {machine.getTargetTriple().str(), machine.createDataLayout().getStringRepresentation(),
          machine.getTargetCPU().str()};
}

}  // namespace mlir_rl::kernel::lowering
