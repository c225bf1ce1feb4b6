#pragma once

/// \file
/// Instruction sets: what this CPU executes, and what the CPUs LLVM knows by name execute. Without LLVM.

#include <span>
#include <string>
#include <string_view>

namespace mlir_rl {

/// The instruction sets our kernels are written for, narrow to wide.
enum class Isa { sse2, avx2, avx512 };

/// What decides a register tile on one CPU.
struct CpuKind {
  std::string_view name;  ///< LLVM's -mcpu name
  int vectorBits;         ///< widest vector register
  int vectorRegisters;    ///< architectural vector registers
  bool hasFma;
};

/// The x86-64 CPUs we know by LLVM's name.
std::span<const CpuKind> knownCpus();

/// One of knownCpus(), or nullptr.
const CpuKind *findCpu(std::string_view name);

/// This CPU: LLVM's name where known, else the x86-64 level it reaches; width, registers and FMA from its feature
/// bits, so a virtual machine that hides AVX-512 gets what it can execute.
CpuKind hostCpu();

/// "family.model.stepping" and whether a hypervisor is below: what tells apart CPUs that print the same name.
std::string cpuSignature();
bool underHypervisor();

/// The widest of our instruction sets a machine with this CPU executes.
Isa isaOf(int vectorBits, bool hasFma);

}  // namespace mlir_rl
