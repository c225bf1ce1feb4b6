#pragma once

/// \file
/// What a linalg op convolves, loop by loop, whatever its layouts. Behind MLIR's door.

#include <optional>

#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace mlir_rl {

/// What a loop of a convolution runs over.
enum class LoopRole {
  batch,    ///< image and result
  group,    ///< image, filter and result
  feature,  ///< filter and result: an output channel
  channel,  ///< summed up: an input channel
  place,    ///< a window's place: image and result
  tap,      ///< summed up: a place in the window
};

/// A window slides along one dimension of the image.
struct Window {
  unsigned place, tap;  ///< loops
  int64_t stride, dilation;
};

struct Convolution {
  mlir::linalg::LinalgOp op;
  mlir::Value image, filter, init, result;
  mlir::AffineMap imageMap, filterMap, resultMap;
  mlir::SmallVector<int64_t> extents;  ///< of the loops
  mlir::SmallVector<LoopRole> roles;   ///< of the loops
  mlir::SmallVector<Window> windows;   ///< in the order of the image's dimensions

  mlir::Type element() const { return mlir::getElementTypeOrSelf(result.getType()); }
  /// The loops of these roles, role by role, each role's in the order of the op.
  mlir::SmallVector<unsigned> loops(mlir::ArrayRef<LoopRole> wanted) const;
  /// Iterations of all the loops of these roles.
  int64_t count(mlir::ArrayRef<LoopRole> wanted) const;
  /// An operand's dimensions, role by role; the dimension that a window slides along is a place.
  mlir::SmallVector<int64_t> dims(mlir::AffineMap map, mlir::ArrayRef<LoopRole> order) const;
  /// Whether each output is of one input channel, so that the groups are the channels.
  bool isDepthwise() const { return count({LoopRole::channel, LoopRole::feature}) == 1; }
};

/// Nothing where the op is no sum of products of floats over windows along at least one dimension.
std::optional<Convolution> readConvolution(mlir::linalg::LinalgOp op);

}  // namespace mlir_rl
