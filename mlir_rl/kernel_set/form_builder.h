#pragma once

/// \file
/// The compiler of kernels and the writers of C++ and CUDA as a set's builder.

#include <memory>

#include "mlir_rl/kernel_lower/compiler.h"
#include "mlir_rl/kernel_set/builder.h"

namespace mlir_rl::kernel {

class FormBuilder : public Builder {
 public:
  /// `compilers`: what the texts depend on, for version().
  FormBuilder(std::shared_ptr<KernelCompiler> compiler, std::string compilers)
      : compiler_(std::move(compiler)), compilers_(std::move(compilers)) {}

  std::string version() const override { return compilers_; }
  Result<Built> build(const Module &module, const std::set<Form> &wanted) override;

 private:
  std::shared_ptr<KernelCompiler> compiler_;
  std::string compilers_;
};

/// A compiler with libdevice from a file ("": without). Errors (environment): see KernelCompiler::create.
Result<std::shared_ptr<KernelCompiler>> makeCompiler(const std::string &libdevice);

/// "LLVM 22.1.8, libdevice 0123456789abcdef" or "LLVM 22.1.8, no libdevice". Errors: libdevice cannot be read.
Result<std::string> compilersText(const std::string &llvm, const std::string &libdevice);

}  // namespace mlir_rl::kernel
