#pragma once

/// \file
/// From indices to rows: make, print, read back, run, build, compare.

#include <span>

#include "mlir_rl/kernel_front/python.h"
#include "mlir_rl/kernel_set/builder.h"
#include "mlir_rl/kernel_set/maker.h"
#include "mlir_rl/kernel_set/row.h"

namespace mlir_rl::kernel {

/// Is told what happens, so that a crash can be said to be of an index and a stage.
class RowSink {
 public:
  virtual ~RowSink() = default;
  /// `index` -1: all that were asked for at once.
  virtual void at(int64_t index, const char *stage) = 0;
  virtual void done(int64_t index, MadeRow row) = 0;
};

class RowPipeline {
 public:
  RowPipeline(Maker &maker, Builder &builder, PythonParser &parser, std::set<Form> forms)
      : maker_(maker), builder_(builder), parser_(parser), forms_(std::move(forms)) {}

  /// Starts Python's parser and the builder. Error (environment): one does not run.
  Status start();

  /// A row for each index, kept or not, in any order. The stages are make, print, read (back: the text must give the
  /// tree it was printed from), hash, oracle, forms, and the name of each compiled form that runs.
  void rows(uint64_t seed, std::span<const int64_t> indices, RowSink &sink);

 private:
  Maker &maker_;
  Builder &builder_;
  PythonParser &parser_;
  std::set<Form> forms_;
};

}  // namespace mlir_rl::kernel
