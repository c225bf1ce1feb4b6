#include "mlir_rl/generate/ops.h"

namespace mlir_rl {

static constexpr Work kMultiplyAdd{.flops = 2, .atRate = true};
static constexpr Work kOneOp{.flops = 1, .atRate = true};

namespace {

/// N, C, H, W of an image in either layout.
struct Image {
  int64_t batch, channels, rows, columns;
};

}  // namespace

static Image imageOf(const Value &x, Layout layout) {
  if (layout == Layout::nchw) return {x.shape[0], x.shape[1], x.shape[2], x.shape[3]};
  return {x.shape[0], x.shape[3], x.shape[1], x.shape[2]};
}

static Shape shapeOf(const Image &image, Layout layout) {
  if (layout == Layout::nchw) return {image.batch, image.channels, image.rows, image.columns};
  return {image.batch, image.rows, image.columns, image.channels};
}

static std::string attributes(const Window &w) {
  auto both = [](int64_t value) { return "dense<" + std::to_string(value) + "> : vector<2xi64>"; };
  return " {dilations = " + both(w.dilation) + ", strides = " + both(w.stride) + "}";
}

/// In the structure: what is no extent. A window of one position is a structure of its own.
static std::string structureOf(const std::string &op, const Window &w) {
  std::string text = op + (w.layout == Layout::nhwc ? "_nhwc" : "") + " s" + std::to_string(w.stride);
  return text + " d" + std::to_string(w.dilation) + (w.padding > 0 ? " p" : "");
}

static Value withBorder(Builder &b, const Value &x, const Window &w, const std::string &value) {
  return w.padding == 0 ? x : b.padded(x, w.layout == Layout::nchw ? 2 : 1, w.padding, value);
}

static Shape outputShape(const Value &x, int64_t channels, const Window &w) {
  Image in = imageOf(x, w.layout);
  return shapeOf({in.batch, channels, w.out(in.rows), w.out(in.columns)}, w.layout);
}

/// A call on images as PyTorch has them, NCHW: `$0` of what is between is the image, `weights` what stands for $1.
static std::string onImages(const std::string &function, const Window &w, const std::string &weights,
                            const std::string &rest) {
  bool nchw = w.layout == Layout::nchw;
  std::string call = function + "(" + (nchw ? "$0" : "$0.permute(0, 3, 1, 2)") + ", " + weights;
  if (w.stride != 1 || function != "F.conv2d") call += ", stride=" + std::to_string(w.stride);
  if (w.padding != 0) call += ", padding=" + std::to_string(w.padding);
  if (w.dilation != 1) call += ", dilation=" + std::to_string(w.dilation);
  return call + rest + (nchw ? ")" : ").permute(0, 2, 3, 1)");
}

Value convolution(Builder &b, const Value &x, int64_t filters, const Window &w, bool bias) {
  int64_t channels = imageOf(x, w.layout).channels;
  bool nchw = w.layout == Layout::nchw;
  Value weights =
      b.weight(nchw ? Shape{filters, channels, w.kernel, w.kernel} : Shape{w.kernel, w.kernel, channels, filters},
               spreadOfSums(channels * w.kernel * w.kernel));
  Value init = b.filled(outputShape(x, filters, w), "0.0");
  std::string op = nchw ? "linalg.conv_2d_nchw_fchw" : "linalg.conv_2d_nhwc_hwcf";
  Value value = b.named(op + attributes(w), "", {withBorder(b, x, w, "0.0"), weights}, init, structureOf("conv", w),
                        elementsOf(init.shape) * double(channels * w.kernel * w.kernel), kMultiplyAdd);
  std::string filter = nchw ? "$1" : "$1.permute(3, 2, 0, 1)";
  if (!bias) return b.inTorch(value, onImages("F.conv2d", w, filter, ""), {x, weights});
  Value shift = b.weight({filters}, kBias);
  value = broadcastBinary(b, "add", value, shift, nchw ? 1 : 3);
  return b.inTorch(value, onImages("F.conv2d", w, filter + ", $2", ""), {x, weights, shift});
}

Value groupedConvolution(Builder &b, const Value &x, int64_t filters, int64_t groups, const Window &w) {
  Image in = imageOf(x, w.layout);
  int64_t channels = in.channels / groups, out = filters / groups;
  Value weights = b.weight({groups, out, channels, w.kernel, w.kernel}, spreadOfSums(channels * w.kernel * w.kernel));
  Value border = withBorder(b, x, w, "0.0");
  Shape split = {in.batch, groups, channels, border.shape[2], border.shape[3]};
  Value grouped = b.expanded(border, "[[0], [1, 2], [3], [4]]", split);
  Value init = b.filled({in.batch, groups, out, w.out(in.rows), w.out(in.columns)}, "0.0");
  Value value = b.named("linalg.conv_2d_ngchw_gfchw" + attributes(w), "", {grouped, weights}, init,
                        structureOf("conv_grouped", w), elementsOf(init.shape) * double(channels * w.kernel * w.kernel),
                        kMultiplyAdd);
  Value whole = b.collapsed(value, "[[0], [1, 2], [3], [4]]", outputShape(x, filters, w));
  return b.inTorch(whole, onImages("F.conv2d", w, "$1.flatten(0, 1)", ", groups=" + std::to_string(groups)),
                   {x, weights});
}

Value depthwiseConvolution(Builder &b, const Value &x, const Window &w) {
  int64_t channels = imageOf(x, w.layout).channels;
  bool nchw = w.layout == Layout::nchw;
  Value weights = b.weight(nchw ? Shape{channels, w.kernel, w.kernel} : Shape{w.kernel, w.kernel, channels},
                           spreadOfSums(w.kernel * w.kernel));
  Value init = b.filled(outputShape(x, channels, w), "0.0");
  std::string op = nchw ? "linalg.depthwise_conv_2d_nchw_chw" : "linalg.depthwise_conv_2d_nhwc_hwc";
  Value value =
      b.named(op + attributes(w), "", {withBorder(b, x, w, "0.0"), weights}, init, structureOf("conv_depthwise", w),
              elementsOf(init.shape) * double(w.kernel * w.kernel), kMultiplyAdd);
  std::string filters = nchw ? "$1.unsqueeze(1)" : "$1.permute(2, 0, 1).unsqueeze(1)";
  return b.inTorch(value, onImages("F.conv2d", w, filters, ", groups=" + std::to_string(channels)), {x, weights});
}

static Value pool(Builder &b, const Value &x, const Window &w, const std::string &kind, const std::string &neutral) {
  Value init = b.filled(outputShape(x, imageOf(x, w.layout).channels, w), neutral);
  Value border = withBorder(b, x, w, neutral), window = b.empty({w.kernel, w.kernel});
  std::string op = "linalg.pooling_" + std::string(w.layout == Layout::nchw ? "nchw_" : "nhwc_") + kind;
  return b.named(op + attributes(w), "", {border, window}, init, structureOf("pool_" + kind, w),
                 elementsOf(init.shape) * double(w.kernel * w.kernel), kOneOp);
}

Value maxPool(Builder &b, const Value &x, const Window &w) {
  Value value = pool(b, x, w, "max", "0xFF800000");
  return b.inTorch(value, onImages("F.max_pool2d", w, std::to_string(w.kernel), ""), {x});
}

Value averagePool(Builder &b, const Value &x, const Window &w) {
  Value sums = pool(b, x, w, "sum", "0.0");
  Value value = scaled(b, sums, numberText(1.0 / double(w.kernel * w.kernel)));
  return w.dilation == 1 ? b.inTorch(value, onImages("F.avg_pool2d", w, std::to_string(w.kernel), ""), {x}) : value;
}

}  // namespace mlir_rl
