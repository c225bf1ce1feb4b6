#pragma once

/// \file
/// Compiled code and what its caller must know.

#include <cstdint>
#include <string>
#include <vector>

#include "mlir_rl/flow/op_summary.h"

namespace mlir_rl {

/// One memref argument of the compiled function, row-major and dense.
struct Argument {
  std::string name;  ///< "arg0", ..., "result0", ...
  ElementType type = ElementType::f32;
  std::vector<int64_t> shape;
  bool isOutput = false;
  bool operator==(const Argument &) const = default;
};

/// Object code. Calling convention: `_mlir_ciface_<entry>` takes a pointer to a memref descriptor
/// {T *allocated, T *aligned, int64_t offset, sizes[rank], strides[rank]} for each argument in order, and last,
/// when workspaceBytes > 0, one for the workspace (memref<?xi8>, rank 1). No malloc in the call; re-entrant.
struct Artifact {
  std::vector<char> object;  ///< relocatable ELF
  std::string entry;         ///< without the _mlir_ciface_ prefix
  std::vector<Argument> arguments;
  int64_t workspaceBytes = 0;
  int64_t workspaceAlignment = 64;
  int threads = 1;
  std::string targetCpu;
  std::string pipeline;  ///< name of the LLVM pipeline: "O3", "fast"
};

/// Bytes of one element; i1 takes one byte.
inline int64_t elementBytes(ElementType type) {
  switch (type) {
    case ElementType::i1:
    case ElementType::i8:
      return 1;
    case ElementType::f16:
    case ElementType::bf16:
    case ElementType::i16:
      return 2;
    case ElementType::f32:
    case ElementType::i32:
      return 4;
    case ElementType::f64:
    case ElementType::i64:
    case ElementType::index:
      return 8;
  }
  return 8;
}

}  // namespace mlir_rl
