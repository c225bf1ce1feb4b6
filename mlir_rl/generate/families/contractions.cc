// Families of one contraction, and of one permutation, reduction or normalisation.
#include "mlir_rl/generate/family.h"
#include "mlir_rl/generate/ops.h"

namespace mlir_rl::families_of_programs {

std::vector<Value> matmul(Builder &b, Sampler &s) {
  int64_t rows = s.size(), depth = s.size(), columns = s.size();
  Value x = b.argument({rows, depth}), y = b.argument({depth, columns});
  return {mlir_rl::matmul(b, x, y)};
}

std::vector<Value> batch_matmul(Builder &b, Sampler &s) {
  int64_t batch = s.batch(), rows = s.size(), depth = s.size(), columns = s.size();
  Value x = b.argument({batch, rows, depth}), y = b.argument({batch, depth, columns});
  return {batchMatmul(b, x, y)};
}

std::vector<Value> matvec(Builder &b, Sampler &s) {
  int64_t rows = s.size(), depth = s.size();
  Value x = b.argument({rows, depth}), y = b.argument({depth});
  return {mlir_rl::matvec(b, x, y)};
}

std::vector<Value> transpose(Builder &b, Sampler &s) {
  static const std::vector<std::vector<int>> permutations = {{1, 0},    {1, 0},       {0, 2, 1},    {1, 0, 2},
                                                             {2, 0, 1}, {0, 2, 1, 3}, {0, 2, 3, 1}, {0, 3, 1, 2}};
  std::vector<int> permutation = s.oneOf(permutations);
  Shape shape;
  if (permutation.size() == 2) shape = {s.size(), s.size()};
  if (permutation.size() == 3) shape = {s.batch(), s.size(), s.size()};
  if (permutation.size() == 4) shape = {s.batch(), s.channels(), s.spatial(), s.spatial()};
  // Moving a dimension of one element moves nothing.
  if (permutation[0] != 0 && shape[0] == 1) return {};
  return {mlir_rl::transpose(b, b.argument(shape), permutation)};
}

std::vector<Value> reduction(Builder &b, Sampler &s) {
  std::string name = s.oneOf(reductionNames());
  if (s.flip(0.3)) {
    int64_t batch = s.batch(), channels = s.channels(), side = s.spatial();
    Value image = b.argument({batch, channels, side, side});
    return {mlir_rl::reduction(b, name, image, s.flip() ? std::vector{2, 3} : std::vector{0, 2, 3})};
  }
  bool batched = s.flip();
  Shape shape = {s.size(), s.size()};
  if (batched) shape.insert(shape.begin(), s.batch());
  int dim = int(s.choose(0, int64_t(shape.size()) - 1));
  return {mlir_rl::reduction(b, name, b.argument(shape), {dim})};
}

/// Rows of matrices, or of a batch of them.
static Value rowsArgument(Builder &b, Sampler &s) {
  Shape shape = {s.size(), s.size()};
  if (s.flip()) shape.insert(shape.begin(), s.batch());
  return b.argument(shape);
}

std::vector<Value> softmax(Builder &b, Sampler &s) { return {mlir_rl::softmax(b, rowsArgument(b, s))}; }

std::vector<Value> layer_norm(Builder &b, Sampler &s) { return {layerNorm(b, rowsArgument(b, s))}; }

}  // namespace mlir_rl::families_of_programs
