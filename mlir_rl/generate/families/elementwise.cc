// Families of one elementwise function, and chains of them.
#include "mlir_rl/generate/family.h"
#include "mlir_rl/generate/ops.h"

namespace mlir_rl::families_of_programs {

/// A matrix, a batch of them, or images.
static Shape anyShape(Sampler &s) {
  int64_t rank = s.choose(2, 4);
  if (rank == 2) return {s.size(), s.size()};
  if (rank == 3) return {s.batch(), s.size(), s.size()};
  int64_t batch = s.batch(), channels = s.channels(), side = s.spatial();
  return {batch, channels, side, side};
}

static std::vector<Value> one(Builder &b, Sampler &s, const char *name) {
  return {unary(b, name, b.argument(anyShape(s)))};
}

static std::vector<Value> two(Builder &b, Sampler &s, const char *name) {
  Value x = b.argument(anyShape(s));
  return {binary(b, name, x, b.argument(x.shape))};
}

std::vector<Value> add(Builder &b, Sampler &s) {
  if (s.flip(0.75)) return two(b, s, "add");
  Value x = b.argument(anyShape(s));
  int dim = x.shape.size() == 4 ? 1 : int(x.shape.size()) - 1;
  return {broadcastBinary(b, "add", x, b.argument({x.shape[size_t(dim)]}), dim)};
}

std::vector<Value> mul(Builder &b, Sampler &s) { return two(b, s, "mul"); }
std::vector<Value> max(Builder &b, Sampler &s) { return two(b, s, "max"); }
std::vector<Value> relu(Builder &b, Sampler &s) { return one(b, s, "relu"); }
std::vector<Value> sigmoid(Builder &b, Sampler &s) { return one(b, s, "sigmoid"); }
std::vector<Value> tanh(Builder &b, Sampler &s) { return one(b, s, "tanh"); }
std::vector<Value> gelu(Builder &b, Sampler &s) { return one(b, s, "gelu"); }

}  // namespace mlir_rl::families_of_programs
