#include "mlir_rl/generate/family.h"

// clang-format off
// One line for each family: FAMILY(name, kind, about). `families/*.cc` define std::vector<Value> name(Builder &, Sampler &).
#define MLIR_RL_FAMILIES(FAMILY) \
  FAMILY(matmul, single, "product of two matrices") \
  FAMILY(batch_matmul, single, "products of pairs of matrices") \
  FAMILY(matvec, single, "product of a matrix and a vector") \
  FAMILY(conv2d, single, "convolution of NCHW images; stride, dilation, padding") \
  FAMILY(conv2d_nhwc, single, "the same of NHWC images") \
  FAMILY(conv2d_grouped, single, "convolution in groups of channels, NCHW") \
  FAMILY(conv2d_depthwise, single, "one filter a channel, NCHW or NHWC") \
  FAMILY(max_pool, single, "maximum over windows, NCHW or NHWC") \
  FAMILY(avg_pool, single, "mean over windows, NCHW or NHWC") \
  FAMILY(add, single, "sum of two tensors, or of a tensor and a bias") \
  FAMILY(mul, single, "product, element by element") \
  FAMILY(max, single, "maximum of two tensors") \
  FAMILY(relu, single, "max(x, 0)") \
  FAMILY(sigmoid, single, "1 / (1 + exp(-x))") \
  FAMILY(tanh, single, "hyperbolic tangent") \
  FAMILY(gelu, single, "x/2 (1 + erf(x / sqrt 2))") \
  FAMILY(transpose, single, "2 to 4 dimensions permuted") \
  FAMILY(reduction, single, "sum, mean, maximum, minimum or sum of squares over some dimensions") \
  FAMILY(softmax, single, "along the last dimension, 2 or 3 dimensions") \
  FAMILY(layer_norm, single, "along the last dimension, scale and shift") \
  FAMILY(chain_elementwise, chain, "functions of one and two tensors, results used several times") \
  FAMILY(chain_matrix, chain, "products, functions, softmax, layer norm, transposition of matrices") \
  FAMILY(chain_image, chain, "convolutions, poolings, functions, batch norm of images") \
  FAMILY(conv_block, block, "convolution, bias or batch norm, activation, pooling") \
  FAMILY(residual, block, "two or three convolutions, added to the input") \
  FAMILY(attention, block, "projections, scores, softmax, values") \
  FAMILY(mlp, block, "1 to 4 linear layers with activations")
// clang-format on

namespace mlir_rl {

namespace families_of_programs {
#define DECLARE(name, kind, about) std::vector<Value> name(Builder &, Sampler &);
MLIR_RL_FAMILIES(DECLARE)
#undef DECLARE
}  // namespace families_of_programs

std::span<const Family> families() {
#define ROW(name, kind, about) {#name, FamilyKind::kind, about, families_of_programs::name},
  static const Family all[] = {MLIR_RL_FAMILIES(ROW)};
#undef ROW
  return all;
}

const Family *findFamily(const std::string &name) {
  for (const Family &family : families())
    if (family.name == name) return &family;
  return nullptr;
}

std::vector<std::string> familyNames() {
  std::vector<std::string> names;
  for (const Family &family : families()) names.push_back(family.name);
  return names;
}

const char *nameOf(FamilyKind kind) {
  return kind == FamilyKind::single ? "single" : kind == FamilyKind::chain ? "chain" : "block";
}

std::string familiesMarkdown() {
  std::string text = "| family | kind | what |\n| --- | --- | --- |\n";
  for (const Family &family : families())
    text += "| `" + std::string(family.name) + "` | " + nameOf(family.kind) + " | " + family.about + " |\n";
  return text;
}

}  // namespace mlir_rl
