#pragma once

/// \file
/// Operations of networks on a Builder, as torch-mlir writes them. What they have learned is Builder::weight.

#include "mlir_rl/generate/builder.h"

namespace mlir_rl {

// Contractions; the output is filled with zero first.
Value matmul(Builder &b, const Value &x, const Value &y);       ///< MxK, KxN -> MxN
Value batchMatmul(Builder &b, const Value &x, const Value &y);  ///< BxMxK, BxKxN -> BxMxN
Value matvec(Builder &b, const Value &x, const Value &y);       ///< MxK, K -> M
/// x times weights, as PyTorch keeps them (a row for each of `width` columns that come out), plus a bias.
Value linear(Builder &b, const Value &x, int64_t width);

enum class Layout { nchw, nhwc };

struct Window {
  Layout layout = Layout::nchw;
  int64_t kernel = 3, stride = 1, dilation = 1, padding = 0;

  /// Rows (or columns) that come out of `extent`; 0 when the window is larger than what it moves over.
  int64_t out(int64_t extent) const {
    int64_t room = extent + 2 * padding - dilation * (kernel - 1) - 1;
    return room < 0 ? 0 : room / stride + 1;
  }
};

// Convolutions of N images. Groups divide channels and filters, which are multiples of them.
Value convolution(Builder &b, const Value &x, int64_t filters, const Window &window, bool bias = false);
Value groupedConvolution(Builder &b, const Value &x, int64_t filters, int64_t groups, const Window &window);  ///< NCHW
Value depthwiseConvolution(Builder &b, const Value &x, const Window &window);

Value maxPool(Builder &b, const Value &x, const Window &window);
Value averagePool(Builder &b, const Value &x, const Window &window);  ///< padding counts as zeros

/// Elementwise functions by name, those below first.
const std::vector<std::string> &unaryNames();
const std::vector<std::string> &binaryNames();
Value unary(Builder &b, const std::string &name, const Value &x);
Value binary(Builder &b, const std::string &name, const Value &x, const Value &y);
/// Multiplies by a constant.
Value scaled(Builder &b, const Value &x, const std::string &factor);
/// y is along dimension `dim` of x and broadcast along the others.
Value broadcastBinary(Builder &b, const std::string &name, const Value &x, const Value &y, int dim);
/// Batch norm with its numbers folded: x * scale + shift, along the channels.
Value batchNorm(Builder &b, const Value &x, int dim);
/// Batch norm as a trained network has it, of NCHW images: (x - mean) / sqrt(variance + 1e-5) * scale + shift.
Value batchNormOfStatistics(Builder &b, const Value &x);

Value transpose(Builder &b, const Value &x, const std::vector<int> &permutation);

/// "sum", "mean", "max", "min", "square_sum" over some dimensions, in rising order, which disappear.
const std::vector<std::string> &reductionNames();
Value reduction(Builder &b, const std::string &name, const Value &x, const std::vector<int> &dims);

Value softmax(Builder &b, const Value &x);    ///< along the last dimension
Value layerNorm(Builder &b, const Value &x);  ///< likewise, with scale and shift

}  // namespace mlir_rl
