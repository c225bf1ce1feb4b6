#pragma once

/// \file
/// The same sums of products computed in another way. Each builds new ops before the convolution and returns what
/// replaces its result; null, and nothing built, where the form does not suit it. Behind MLIR's door.

#include "mlir_rl/program/convolutions/convolution.h"

namespace mlir_rl {

/// Before: result[n, f, p] += image[n, c, p + t] * filter[f, c, t]
/// After:  windows[n, c, t, p] = image[n, c, p + t]; result[n, f, p] += windows[n, c, t, p] * filter[f, c, t]
///
/// Not for windows of one element that stand side by side: the image is the windows already.
mlir::Value asIm2col(mlir::OpBuilder &b, const Convolution &c);

/// Image, filter and result are copied to and from an order with the channels innermost (NHWC, HWCF); what has that
/// order is not copied, and where all have it the form does not suit.
mlir::Value asChannelsLast(mlir::OpBuilder &b, const Convolution &c);

/// Before: result[n, f, p] += image[n, c, p + t] * filter[f, c, t]
/// After:  result[n, F, p, f] += image[n, C, p + t, c] * filter[F, C, t, c, f], with blocks of 16, 8 or 4 of the
///         channels c and of the features f (or of the groups, where those are the channels)
///
/// An image whose channels are no whole blocks stays as it is; where features are none, the form does not suit. What is
/// brought into blocks is a linalg.pack, what comes back a linalg.unpack: settlePacks() makes plain ops of them.
mlir::Value asBlocked(mlir::OpBuilder &b, const Convolution &c);

/// Winograd's minimal filtering, F(m x m, 3 x 3) with m = `tile` of 2 or 4 (Lavin and Gray, Fast Algorithms for
/// Convolutional Neural Networks, 2016, https://arxiv.org/abs/1509.09308): image and filter are transformed, multiplied
/// point by point, (m + 2)^2 products of matrices, and the products transformed back. A constant filter is transformed
/// at once. For windows of 3 x 3 with stride and dilation 1 where that is likely to save a tenth of the time or more,
/// transformations and the memory between them included. Rounding errors grow: docs/convolutions.md has figures.
mlir::Value asWinograd(mlir::OpBuilder &b, const Convolution &c, int tile);

}  // namespace mlir_rl
