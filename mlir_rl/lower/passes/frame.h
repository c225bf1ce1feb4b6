#pragma once

/// \file
/// Where temporaries lie: live ranges of allocations, and offsets inside one frame. Used by mlir-rl-workspace.

#include <cstdint>
#include <vector>

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace mlir_rl {

/// One thing with a place in a frame, live from op number `begin` to op number `end`, both included.
struct FrameItem {
  mlir::Operation *op = nullptr;  ///< a memref.alloc, a func.call (the callee's frame) or an scf.parallel
  int64_t begin = 0;
  int64_t end = 0;
  int64_t bytes = 0;
  int64_t offset = 0;  ///< set by placeItems: a multiple of kFrameAlignment
};

constexpr int64_t kFrameAlignment = 64;

/// Gives each item the lowest free offset, biggest first; items that are never live together may share bytes.
/// Returns the size of the frame, a multiple of kFrameAlignment.
int64_t placeItems(std::vector<FrameItem> &items);

/// Numbers the ops of a function in order and finds how long allocations live.
class LiveRanges {
 public:
  explicit LiveRanges(mlir::func::FuncOp function);

  /// The range of op numbers of `op` and all it holds.
  std::pair<int64_t, int64_t> span(mlir::Operation *op) const;

  /// From the allocation to its last use, views of it included; its deallocations are appended to `deallocs`.
  /// Emits an error where the buffer leaves its function or its loop iteration.
  mlir::FailureOr<std::pair<int64_t, int64_t>> live(mlir::memref::AllocOp alloc,
                                                    mlir::SmallVectorImpl<mlir::Operation *> &deallocs) const;

 private:
  llvm::DenseMap<mlir::Operation *, std::pair<int64_t, int64_t>> spans_;
  bool structured_ = true;  ///< false: branches between blocks, so that everything lives as long as the function
};

/// An upper bound of the bytes of an allocation; emits an error where there is none.
mlir::FailureOr<int64_t> boundBytes(mlir::memref::AllocOp alloc);

}  // namespace mlir_rl
