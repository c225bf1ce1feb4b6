#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir_rl/program/convolutions/builder.h"
#include "mlir_rl/program/convolutions/constants.h"
#include "mlir_rl/program/convolutions/forms.h"

using namespace mlir;

namespace mlir_rl {

namespace {

using Matrix = std::vector<std::vector<double>>;

/// The three matrices of F(m, 3), m + 2 points: result = A' ((G filter) * (B' image)). Those of Lavin and Gray, made
/// from the points 0, 1, -1 (and 2, -2) and infinity.
struct Transforms {
  Matrix image;   ///< B', (m + 2) x (m + 2)
  Matrix filter;  ///< G, (m + 2) x 3
  Matrix result;  ///< A', m x (m + 2)
};

const Transforms &transformsOf(int tile) {
  static const Transforms two{
      .image = {{1, 0, -1, 0}, {0, 1, 1, 0}, {0, -1, 1, 0}, {0, 1, 0, -1}},
      .filter = {{1, 0, 0}, {1. / 2, 1. / 2, 1. / 2}, {1. / 2, -1. / 2, 1. / 2}, {0, 0, 1}},
      .result = {{1, 1, 1, 0}, {0, 1, -1, -1}},
  };
  static const Transforms four{
      .image = {{4, 0, -5, 0, 1, 0},
                {0, -4, -4, 1, 1, 0},
                {0, 4, -4, -1, 1, 0},
                {0, -2, -1, 2, 1, 0},
                {0, 2, -1, -2, 1, 0},
                {0, 4, 0, -5, 0, 1}},
      .filter = {{1. / 4, 0, 0},
                 {-1. / 6, -1. / 6, -1. / 6},
                 {-1. / 6, 1. / 6, -1. / 6},
                 {1. / 24, 1. / 12, 1. / 6},
                 {1. / 24, -1. / 12, 1. / 6},
                 {0, 0, 1}},
      .result = {{1, 1, 1, 1, 1, 0}, {0, 1, -1, 2, -2, 0}, {0, 1, 1, 4, 4, 0}, {0, 1, -1, 8, -8, 1}},
  };
  assert((tile == 2 || tile == 4) && "F(2, 3) and F(4, 3) are known");
  return tile == 2 ? two : four;
}

/// m in both dimensions at once: element [a, b, i, j] is m[a][i] * m[b][j].
std::vector<double> squared(const Matrix &m) {
  std::vector<double> all;
  for (const auto &first : m)
    for (const auto &second : m)
      for (double x : first)
        for (double y : second) all.push_back(x * y);
  return all;
}

int64_t roundedUp(int64_t extent, int64_t multiple) { return (extent + multiple - 1) / multiple * multiple; }

class Winograd {
 public:
  Winograd(OpBuilder &b, const Convolution &c, int64_t tile)
      : b_(b),
        c_(c),
        at_(c.result.getLoc()),
        tile_(tile),
        points_((tile + 2) * (tile + 2)),
        position_(c.extents.size()) {
    for (const Window &window : c.windows) tiles_.push_back(roundedUp(c.extents[window.place], tile) / tile);
  }

  /// Whether it saves a third of the multiplications.
  bool pays() const {
    double places = double(tiles_[0] * tiles_[1]), outer = double(c_.count({LoopRole::batch, LoopRole::group}));
    double channels = double(c_.count({LoopRole::channel})), filters = double(c_.count({LoopRole::feature}));
    double points = double(points_), groups = double(c_.count({LoopRole::group}));
    double transforms = outer * places * points * (channels * points + filters * double(tile_ * tile_)) +
                        (constantElements(c_.filter) ? 0 : groups * filters * channels * points * 9);
    double direct = outer * filters * channels * 9 * double(c_.count({LoopRole::place}));
    return outer * places * points * channels * filters + transforms < direct * 2 / 3;
  }

  Value rewritten() {
    Value filters = transformedFilter(), tiles = transformedImage();
    return untiled(transformedBack(product(filters, tiles)));
  }

 private:
  /// Numbers the loops of a new op: first a loop over the points, then those of `roles`. Windows are numbered by hand.
  int number(ArrayRef<LoopRole> roles, int first) {
    for (unsigned loop : c_.loops(roles)) position_[loop] = b_.getAffineDimExpr(first++);
    return first;
  }

  SmallVector<AffineExpr> indicesOf(AffineMap map) const {
    SmallVector<AffineExpr> indices;
    for (AffineExpr index : map.getResults()) indices.push_back(index.replaceDims(position_));
    return indices;
  }

