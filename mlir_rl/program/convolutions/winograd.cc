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

// In the time of one multiplication, fitted to measurements: docs/convolutions.md has them.
constexpr double kMoved = 5;      ///< to write an element of an image's or a result's intermediate and to read it again
constexpr double kFiltered = 20;  ///< the same of a filter, whose order changes
constexpr double kRead = 8;       ///< to read one of a filter that was transformed before
constexpr double kWorthwhile = 0.9;

int64_t roundedUp(int64_t extent, int64_t multiple) { return (extent + multiple - 1) / multiple * multiple; }

std::vector<double> flattened(const Matrix &m) {
  std::vector<double> all;
  for (const auto &row : m) all.insert(all.end(), row.begin(), row.end());
  return all;
}

/// Each transformation is done along the windows' first dimension, then along their second. Loops and dimensions, in
/// the order in which each tensor has them: points a, b; the loops of some roles; tiles s, t; places in a tile u, v.
class Winograd {
 public:
  Winograd(OpBuilder &b, const Convolution &c, int64_t tile)
      : b_(b), c_(c), at_(c.result.getLoc()), tile_(tile), points_(tile + 2), position_(c.extents.size()) {
    for (const Window &window : c.windows) tiles_.push_back(roundedUp(c.extents[window.place], tile) / tile);
  }

  /// Whether it is likely to be faster: multiplications, and what goes through memory between the steps, against the
  /// multiplications of the direct form.
  bool pays() const {
    double channels = double(c_.count({LoopRole::channel})), features = double(c_.count({LoopRole::feature}));
    double p = double(points_), m = double(tile_), rows = double(tiles_[0]), columns = double(tiles_[1]);
    double images = double(c_.count({LoopRole::batch, LoopRole::group})), tiles = rows * columns;
    double image = channels * p * (rows * (columns * m + 2) + tiles * p);  // elements of both steps
    double back = features * tiles * p * (p + m);
    double each = tiles * channels * features * p * p + image * p + back * p + kMoved * (image + back);
    double filter = constantElements(c_.filter) ? channels * features * p * p * kRead
                                                : channels * features * p * (3 + p) * (3 + kFiltered);
    double direct = 9 * channels * features * double(c_.count({LoopRole::place}));
    double groups = double(c_.count({LoopRole::group}));
    return images * each + groups * filter < kWorthwhile * images * direct;
  }

  Value rewritten() {
    Value filters = transformedFilter(), tiles = transformedImage();
    return untiled(transformedBack(product(filters, tiles)));
  }

 private:
  AffineExpr dim(int loop) const { return b_.getAffineDimExpr(loop); }

  /// Numbers the loops of `roles` in the op being built, from `first` on; the number of the loop behind them.
  int number(ArrayRef<LoopRole> roles, int first) {
    for (unsigned loop : c_.loops(roles)) position_[loop] = dim(first++);
    return first;
  }

  /// What the loops of both windows are in the op being built.
  void setWindows(AffineExpr place0, AffineExpr tap0, AffineExpr place1, AffineExpr tap1) {
    position_[c_.windows[0].place] = place0;
    position_[c_.windows[0].tap] = tap0;
    position_[c_.windows[1].place] = place1;
    position_[c_.windows[1].tap] = tap1;
  }

  SmallVector<AffineExpr> indicesOf(AffineMap map) const {
    SmallVector<AffineExpr> indices;
    for (AffineExpr index : map.getResults()) indices.push_back(index.replaceDims(position_));
    return indices;
  }

  using Dims = ArrayRef<std::pair<int64_t, AffineExpr>>;  // extent and index

  /// A tensor with the dimensions `first`, those of the loops of `roles`, and `last`.
  Place placed(Dims first, ArrayRef<LoopRole> roles, Dims last) const {
    Place place;
    auto add = [&](int64_t extent, AffineExpr index) {
      place.shape.push_back(extent);
      place.indices.push_back(index);
    };
    for (auto [extent, index] : first) add(extent, index);
    for (unsigned loop : c_.loops(roles)) add(c_.extents[loop], position_[loop]);
    for (auto [extent, index] : last) add(extent, index);
    return place;
  }

  /// to = sum of matrix[row, column] * from; the columns are summed over.
  Value transformed(int loops, const Matrix &matrix, AffineExpr row, AffineExpr column, const Indexed &from,
                    const Place &to) {
    SmallVector<int64_t> shape = {int64_t(matrix.size()), int64_t(matrix[0].size())};
    Value constant = constantTensor(b_, at_, shape, c_.element(), flattened(matrix));
    return sumOfProducts(b_, at_, loops, {constant, {row, column}}, from, to);
  }

