#pragma once

/// \file
/// How compiled kernels are called: by one pointer for each argument, so that all kernels have one signature.

#include "llvm/IR/Module.h"

namespace mlir_rl::kernel::lowering {

/// Adds `void NAME(ptr slots)`, which calls the kernel: slot i points to argument i as it lies in memory (a bool as a
/// byte that is 0 or not, vectors with the alignment of their components).
void addLauncher(llvm::Function &kernel, const std::string &name);

/// Makes a GPU's module run on this machine: its kernel, called for one thread after the other, gets its numbers from
/// variables; functions of libdevice become those of the C library. Adds `void NAME(ptr slots, i64 threads)`, which
/// calls it for all threads of as many blocks as are needed.
void addThreadLauncher(llvm::Module &module, llvm::Function &kernel, const std::string &name, const std::string &triple,
                       const llvm::DataLayout &layout, const std::string &cpu);

/// Threads in a block.
inline constexpr unsigned kBlock = 256;

}  // namespace mlir_rl::kernel::lowering
