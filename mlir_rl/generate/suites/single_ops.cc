// Layers of ResNet-50, MobileNetV2, EfficientNet-B0, BERT-base and GPT-2 (inference of one image or sequence, float32),
// and shapes that suit no tile: odd, long, thin.
#include "mlir_rl/generate/ops.h"
#include "mlir_rl/generate/suite.h"

namespace mlir_rl::suites_of_programs {

namespace {

constexpr const char *kResNet = "ResNet-50", *kMobile = "MobileNetV2", *kEfficient = "EfficientNet-B0",
                     *kBert = "BERT-base, 128 tokens", *kGpt = "GPT-2 small", *kOdd = "shapes that suit no tile";

using Programs = std::vector<SuiteProgram>;

Shape image(int64_t channels, int64_t side) { return {1, channels, side, side}; }

SuiteProgram conv(const char *name, const char *origin, int64_t channels, int64_t side, int64_t filters,
                  Window window) {
  return {name, origin, [=](Builder &b) -> std::vector<Value> {
            return {convolution(b, b.argument(image(channels, side)), filters, window)};
          }};
}

/// A 1x1 convolution.
SuiteProgram pointwise(const char *name, const char *origin, int64_t channels, int64_t side, int64_t filters,
                       int64_t stride = 1) {
  return conv(name, origin, channels, side, filters, {.kernel = 1, .stride = stride});
}

SuiteProgram depthwise(const char *name, const char *origin, int64_t channels, int64_t side, int64_t kernel,
                       int64_t stride) {
  Window window{.kernel = kernel, .stride = stride, .padding = kernel / 2};
  return {name, origin, [=](Builder &b) -> std::vector<Value> {
            return {depthwiseConvolution(b, b.argument(image(channels, side)), window)};
          }};
}

SuiteProgram product(const char *name, const char *origin, int64_t rows, int64_t depth, int64_t columns) {
  return {name, origin, [=](Builder &b) -> std::vector<Value> {
            Value x = b.argument({rows, depth}), y = b.argument({depth, columns});
            return {matmul(b, x, y)};
          }};
}

SuiteProgram batched(const char *name, const char *origin, int64_t batch, int64_t rows, int64_t depth,
                     int64_t columns) {
  return {name, origin, [=](Builder &b) -> std::vector<Value> {
            Value x = b.argument({batch, rows, depth}), y = b.argument({batch, depth, columns});
            return {batchMatmul(b, x, y)};
          }};
}

SuiteProgram vector(const char *name, const char *origin, int64_t rows, int64_t depth) {
  return {name, origin, [=](Builder &b) -> std::vector<Value> {
            Value x = b.argument({rows, depth}), y = b.argument({depth});
            return {matvec(b, x, y)};
          }};
}

/// A function of one tensor.
template <class F>
SuiteProgram of(const char *name, const char *origin, const Shape &shape, F function) {
  return {name, origin, [=](Builder &b) -> std::vector<Value> { return {function(b, b.argument(shape))}; }};
}

SuiteProgram each(const char *name, const char *origin, const Shape &shape, const char *function) {
  return of(name, origin, shape, [=](Builder &b, const Value &x) { return unary(b, function, x); });
}

SuiteProgram both(const char *name, const char *origin, const Shape &shape, const char *function) {
  return {name, origin, [=](Builder &b) -> std::vector<Value> {
            Value x = b.argument(shape), y = b.argument(shape);
            return {binary(b, function, x, y)};
          }};
}

/// With a vector along one dimension: bias, scale.
SuiteProgram along(const char *name, const char *origin, const Shape &shape, const char *function, int dim) {
  return {name, origin, [=](Builder &b) -> std::vector<Value> {
            Value x = b.argument(shape), y = b.argument({shape[size_t(dim)]});
            return {broadcastBinary(b, function, x, y, dim)};
          }};
}

SuiteProgram moved(const char *name, const char *origin, const Shape &shape, const std::vector<int> &permutation) {
  return of(name, origin, shape, [=](Builder &b, const Value &x) { return transpose(b, x, permutation); });
}

SuiteProgram reduced(const char *name, const char *origin, const Shape &shape, const char *function,
                     const std::vector<int> &dims) {
  return of(name, origin, shape, [=](Builder &b, const Value &x) { return reduction(b, function, x, dims); });
}

Programs contractions() {
  return {
      product("bert_projection", kBert, 128, 768, 768),
      product("bert_ffn_up", kBert, 128, 768, 3072),
      product("bert_ffn_down", kBert, 128, 3072, 768),
      batched("bert_scores", kBert, 12, 128, 64, 128),
      batched("bert_context", kBert, 12, 128, 128, 64),
      product("gpt2_qkv_prefill_256", kGpt, 256, 768, 2304),
      batched("gpt2_scores_256", kGpt, 12, 256, 64, 256),
      vector("gpt2_qkv_one_token", kGpt, 2304, 768),
      vector("gpt2_ffn_up_one_token", kGpt, 3072, 768),
      vector("gpt2_ffn_down_one_token", kGpt, 768, 3072),
      product("resnet50_classifier_batch_8", kResNet, 8, 2048, 1000),
      vector("resnet50_classifier", kResNet, 1000, 2048),
      product("matmul_333_777_555", kOdd, 333, 777, 555),
      product("matmul_1000", kOdd, 1000, 1000, 1000),
      product("matmul_31_1000_17", kOdd, 31, 1000, 17),
      product("matmul_2048_16_2048", kOdd, 2048, 16, 2048),
      product("matmul_16_4096_16", kOdd, 16, 4096, 16),
      product("matmul_7_513_1021", kOdd, 7, 513, 1021),
      batched("bmm_33_49_65_31", kOdd, 33, 49, 65, 31),
  };
}

Programs convolutions() {
  return {
      conv("resnet50_stem", kResNet, 3, 224, 64, {.kernel = 7, .stride = 2, .padding = 3}),
      conv("resnet50_3x3_64_56", kResNet, 64, 56, 64, {.padding = 1}),
      conv("resnet50_3x3_128_28", kResNet, 128, 28, 128, {.padding = 1}),
      conv("resnet50_3x3_256_14", kResNet, 256, 14, 256, {.padding = 1}),
      conv("resnet50_3x3_512_7", kResNet, 512, 7, 512, {.padding = 1}),
      conv("resnet50_3x3_s2_128_56", kResNet, 128, 56, 128, {.stride = 2, .padding = 1}),
      conv("resnet50_3x3_s2_256_28", kResNet, 256, 28, 256, {.stride = 2, .padding = 1}),
      pointwise("resnet50_1x1_64_256_56", kResNet, 64, 56, 256),
      pointwise("resnet50_1x1_256_64_56", kResNet, 256, 56, 64),
      pointwise("resnet50_1x1_512_128_28", kResNet, 512, 28, 128),
      pointwise("resnet50_1x1_256_1024_14", kResNet, 256, 14, 1024),
      pointwise("resnet50_1x1_512_2048_7", kResNet, 512, 7, 2048),
      pointwise("resnet50_1x1_s2_256_512_56", kResNet, 256, 56, 512, 2),
      conv("mobilenet_stem", kMobile, 3, 224, 32, {.stride = 2, .padding = 1}),
      pointwise("mobilenet_1x1_16_96_112", kMobile, 16, 112, 96),
      pointwise("mobilenet_1x1_144_24_56", kMobile, 144, 56, 24),
      pointwise("mobilenet_1x1_960_320_7", kMobile, 960, 7, 320),
      depthwise("mobilenet_dw3x3_32_112", kMobile, 32, 112, 3, 1),
      depthwise("mobilenet_dw3x3_s2_96_112", kMobile, 96, 112, 3, 2),
      depthwise("mobilenet_dw3x3_192_28", kMobile, 192, 28, 3, 1),
      depthwise("mobilenet_dw3x3_960_7", kMobile, 960, 7, 3, 1),
      depthwise("efficientnet_dw5x5_s2_144_56", kEfficient, 144, 56, 5, 2),
      depthwise("efficientnet_dw5x5_672_14", kEfficient, 672, 14, 5, 1),
      pointwise("efficientnet_1x1_1152_192_7", kEfficient, 1152, 7, 192),
      conv("conv_3x3_17_33_41", kOdd, 17, 41, 33, {.padding = 1}),
      conv("conv_5x5_13_29", kOdd, 13, 29, 19, {.kernel = 5, .padding = 2}),
      conv("conv_3x3_dilated_48_30", kOdd, 48, 30, 48, {.dilation = 2, .padding = 2}),
  };
}

Programs rows() {
  return {
      of("bert_softmax", kBert, {12, 128, 128}, softmax),
      of("bert_layer_norm", kBert, {128, 768}, layerNorm),
      of("gpt2_softmax_256", kGpt, {12, 256, 256}, softmax),
      of("gpt2_layer_norm_one_token", kGpt, {1, 768}, layerNorm),
      of("softmax_1000_classes", kResNet, {32, 1000}, softmax),
      reduced("resnet50_global_average", kResNet, image(2048, 7), "mean", {2, 3}),
      reduced("efficientnet_squeeze", kEfficient, image(672, 14), "mean", {2, 3}),
      reduced("sum_of_rows_1024", kOdd, {1024, 1024}, "sum", {1}),
      reduced("sum_of_columns_1024", kOdd, {1024, 1024}, "sum", {0}),
      reduced("max_of_rows_777_333", kOdd, {777, 333}, "max", {1}),
      reduced("square_sum_of_all", kOdd, {512, 2048}, "square_sum", {0, 1}),
  };
}

Programs elementwise() {
  return {
      both("resnet50_residual_add_56", kResNet, image(256, 56), "add"),
      each("resnet50_relu_112", kResNet, image(64, 112), "relu"),
      each("mobilenet_relu6_112", kMobile, image(96, 112), "relu6"),
      each("efficientnet_silu_56", kEfficient, image(144, 56), "silu"),
      each("bert_gelu", kBert, {128, 3072}, "gelu"),
      each("tanh_1m", kBert, {1024, 1024}, "tanh"),
      along("bert_bias", kBert, {128, 3072}, "add", 1),
      along("efficientnet_excite", kEfficient, image(672, 14), "mul", 1),
      both("mul_4m", kOdd, {2048, 2048}, "mul"),
      each("sigmoid_999_1001", kOdd, {999, 1001}, "sigmoid"),
  };
}

Programs moves() {
  return {
      moved("bert_split_heads", kBert, {128, 12, 64}, {1, 0, 2}),
      moved("bert_keys_transposed", kBert, {12, 128, 64}, {0, 2, 1}),
      moved("nchw_to_nhwc_64_56", kResNet, image(64, 56), {0, 2, 3, 1}),
      moved("nhwc_to_nchw_56_64", kResNet, {1, 56, 56, 64}, {0, 3, 1, 2}),
      moved("transpose_1000_777", kOdd, {1000, 777}, {1, 0}),
      of("resnet50_max_pool", kResNet, image(64, 112),
         [](Builder &b, const Value &x) { return maxPool(b, x, {.kernel = 3, .stride = 2, .padding = 1}); }),
      of("average_pool_2x2_128_56", kResNet, image(128, 56),
         [](Builder &b, const Value &x) { return averagePool(b, x, {.kernel = 2, .stride = 2}); }),
      of("max_pool_2x2_s2_32_113", kOdd, image(32, 113),
         [](Builder &b, const Value &x) { return maxPool(b, x, {.kernel = 2, .stride = 2}); }),
  };
}

}  // namespace

std::vector<SuiteProgram> singleOps() {
  Programs all;
  for (Programs part : {contractions(), convolutions(), rows(), elementwise(), moves()})
    for (SuiteProgram &program : part) all.push_back(std::move(program));
  return all;
}

}  // namespace mlir_rl::suites_of_programs