  /// U[a, b, g, c, f] = sum of G[a, i] G[b, j] filter(i, j).
  Value transformedFilter() {
    const SmallVector<LoopRole> roles = {LoopRole::group, LoopRole::channel, LoopRole::feature};
    const Matrix &g = transformsOf(tile_).filter;
    AffineExpr a = dim(0), zero = b_.getAffineConstantExpr(0);
    int free = number(roles, 2);
    Place to = placed({{points_, a}, {points_, dim(1)}}, roles, {});
    if (std::optional<std::vector<double>> values = constantElements(c_.filter))
      return constantFilter(*values, to.shape);
    number(roles, 1);
    AffineExpr j = dim(free - 1), i = dim(free);
    setWindows(zero, i, zero, j);
    Value half =
        transformed(free + 1, g, a, i, {c_.filter, indicesOf(c_.filterMap)}, placed({{points_, a}}, roles, {{3, j}}));
    number(roles, 2);
    return transformed(free + 1, g, dim(1), i, {half, placed({{points_, a}}, roles, {{3, i}}).indices}, to);
  }

  /// The same, of a filter whose values are known.
  Value constantFilter(const std::vector<double> &values, ArrayRef<int64_t> shape) {
    SmallVector<int64_t> strides = filterStrides();
    std::vector<int64_t> firsts = {0};  // where each window begins, in the order of U
    for (unsigned loop : c_.loops({LoopRole::group, LoopRole::channel, LoopRole::feature})) {
      std::vector<int64_t> longer;
      for (int64_t first : firsts)
        for (int64_t n = 0; n < c_.extents[loop]; ++n) longer.push_back(first + n * strides[loop]);
      firsts = std::move(longer);
    }
    const Matrix &g = transformsOf(tile_).filter;
    int64_t down = strides[c_.windows[0].tap], right = strides[c_.windows[1].tap];
    std::vector<double> all;
    for (const auto &row : g)
      for (const auto &column : g)
        for (int64_t first : firsts) {
          double sum = 0;
          for (int i : {0, 1, 2})
            for (int j : {0, 1, 2}) sum += row[i] * column[j] * values[first + i * down + j * right];
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

  /// V[a, b, n, g, c, s, t] = sum of B[a, i] B[b, j] image(m s + i, m t + j).
  Value transformedImage() {
    const SmallVector<LoopRole> roles = {LoopRole::batch, LoopRole::group, LoopRole::channel};
    const Matrix &transform = transformsOf(tile_).image;
    int64_t columns = tiles_[1] * tile_ + 2;
    AffineExpr a = dim(0), zero = b_.getAffineConstantExpr(0);
    int free = number(roles, 1);
    AffineExpr s = dim(free), column = dim(free + 1), i = dim(free + 2);
    setWindows(s * tile_, i, column, zero);
    Value half = transformed(free + 3, transform, a, i, {wholeTiles(), indicesOf(c_.imageMap)},
                             placed({{points_, a}}, roles, {{tiles_[0], s}, {columns, column}}));
    free = number(roles, 2);
    s = dim(free);
    AffineExpr t = dim(free + 1), j = dim(free + 2);
    Place read = placed({{points_, a}}, roles, {{tiles_[0], s}, {columns, t * tile_ + j}});
    return transformed(free + 3, transform, dim(1), j, {half, read.indices}, points(dim(1), roles, s, t));
  }

  /// [a, b, the loops of `roles`, s, t], with a loop 0.
  Place points(AffineExpr b, ArrayRef<LoopRole> roles, AffineExpr s, AffineExpr t) const {
    return placed({{points_, dim(0)}, {points_, b}}, roles, {{tiles_[0], s}, {tiles_[1], t}});
  }

  /// M[a, b, n, g, f, s, t] = sum over c of U[a, b, g, c, f] V[a, b, n, g, c, s, t]: one product for each point, over
  /// the tiles in a row.
  Value product(Value filters, Value tiles) {
    using enum LoopRole;
    int64_t points = points_ * points_, all = tiles_[0] * tiles_[1];
    int tile = number({batch, group, feature}, 1);
    int loops = number({channel}, tile + 1);
    Place filter = placed({{points, dim(0)}}, {group, channel, feature}, {});
    Place from = placed({{points, dim(0)}}, {batch, group, channel}, {{all, dim(tile)}});
    Place to = placed({{points, dim(0)}}, {batch, group, feature}, {{all, dim(tile)}});
    Value sum = sumOfProducts(b_, at_, loops, {reshaped(filters, filter.shape, /*tiles=*/false), filter.indices},
                              {reshaped(tiles, from.shape, /*tiles=*/true), from.indices}, to);
    auto type =
        RankedTensorType::get(this->points(dim(1), {batch, group, feature}, dim(0), dim(0)).shape, c_.element());
    return tensor::ExpandShapeOp::create(b_, at_, type, sum, inPairs(to.shape.size() + 2, /*tiles=*/true));
  }

  /// Points, and tiles if there are, as one dimension.
  Value reshaped(Value tensor, ArrayRef<int64_t> shape, bool tiles) {
    return tensor::CollapseShapeOp::create(b_, at_, RankedTensorType::get(shape, c_.element()), tensor,
                                           inPairs(shape.size() + (tiles ? 2 : 1), tiles));
  }

  /// Of `rank` dimensions the first two together, and the last two.
  static SmallVector<ReassociationIndices> inPairs(int64_t rank, bool tiles) {
    SmallVector<ReassociationIndices> groups = {{0, 1}};
    int64_t end = tiles ? rank - 2 : rank;
    for (int64_t dim = 2; dim < end; ++dim) groups.push_back({dim});
    if (tiles) groups.push_back({rank - 2, rank - 1});
    return groups;
  }

  /// Y[..., s, u, ..., t, v] = sum of A[u, a] A[v, b] M[a, b, ...], its dimensions in the order of the result.
  Value transformedBack(Value products) {
    const SmallVector<LoopRole> roles = {LoopRole::batch, LoopRole::group, LoopRole::feature};
    const Matrix &transform = transformsOf(tile_).result;
    int s = number(roles, 2);
    AffineExpr u = dim(0), a = dim(s + 2);
    Place read = placed({{points_, a}, {points_, dim(1)}}, roles, {{tiles_[0], dim(s)}, {tiles_[1], dim(s + 1)}});
    Place half = placed({{tile_, u}, {points_, dim(1)}}, roles, {{tiles_[0], dim(s)}, {tiles_[1], dim(s + 1)}});
    Value rows = transformed(s + 3, transform, u, a, {products, read.indices}, half);

    Place to;
    SmallVector<AffineExpr> tile(2), inside(2);
    auto next = [&](int64_t extent) {
      to.indices.push_back(dim(to.shape.size()));
      to.shape.push_back(extent);
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
      tile[w] = next(tiles_[w]);
      inside[w] = next(tile_);
    }
    AffineExpr b = dim(to.shape.size());
    Place from = placed({{tile_, inside[0]}, {points_, b}}, roles, {{tiles_[0], tile[0]}, {tiles_[1], tile[1]}});
    return transformed(to.shape.size() + 1, transform, inside[1], b, {rows, from.indices}, to);
  }

  /// The image with as many rows and columns of zeros behind it as whole tiles need.
  Value wholeTiles() {
    auto type = cast<RankedTensorType>(c_.image.getType());
    SmallVector<OpFoldResult> low(type.getRank(), b_.getIndexAttr(0)), high = low;
    SmallVector<int64_t> shape(type.getShape());
    for (auto [dim, index] : llvm::enumerate(c_.imageMap.getResults()))
      for (auto [w, window] : llvm::enumerate(c_.windows)) {
        if (!index.isFunctionOfDim(window.place)) continue;
        int64_t missing = std::max<int64_t>(0, tiles_[w] * tile_ + 2 - shape[dim]);
        high[dim] = b_.getIndexAttr(missing);
        shape[dim] += missing;
      }
    if (llvm::equal(shape, type.getShape())) return c_.image;
    Value zero = arith::ConstantOp::create(b_, at_, b_.getZeroAttr(c_.element()));
    return tensor::PadOp::create(b_, at_, type.clone(shape), c_.image, low, high, zero);
  }

  /// Y as the result's rows and columns, those of the last tiles dropped that lie beyond them, and what there was
  /// before.
  Value untiled(Value tiled) {
    SmallVector<ReassociationIndices> groups;
    int64_t dim = 0;
    for (AffineExpr index : c_.resultMap.getResults()) {
      bool isPlace = c_.roles[cast<AffineDimExpr>(index).getPosition()] == LoopRole::place;
      groups.push_back(isPlace ? ReassociationIndices{dim, dim + 1} : ReassociationIndices{dim});
      dim += isPlace ? 2 : 1;
    }
    Value result = tensor::CollapseShapeOp::create(b_, at_, tiled, groups);
    if (result.getType() != c_.result.getType()) result = cut(result);
    if (isZeros(c_.init)) return result;
    return linalg::AddOp::create(b_, at_, ValueRange{result, c_.init}, ValueRange{c_.init}).getResult(0);
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
  int64_t tile_, points_;             ///< along one dimension
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