  /// [points, the loops of `roles`..., tiles...]: a transformed operand.
  Place pointwise(ArrayRef<LoopRole> roles, AffineExpr point, ArrayRef<AffineExpr> tiles) const {
    Place place{{points_}, {point}};
    for (unsigned loop : c_.loops(roles)) {
      place.shape.push_back(c_.extents[loop]);
      place.indices.push_back(position_[loop]);
    }
    for (auto [tile, count] : llvm::zip(tiles, tiles_)) {
      place.shape.push_back(count);
      place.indices.push_back(tile);
    }
    return place;
  }

  Value matrix(ArrayRef<int64_t> shape, const Matrix &m) {
    return constantTensor(b_, at_, shape, c_.element(), squared(m));
  }

  /// U[x, g, c, f] = sum of G[x, i, j] * filter: x is a point, i and j are places in the window.
  Value transformedFilter() {
    int i = number({LoopRole::group, LoopRole::channel, LoopRole::feature}, 1), j = i + 1;
    position_[c_.windows[0].tap] = b_.getAffineDimExpr(i);
    position_[c_.windows[1].tap] = b_.getAffineDimExpr(j);
    AffineExpr x = b_.getAffineDimExpr(0);
    Place to = pointwise({LoopRole::group, LoopRole::channel, LoopRole::feature}, x, {});
    if (std::optional<std::vector<double>> values = constantElements(c_.filter))
      return constantFilter(*values, to.shape);
    Value g = matrix({points_, 3, 3}, transformsOf(tile_).filter);
    return sumOfProducts(b_, at_, j + 1, {g, {x, b_.getAffineDimExpr(i), b_.getAffineDimExpr(j)}},
                         {c_.filter, indicesOf(c_.filterMap)}, to);
  }

  /// The same, of a filter whose values are known.
  Value constantFilter(const std::vector<double> &values, ArrayRef<int64_t> shape) {
    SmallVector<int64_t> strides = filterStrides();
    std::vector<int64_t> firsts = {0};  // where the windows of filter and channel begin, in the order of U
    for (unsigned loop : c_.loops({LoopRole::group, LoopRole::channel, LoopRole::feature})) {
      std::vector<int64_t> longer;
      for (int64_t first : firsts)
        for (int64_t n = 0; n < c_.extents[loop]; ++n) longer.push_back(first + n * strides[loop]);
      firsts = std::move(longer);
    }
    std::vector<double> transform = squared(transformsOf(tile_).filter), all;
    int64_t down = strides[c_.windows[0].tap], right = strides[c_.windows[1].tap];
    for (int64_t x = 0; x < points_; ++x)
      for (int64_t first : firsts) {
        double sum = 0;
        for (int64_t tap = 0; tap < 9; ++tap)
          sum += transform[x * 9 + tap] * values[first + tap / 3 * down + tap % 3 * right];
        all.push_back(sum);
      }
    return constantTensor(b_, at_, shape, c_.element(), all);
  }

  /// Elements from one iteration of each loop to the next; 0 for loops that do not move the filter.
  SmallVector<int64_t> filterStrides() const {
    SmallVector<int64_t> strides(c_.extents.size(), 0);
    int64_t stride = 1;
    for (AffineExpr index : llvm::reverse(c_.filterMap.getResults())) {
      unsigned loop = cast<AffineDimExpr>(index).getPosition();
      strides[loop] = stride;
      stride *= c_.extents[loop];
    }
    return strides;
  }

  /// V[x, n, g, c, s, t] = sum of B[x, i, j] * image at (m s + i, m t + j).
  Value transformedImage() {
    int s = number({LoopRole::batch, LoopRole::group, LoopRole::channel}, 1);
    SmallVector<AffineExpr> d;
    for (int loop = 0; loop < s + 4; ++loop) d.push_back(b_.getAffineDimExpr(loop));
    for (int w : {0, 1}) {
      position_[c_.windows[w].place] = d[s + w] * tile_;
      position_[c_.windows[w].tap] = d[s + 2 + w];
    }
    Value transform = matrix({points_, tile_ + 2, tile_ + 2}, transformsOf(tile_).image);
    return sumOfProducts(b_, at_, s + 4, {transform, {d[0], d[s + 2], d[s + 3]}},
                         {wholeTiles(), indicesOf(c_.imageMap)},
                         pointwise({LoopRole::batch, LoopRole::group, LoopRole::channel}, d[0], {d[s], d[s + 1]}));
  }

  /// M[x, n, g, f, s, t] = sum over c of U[x, g, c, f] * V[x, n, g, c, s, t].
  Value product(Value filters, Value tiles) {
    int s = number({LoopRole::batch, LoopRole::group, LoopRole::feature}, 1);
    int loops = number({LoopRole::channel}, s + 2);
    AffineExpr x = b_.getAffineDimExpr(0);
    SmallVector<AffineExpr> places = {b_.getAffineDimExpr(s), b_.getAffineDimExpr(s + 1)};
    using enum LoopRole;
    return sumOfProducts(b_, at_, loops, {filters, pointwise({group, channel, feature}, x, {}).indices},
                         {tiles, pointwise({batch, group, channel}, x, places).indices},
                         pointwise({batch, group, feature}, x, places));
  }

