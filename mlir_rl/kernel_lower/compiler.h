#pragma once

/// \file
/// The compiler of kernels: typed trees to MLIR, LLVM IR, x86-64 assembly and PTX. Free of MLIR and LLVM.

#include "mlir_rl/kernel/tree.h"
#include "mlir_rl/kernel_lower/compiled.h"

namespace mlir_rl::kernel {

struct CompilerOptions {
  /// Path of libdevice's bitcode (findLibdevice). Empty: kernels that call its functions have no PTX form.
  std::string libdevice = {};
};

/// What all kernels share is made once: contexts, passes, target machines. Not for several threads at a time; it starts
/// none, so a process that has one may fork.
class KernelCompiler {
 public:
  /// Errors (environment): libdevice cannot be read, or LLVM lacks a target.
  static Result<KernelCompiler> create(const CompilerOptions &options = {});
  KernelCompiler(KernelCompiler &&) noexcept;
  KernelCompiler &operator=(KernelCompiler &&) noexcept;
  ~KernelCompiler();

  /// All forms of one kernel, and its code loaded. The same module gives the same texts, whatever was compiled before.
  /// Errors (failed): a stage's name and what it said.
  Result<Compiled> compile(const Module &module, int kernel);

  struct State;

 private:
  explicit KernelCompiler(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// libdevice.10.bc as PyPI's nvidia-cuda-nvcc installs it, somewhere below a folder (a virtual environment); "" when it
/// is not there.
std::string findLibdevice(const std::string &folder);

}  // namespace mlir_rl::kernel
