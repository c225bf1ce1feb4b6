#pragma once

/// \file
/// Object code into this process, ready to call. Free of MLIR and LLVM.

#include <memory>

#include "mlir_rl/flow/artifact.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// Machine code in memory; it stays callable while this lives.
class LoadedCode {
 public:
  LoadedCode(LoadedCode &&) noexcept;
  LoadedCode &operator=(LoadedCode &&) noexcept;
  ~LoadedCode();

  /// `_mlir_ciface_<entry>`: takes one pointer to a memref descriptor for each argument (see Artifact).
  void *address() const;

 private:
  struct Memory;
  explicit LoadedCode(std::unique_ptr<Memory> memory);
  friend Result<LoadedCode> load(const Artifact &artifact);
  std::unique_ptr<Memory> memory_;
};

/// Links the object code in memory; its libm and libomp calls go to those of this process (libomp is opened when
/// the code has threads). Errors: failed, for a symbol that is not found; environment, where libomp is missing.
Result<LoadedCode> load(const Artifact &artifact);

}  // namespace mlir_rl
