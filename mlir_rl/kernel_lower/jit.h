#pragma once

/// \file
/// Object code into this process, ready to call.

#include <memory>

#include "mlir_rl/kernel_lower/codegen.h"

namespace mlir_rl::kernel::lowering {

class Jit;

/// Code in memory; callable while this lives, which must not be longer than the Jit.
class JitCode {
 public:
  JitCode() = default;
  JitCode(JitCode &&other) noexcept;
  JitCode &operator=(JitCode &&other) noexcept;
  ~JitCode();

  /// Errors (failed): nothing is called so, or it calls an unknown function.
  Result<void *> address(const std::string &name) const;

 private:
  friend class Jit;
  JitCode(Jit *jit, void *library) : jit_(jit), library_(library) {}
  Jit *jit_ = nullptr;
  void *library_ = nullptr;  ///< an llvm::orc::JITDylib
};

/// One a process. It starts no threads, so a process may fork.
class Jit {
 public:
  static Result<std::unique_ptr<Jit>> create();
  ~Jit();

  /// The objects may call each other's functions, and those of this process.
  Result<JitCode> load(std::vector<Object> objects);

 private:
  friend class JitCode;
  struct Session;
  explicit Jit(std::unique_ptr<Session> session);
  std::unique_ptr<Session> session_;
};

}  // namespace mlir_rl::kernel::lowering
