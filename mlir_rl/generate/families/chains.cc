// Chains: each op takes a recent value, so some values are used several times; what nobody used is returned.
#include <algorithm>

#include "mlir_rl/generate/families/images.h"
#include "mlir_rl/generate/family.h"

namespace mlir_rl::families_of_programs {

namespace {

class Chain {
 public:
  Chain(Builder &b, Sampler &s, const Value &first) : b_(b), s_(s), values_{first}, used_{false} {}

  /// Usually the last value.
  Value take() {
    size_t at = values_.size() - 1;
    if (at > 0 && s_.flip(0.25)) at = size_t(s_.choose(0, int64_t(at)));
    used_[at] = true;
    return values_[at];
  }
  /// Another value of the same shape, or a new argument.
  Value partner(const Value &x) {
    for (size_t at = values_.size(); at-- > 0;)
      if (values_[at].name != x.name && same_[at] == same_[indexOf(x)] && s_.flip(0.7)) {
        used_[at] = true;
        return values_[at];
      }
    return b_.argument(x.shape);
  }
  /// `like`: the value whose shape it has whatever the extents, so that structure does not depend on them.
  void give(const Value &value, const Value *like = nullptr) {
    int shape = like ? same_[indexOf(*like)] : ++shapes_;
    values_.push_back(value);
    used_.push_back(false);
    same_.push_back(shape);
  }
  void elementwise() {
    Value x = take();
    if (s_.flip(0.6)) return give(unary(b_, s_.oneOf(unaryNames()), x), &x);
    std::string name = s_.oneOf(binaryNames());
    give(binary(b_, name, x, partner(x)), &x);
  }
  std::vector<Value> unused() const {
    std::vector<Value> results;
    for (size_t i = 0; i < values_.size(); ++i)
      if (!used_[i]) results.push_back(values_[i]);
    return results;
  }

 private:
  size_t indexOf(const Value &x) const {
    size_t at = 0;
    while (values_[at].name != x.name) ++at;
    return at;
  }
  Builder &b_;
  Sampler &s_;
  std::vector<Value> values_;
  std::vector<bool> used_;
  std::vector<int> same_ = {0};
  int shapes_ = 0;
};

}  // namespace

std::vector<Value> chain_elementwise(Builder &b, Sampler &s) {
  bool image = s.flip(0.4);
  Shape shape = {s.size(), s.size()};
  if (image) shape = {s.batch(), s.channels(), s.spatial(), s.spatial()};
  Chain chain(b, s, b.argument(shape));
  for (int64_t left = s.choose(2, 8); left > 0; --left) chain.elementwise();
  return chain.unused();
}

static void matrixStep(Builder &b, Sampler &s, Chain &chain) {
  int64_t kind = s.choose(0, 9);
  if (kind > 6) return chain.elementwise();
  Value x = chain.take();
  if (kind < 3) return chain.give(mlir_rl::matmul(b, x, b.argument({x.shape[1], s.size()})));
  if (kind == 3) return chain.give(broadcastBinary(b, "add", x, b.argument({x.shape[1]}), 1), &x);
  if (kind == 4) return chain.give(mlir_rl::softmax(b, x), &x);
  if (kind == 5) return chain.give(layerNorm(b, x), &x);
  chain.give(mlir_rl::transpose(b, x, {1, 0}));
}

std::vector<Value> chain_matrix(Builder &b, Sampler &s) {
  int64_t rows = s.size(), columns = s.size();
  Chain chain(b, s, b.argument({rows, columns}));
  for (int64_t left = s.choose(2, 8); left > 0; --left) matrixStep(b, s, chain);
  return chain.unused();
}

/// False when the window drawn does not fit the image.
static bool imageStep(Builder &b, Sampler &s, Chain &chain) {
  int64_t kind = s.choose(0, 9);
  if (kind > 6) return chain.elementwise(), true;
  Value x = chain.take();
  if (kind < 4) {
    Window window = kind < 3 ? drawWindow(s, Layout::nchw) : Window{.kernel = 2, .stride = 2};
    if (!fits(x, window)) return false;
    if (kind == 0) chain.give(depthwiseConvolution(b, x, window));
    if (kind == 1 || kind == 2) chain.give(convolution(b, x, s.channels(), window));
    if (kind == 3) chain.give(s.flip() ? maxPool(b, x, window) : averagePool(b, x, window));
    return true;
  }
  if (kind == 4) return chain.give(broadcastBinary(b, "add", x, b.argument({x.shape[1]}), 1), &x), true;
  chain.give(batchNorm(b, x, 1), &x);
  return true;
}

std::vector<Value> chain_image(Builder &b, Sampler &s) {
  Chain chain(b, s, imageArgument(b, s, Layout::nchw));
  for (int64_t left = s.choose(2, 8); left > 0; --left)
    if (!imageStep(b, s, chain)) return {};
  return chain.unused();
}

}  // namespace mlir_rl::families_of_programs
