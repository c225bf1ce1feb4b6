#pragma once

/// \file
/// A verified MLIR program. This header is free of MLIR.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "mlir_rl/flow/artifact.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

struct ParseOptions {
  std::string entry;     ///< symbol of the function to optimise; empty: `main`, or the only public function
  int64_t maxBytes = 0;  ///< refuse programs whose tensors need more; 0: this machine's memory
};

/// A module with one entry function. Move-only; clone() copies the module within the same context.
class Program {
 public:
  Program(Program &&) noexcept;
  Program &operator=(Program &&) noexcept;
  ~Program();

  const std::string &name() const;
  const std::string &entry() const;
  /// Inputs arg0, ... then outputs result0, ... of the entry.
  const std::vector<Argument> &arguments() const;
  /// The module as MLIR prints it.
  std::string text() const;
  /// 16 hex digits of the module's text without locations, the entry's name included.
  std::string hash() const;
  Program clone() const;

  struct Impl;
  explicit Program(std::unique_ptr<Impl> impl);
  Impl &impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

/// Parses and verifies. Errors (usage): not MLIR, fails the verifier, unknown dialect, dynamic shapes, entry missing
/// or ambiguous, tensors beyond memory; each names `fileName`, line and column where there is one.
Result<Program> parseProgram(std::string_view text, const std::string &fileName, const ParseOptions &options);

/// The same from a file.
Result<Program> readProgram(const std::string &path, const ParseOptions &options);

}  // namespace mlir_rl
