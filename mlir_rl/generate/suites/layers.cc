// Layers of ResNet-50, MobileNetV2, EfficientNet-B0, BERT-base and GPT-2 as inference has them: weights are constants,
// and what follows a convolution or product (bias, norm, activation, residual) is there. And shapes that suit no tile.
#include <cmath>

#include "mlir_rl/generate/ops.h"
#include "mlir_rl/generate/suite.h"
#include "mlir_rl/support/hash.h"

namespace mlir_rl::suites_of_programs {

namespace {

constexpr const char *kResNet = "ResNet-50", *kMobile = "MobileNetV2", *kEfficient = "EfficientNet-B0",
                     *kBert = "BERT-base, 128 tokens", *kGpt = "GPT-2 small", *kOdd = "shapes that suit no tile";
constexpr int64_t kWidth = 768, kInner = 3072, kHeads = 12;  // of BERT-base and of GPT-2 small

using Programs = std::vector<SuiteProgram>;

Shape image(int64_t channels, int64_t side) { return {1, channels, side, side}; }

/// Weights are constants whose numbers follow from the name.
template <class F>
SuiteProgram layer(const char *name, const char *origin, const Shape &shape, F function) {
  return {name, origin, [=](Builder &b) -> std::vector<Value> {
            b.keepWeights(Hasher().add(std::string_view(name)).value());
            return {function(b, b.argument(shape))};
          }};
}

/// What becomes of a convolution's output: an activation's name, "add" and a residual, both, or "".
Value finished(Builder &b, const Value &x, const std::string &end) {
  if (end == "add") return binary(b, "add", x, b.argument(x.shape));
  if (end == "add relu") return unary(b, "relu", binary(b, "add", x, b.argument(x.shape)));
  return end.empty() ? x : unary(b, end, x);
}

/// Convolution, batch norm, end.
SuiteProgram conv(const char *name, const char *origin, int64_t channels, int64_t side, int64_t filters,
                  const char *end, Window window) {
  return layer(name, origin, image(channels, side), [=](Builder &b, const Value &x) {
    return finished(b, batchNormOfStatistics(b, convolution(b, x, filters, window)), end);
  });
}

/// The same, 1x1.
SuiteProgram pointwise(const char *name, const char *origin, int64_t channels, int64_t side, int64_t filters,
                       const char *end, int64_t stride = 1) {
  return conv(name, origin, channels, side, filters, end, {.kernel = 1, .stride = stride});
}

/// Convolution with a bias and relu: batch norm that was folded into the weights.
SuiteProgram folded(const char *name, const char *origin, int64_t channels, int64_t side, int64_t filters,
                    Window window) {
  return layer(name, origin, image(channels, side),
               [=](Builder &b, const Value &x) { return unary(b, "relu", convolution(b, x, filters, window, true)); });
}

SuiteProgram depthwise(const char *name, const char *origin, int64_t channels, int64_t side, const char *end,
                       int64_t kernel, int64_t stride) {
  Window window{.kernel = kernel, .stride = stride, .padding = kernel / 2};
  return layer(name, origin, image(channels, side), [=](Builder &b, const Value &x) {
    return finished(b, batchNormOfStatistics(b, depthwiseConvolution(b, x, window)), end);
  });
}

/// Two small products of the channels' means say how much each channel counts.
Value squeezedAndExcited(Builder &b, const Value &x, int64_t inner) {
  int64_t channels = x.shape[1];
  Value few = unary(b, "silu", linear(b, reduction(b, "mean", x, {2, 3}), inner));
  Value weights = unary(b, "sigmoid", linear(b, few, channels));
  return broadcastBinary(b, "mul", x, b.collapsed(weights, "[[0, 1]]", {channels}), 1);
}

/// As GPT-2 keeps weights: a column for each column that comes out.
Value conv1d(Builder &b, const Value &x, int64_t width) {
  Value weights = b.weight({x.shape[1], width}, spreadOfSums(x.shape[1])), bias = b.weight({width}, kBias);
  Value value = broadcastBinary(b, "add", matmul(b, x, weights), bias, 1);
  return b.inTorch(value, "torch.addmm($0, $1, $2)", {bias, x, weights});
}

/// GPT-2's gelu, by tanh.
Value tanhGelu(Builder &b, const Value &x) {
  Value cube = binary(b, "mul", unary(b, "square", x), x);
  Value inner = binary(b, "add", x, scaled(b, cube, "4.471500e-02"));
  Value half = scaled(b, x, "5.000000e-01");
  Value moved = binary(b, "mul", half, unary(b, "tanh", scaled(b, inner, numberText(std::sqrt(2 / M_PI)))));
  return b.inTorch(binary(b, "add", half, moved), "F.gelu($0, approximate='tanh')", {x});
}

/// rows x (heads * depth) -> heads x rows x depth
Value splitHeads(Builder &b, const Value &x) {
  int64_t rows = x.shape[0];
  return transpose(b, b.expanded(x, "[[0], [1, 2]]", {rows, kHeads, x.shape[1] / kHeads}), {1, 0, 2});
}

/// Added to the input of the block, then layer norm: how a block of BERT ends.
Value addedAndNormed(Builder &b, const Value &x) { return layerNorm(b, binary(b, "add", x, b.argument(x.shape))); }

Value selfAttention(Builder &b, const Value &x) {
  Value q = splitHeads(b, linear(b, x, kWidth)), k = splitHeads(b, linear(b, x, kWidth));
  Value v = splitHeads(b, linear(b, x, kWidth));
  Value scores = scaled(b, batchMatmul(b, q, transpose(b, k, {0, 2, 1})), "1.250000e-01");
  Value mixed = transpose(b, batchMatmul(b, softmax(b, scores), v), {1, 0, 2});
  return linear(b, b.collapsed(mixed, "[[0], [1, 2]]", x.shape), kWidth);
}

Programs resnet() {
  return {
      conv("resnet50_stem_bn_relu", kResNet, 3, 224, 64, "relu", {.kernel = 7, .stride = 2, .padding = 3}),
      folded("resnet50_3x3_64_56_bias_relu", kResNet, 64, 56, 64, {.padding = 1}),
      folded("resnet50_1x1_64_64_56_bias_relu", kResNet, 64, 56, 64, {.kernel = 1}),
      conv("resnet50_3x3_128_28_bn_relu", kResNet, 128, 28, 128, "relu", {.padding = 1}),
      conv("resnet50_3x3_256_14_bn_relu", kResNet, 256, 14, 256, "relu", {.padding = 1}),
      conv("resnet50_3x3_s2_128_56_bn_relu", kResNet, 128, 56, 128, "relu", {.stride = 2, .padding = 1}),
      pointwise("resnet50_1x1_256_64_56_bn_relu", kResNet, 256, 56, 64, "relu"),
      pointwise("resnet50_1x1_64_256_56_bn_add_relu", kResNet, 64, 56, 256, "add relu"),
      pointwise("resnet50_1x1_256_1024_14_bn_add_relu", kResNet, 256, 14, 1024, "add relu"),
      pointwise("resnet50_1x1_s2_256_512_56_bn", kResNet, 256, 56, 512, "", 2),
      layer("resnet50_pool_classifier", kResNet, image(2048, 7),
            [](Builder &b, const Value &x) { return linear(b, reduction(b, "mean", x, {2, 3}), 1000); }),
  };
}

Programs mobile() {
  return {
      conv("mobilenet_stem_bn_relu6", kMobile, 3, 224, 32, "relu6", {.stride = 2, .padding = 1}),
      pointwise("mobilenet_1x1_16_96_112_bn_relu6", kMobile, 16, 112, 96, "relu6"),
      pointwise("mobilenet_1x1_144_24_56_bn_add", kMobile, 144, 56, 24, "add"),
      pointwise("mobilenet_1x1_320_1280_7_bn_relu6", kMobile, 320, 7, 1280, "relu6"),
      depthwise("mobilenet_dw3x3_s2_96_112_bn_relu6", kMobile, 96, 112, "relu6", 3, 2),
      depthwise("mobilenet_dw3x3_192_28_bn_relu6", kMobile, 192, 28, "relu6", 3, 1),
      depthwise("mobilenet_dw3x3_960_7_bn_relu6", kMobile, 960, 7, "relu6", 3, 1),
      pointwise("efficientnet_1x1_40_240_28_bn_silu", kEfficient, 40, 28, 240, "silu"),
      pointwise("efficientnet_1x1_1152_192_7_bn_add", kEfficient, 1152, 7, 192, "add"),
      depthwise("efficientnet_dw5x5_s2_144_56_bn_silu", kEfficient, 144, 56, "silu", 5, 2),
      depthwise("efficientnet_dw5x5_672_14_bn_silu", kEfficient, 672, 14, "silu", 5, 1),
      layer("efficientnet_squeeze_excite_672_14", kEfficient, image(672, 14),
            [](Builder &b, const Value &x) { return squeezedAndExcited(b, x, 28); }),
  };
}

Programs transformers() {
  return {
      layer("bert_query_heads", kBert, {128, kWidth},
            [](Builder &b, const Value &x) { return splitHeads(b, linear(b, x, kWidth)); }),
      layer("bert_self_attention", kBert, {128, kWidth}, selfAttention),
      layer("bert_attention_output_add_norm", kBert, {128, kWidth},
            [](Builder &b, const Value &x) { return addedAndNormed(b, linear(b, x, kWidth)); }),
      layer("bert_add_layer_norm", kBert, {128, kWidth}, addedAndNormed),
      layer("bert_ffn_up_gelu", kBert, {128, kWidth},
            [](Builder &b, const Value &x) { return unary(b, "gelu", linear(b, x, kInner)); }),
      layer("gpt2_norm_qkv_one_token", kGpt, {1, kWidth},
            [](Builder &b, const Value &x) { return conv1d(b, layerNorm(b, x), 3 * kWidth); }),
      layer("gpt2_mlp_64_tokens", kGpt, {64, kWidth},
            [](Builder &b, const Value &x) {
              Value wide = tanhGelu(b, conv1d(b, layerNorm(b, x), kInner));
              return binary(b, "add", x, conv1d(b, wide, kWidth));
            }),
  };
}

Programs odd() {
  return {
      folded("conv_3x3_17_33_41_bias_relu", kOdd, 17, 41, 33, {.padding = 1}),
      conv("conv_3x3_dilated_48_30_bn_relu", kOdd, 48, 30, 48, "relu", {.dilation = 2, .padding = 2}),
      depthwise("dw3x3_37_45_bn_relu6", kOdd, 37, 45, "relu6", 3, 1),
      layer("linear_31_129_203_gelu", kOdd, {31, 129},
            [](Builder &b, const Value &x) { return unary(b, "gelu", linear(b, x, 203)); }),
  };
}

}  // namespace

std::vector<SuiteProgram> layers() {
  Programs all;
  for (Programs part : {resnet(), mobile(), transformers(), odd()})
    for (SuiteProgram &program : part) all.push_back(std::move(program));
  return all;
}

}  // namespace mlir_rl::suites_of_programs
