#pragma once

/// \file
/// libdevice, NVIDIA's library of mathematical functions for GPUs as LLVM bitcode: `__nv_sinf` and the like.

#include <map>
#include <memory>
#include <string>

#include "llvm/IR/Module.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl::kernel::lowering {

class Libdevice {
 public:
  /// Errors (environment): no such file, or no bitcode that this LLVM reads.
  static Result<std::unique_ptr<Libdevice>> load(const std::string &path);

  /// Adds the functions that the module calls and lacks, as internal ones.
  Status link(llvm::Module &module);

 private:
  Libdevice() = default;
  /// The function with all that it uses, as bitcode: a hundredth of the library. Empty when there is none.
  const std::string &piece(const std::string &name);

  std::unique_ptr<llvm::LLVMContext> context_;
  std::unique_ptr<llvm::Module> library_;
  std::map<std::string, std::string> pieces_;
};

/// Functions of libdevice that the module calls and lacks, separated by commas.
std::string missingDeviceFunctions(const llvm::Module &module);

}  // namespace mlir_rl::kernel::lowering
