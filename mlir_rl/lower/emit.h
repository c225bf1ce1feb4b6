#pragma once

/// \file
/// An artifact as files that other programs use. Free of MLIR and LLVM.

#include <string>

#include "mlir_rl/flow/artifact.h"
#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// Writes the object code. Errors: environment, when the file cannot be written (it is then removed).
Status emitObject(const Artifact &artifact, const std::string &path);

/// Links a shared library with clang-22 as a child process. Errors: environment, when clang-22 or its linker is
/// missing, naming the package; failed, with what the linker said.
Status emitSharedLibrary(const Artifact &artifact, const std::string &path);

/// Writes a C header: the prototype in memref descriptors, and an inline function that takes plain pointers.
Status emitHeader(const Artifact &artifact, const std::string &path);

/// The text that emitHeader writes.
std::string headerText(const Artifact &artifact);

}  // namespace mlir_rl
