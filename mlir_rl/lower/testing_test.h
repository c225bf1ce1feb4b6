#pragma once

/// \file
/// Helpers for the tests of this room.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir_rl/flow/artifact.h"
#include "mlir_rl/lower/lower.h"
#include "mlir_rl/program/program.h"

namespace mlir_rl::testing {

/// A module and the context it lives in.
struct Parsed {
  std::unique_ptr<mlir::MLIRContext> context;
  mlir::OwningOpRef<mlir::ModuleOp> module;
};

/// Parses `text`, which must be valid.
Parsed parse(const std::string &text);

/// A program of benchmarks/ ("ops/matmul_512.mlir") in raw form.
Program rawBenchmark(const std::string &file);

/// The module after the passes, as text; "error: " and the diagnostics when a pass refuses.
std::string runPasses(const std::string &text, const std::string &pipeline);

/// How often `part` stands in `text`.
int count(const std::string &text, const std::string &part);

/// A caller's memory for every argument of an artifact, its workspace included, and the call.
class Caller {
 public:
  explicit Caller(const Artifact &artifact);
  template <class T>
  T *data(int argument) {
    return reinterpret_cast<T *>(memory_[argument].get());
  }
  /// Fills an f32 argument with numbers in [-1, 1) that depend on the index and the seed.
  void fill(int argument, unsigned seed);
  int64_t size(int argument) const { return sizes_[argument]; }
  /// Calls `address`, a `_mlir_ciface_` function of up to six arguments.
  void call(void *address);

 private:
  void add(int64_t bytes, const std::vector<int64_t> &shape);
  struct Free {
    void operator()(void *memory) const { free(memory); }
  };
  std::vector<std::unique_ptr<void, Free>> memory_;
  std::vector<int64_t> sizes_;  // elements
  std::vector<std::vector<int64_t>> descriptors_;
};

}  // namespace mlir_rl::testing
