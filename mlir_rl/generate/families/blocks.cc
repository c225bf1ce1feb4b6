// Blocks as networks have them.
#include <cmath>

#include "mlir_rl/generate/families/images.h"
#include "mlir_rl/generate/family.h"

namespace mlir_rl::families_of_programs {

static const std::vector<std::string> kActivations = {"relu", "relu6", "sigmoid", "tanh", "gelu", "silu", "leaky_relu"};

/// Bias or batch norm or nothing.
static Value normalised(Builder &b, const Value &x, int64_t kind, int dim) {
  if (kind == 0) return x;
  if (kind == 1) return batchNorm(b, x, dim);
  return broadcastBinary(b, "add", x, b.argument({x.shape[size_t(dim)]}), dim);
}

std::vector<Value> conv_block(Builder &b, Sampler &s) {
  Layout layout = s.flip(0.7) ? Layout::nchw : Layout::nhwc;
  int channelDim = layout == Layout::nchw ? 1 : 3;
  bool depthwise = s.flip(0.3), pooled = s.flip(0.2);
  Window window = drawWindow(s, layout), half{.layout = layout, .kernel = 2, .stride = 2};
  Value x = imageArgument(b, s, layout);
  if (!fits(x, window)) return {};
  Value y = depthwise ? depthwiseConvolution(b, x, window) : convolution(b, x, s.channels(), window);
  y = normalised(b, y, s.choose(1, 2), channelDim);
  y = unary(b, s.oneOf(kActivations), y);
  if (pooled && !fits(y, half)) return {};
  return {pooled ? maxPool(b, y, half) : y};
}

/// A bottleneck (1x1, 3x3, 1x1), an inverted one (the middle depthwise), or two 3x3.
std::vector<Value> residual(Builder &b, Sampler &s) {
  int64_t kind = s.choose(0, 2), norm = s.choose(0, 2);
  std::string activation = s.oneOf(kActivations);
  bool atEnd = s.flip();
  Value x = imageArgument(b, s, Layout::nchw);
  int64_t channels = x.shape[1], inner = s.channels();
  Window point{.kernel = 1}, middle{.kernel = 3, .padding = 1};
  auto finished = [&](const Value &y) { return unary(b, activation, normalised(b, y, norm, 1)); };
  Value y = finished(kind == 0 ? convolution(b, x, channels, middle) : convolution(b, x, inner, point));
  if (kind == 1) y = finished(convolution(b, y, inner, middle));
  if (kind == 2) y = finished(depthwiseConvolution(b, y, middle));
  y = convolution(b, y, channels, kind == 0 ? middle : point);
  y = binary(b, "add", normalised(b, y, norm, 1), x);
  return {atEnd ? unary(b, activation, y) : y};
}

static Value linear(Builder &b, const Value &x, int64_t width, bool bias) {
  Value y = mlir_rl::matmul(b, x, b.argument({x.shape[1], width}));
  return bias ? broadcastBinary(b, "add", y, b.argument({width}), 1) : y;
}

/// rows x (heads * depth) -> heads x rows x depth
static Value heads(Builder &b, const Value &x, int64_t count) {
  int64_t rows = x.shape[0], depth = x.shape[1] / count;
  return mlir_rl::transpose(b, b.expanded(x, "[[0], [1, 2]]", {rows, count, depth}), {1, 0, 2});
}

/// Queries and keys -> weights of values, heads x rows x rows.
static Value attentionWeights(Builder &b, Sampler &s, const Value &queries, const Value &keys) {
  int64_t depth = queries.shape[2];
  std::string factor = numberText(1 / std::sqrt(double(depth)));
  bool early = s.flip(), masked = s.flip(0.4);
  Value q = early ? scaled(b, queries, factor) : queries;
  Value scores = batchMatmul(b, q, mlir_rl::transpose(b, keys, {0, 2, 1}));
  if (!early) scores = scaled(b, scores, factor);
  if (masked) scores = binary(b, "add", scores, b.argument(scores.shape));
  return mlir_rl::softmax(b, scores);
}

/// Heads are given: queries, keys and values are arguments.
static std::vector<Value> plainAttention(Builder &b, Sampler &s) {
  int64_t count = s.batch(), rows = s.size(), depth = int64_t{8} << (s.extent(1, 16) % 5);
  Value q = b.argument({count, rows, depth}), k = b.argument(q.shape), v = b.argument(q.shape);
  Value out = batchMatmul(b, attentionWeights(b, s, q, k), v);
  return {s.flip() ? mlir_rl::transpose(b, out, {1, 0, 2}) : out};
}

std::vector<Value> attention(Builder &b, Sampler &s) {
  if (s.flip(0.4)) return plainAttention(b, s);
  bool bias = s.flip(), normBefore = s.flip(), projected = s.flip(0.7), added = s.flip();
  int64_t count = int64_t{2} << (s.extent(1, 16) % 3), rows = s.size(), width = s.size() / count * count;
  if (width == 0) return {};
  Value x = b.argument({rows, width});
  Value in = normBefore ? layerNorm(b, x) : x;
  Value q = heads(b, linear(b, in, width, bias), count), k = heads(b, linear(b, in, width, bias), count);
  Value v = heads(b, linear(b, in, width, bias), count);
  Value mixed = mlir_rl::transpose(b, batchMatmul(b, attentionWeights(b, s, q, k), v), {1, 0, 2});
  Value out = b.collapsed(mixed, "[[0], [1, 2]]", {rows, width});
  if (projected) out = linear(b, out, width, bias);
  return {added ? binary(b, "add", out, x) : out};
}

std::vector<Value> mlp(Builder &b, Sampler &s) {
  bool bias = s.flip(0.8), normBefore = s.flip(0.3), added = s.flip(0.3);
  bool classes = s.flip(0.3), activated = s.flip();
  std::string activation = s.oneOf(kActivations);
  int64_t rows = s.flip() ? s.batch() : s.size(), width = s.size();
  Value x = b.argument({rows, width});
  Value y = normBefore ? layerNorm(b, x) : x;
  for (int64_t left = s.choose(1, 4); left > 1; --left) y = unary(b, activation, linear(b, y, s.size(), bias));
  y = linear(b, y, added ? width : s.size(), bias);
  if (added) y = binary(b, "add", y, x);
  if (classes) return {mlir_rl::softmax(b, y)};
  return {activated ? unary(b, activation, y) : y};
}

}  // namespace mlir_rl::families_of_programs