  /// Y[..., s, u, ..., t, v] = sum over x of A[u, v, x] * M[x, ...], its dimensions in the order of the result.
  Value transformedBack(Value products) {
    Place to;
    SmallVector<AffineExpr> places(2), inside(2);
    int loops = 0;
    auto next = [&](int64_t extent) {
      to.shape.push_back(extent);
      to.indices.push_back(b_.getAffineDimExpr(loops++));
      return to.indices.back();
    };
    for (AffineExpr index : c_.resultMap.getResults()) {
      unsigned loop = cast<AffineDimExpr>(index).getPosition();
      const Window *window = llvm::find_if(c_.windows, [&](const Window &w) { return w.place == loop; });
      if (window == c_.windows.end()) {
        position_[loop] = next(c_.extents[loop]);
        continue;
      }
      size_t w = window - c_.windows.begin();
      places[w] = next(tiles_[w]);
      inside[w] = next(tile_);
    }
    AffineExpr x = b_.getAffineDimExpr(loops);
    Value transform = matrix({tile_, tile_, points_}, transformsOf(tile_).result);
    using enum LoopRole;
    return sumOfProducts(b_, at_, loops + 1, {transform, {inside[0], inside[1], x}},
                         {products, pointwise({batch, group, feature}, x, places).indices}, to);
  }

  /// The image with as many rows and columns of zeros behind it as whole tiles need.
  Value wholeTiles() {
    auto type = cast<RankedTensorType>(c_.image.getType());
    SmallVector<OpFoldResult> low(type.getRank(), b_.getIndexAttr(0)), high = low;
    SmallVector<int64_t> shape(type.getShape());
    for (auto [dim, index] : llvm::enumerate(c_.imageMap.getResults()))
      for (auto [w, window] : llvm::enumerate(c_.windows)) {
        if (!index.isFunctionOfDim(window.place)) continue;
        int64_t missing = tiles_[w] * tile_ + 2 - shape[dim];
        if (missing <= 0) continue;
        high[dim] = b_.getIndexAttr(missing);
        shape[dim] += missing;
      }
    if (shape == type.getShape()) return c_.image;
    Value zero = arith::ConstantOp::create(b_, at_, b_.getZeroAttr(c_.element()));
    return tensor::PadOp::create(b_, at_, type.clone(shape), c_.image, low, high, zero);
  }

  /// Y as the result's rows and columns, those of the last tiles dropped that lie beyond them, and what there was
  /// before.
  Value untiled(Value tiled) {
    SmallVector<ReassociationIndices> groups;
    SmallVector<OpFoldResult> sizes;
    int64_t dim = 0;
    for (AffineExpr index : c_.resultMap.getResults()) {
      bool isPlace = c_.roles[cast<AffineDimExpr>(index).getPosition()] == LoopRole::place;
      groups.push_back(isPlace ? ReassociationIndices{dim, dim + 1} : ReassociationIndices{dim});
      dim += isPlace ? 2 : 1;
    }
    Value result = tensor::CollapseShapeOp::create(b_, at_, tiled, groups);
    if (result.getType() != c_.result.getType()) result = cut(result);
    return isZeros(c_.init)
               ? result
               : linalg::AddOp::create(b_, at_, ValueRange{result, c_.init}, ValueRange{c_.init}).getResult(0);
  }

  Value cut(Value result) {
    auto type = cast<RankedTensorType>(c_.result.getType());
    SmallVector<OpFoldResult> from(type.getRank(), b_.getIndexAttr(0)), step(type.getRank(), b_.getIndexAttr(1)), size;
    for (int64_t extent : type.getShape()) size.push_back(b_.getIndexAttr(extent));
    return tensor::ExtractSliceOp::create(b_, at_, type, result, from, size, step);
  }

  OpBuilder &b_;
  const Convolution &c_;
  Location at_;
  int64_t tile_, points_;
  SmallVector<int64_t> tiles_;        ///< along each window
  SmallVector<AffineExpr> position_;  ///< what stands for each loop of the convolution in the op being built
};

}  // namespace

Value asWinograd(OpBuilder &b, const Convolution &c, int tile) {
  if (c.windows.size() != 2) return nullptr;
  for (const Window &w : c.windows)
    if (c.extents[w.tap] != 3 || w.stride != 1 || w.dilation != 1) return nullptr;
  Winograd winograd(b, c, tile);
  return winograd.pays() ? winograd.rewritten() : Value();
}

}  // namespace mlir_rl
