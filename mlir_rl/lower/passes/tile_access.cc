#include "mlir_rl/lower/passes/tile_access.h"

#include <numeric>

#include "llvm/Support/MathExtras.h"
#include "mlir/Analysis/FlatLinearValueConstraints.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/BuiltinTypes.h"

using namespace mlir;

namespace mlir_rl {

/// Blocks smaller than this are moved element by element.
constexpr int64_t kSmallestTranspose = 4;
constexpr int64_t kLargestStride = 4;

static bool innermostIsContiguous(MemRefType type) {
  SmallVector<int64_t> strides;
  int64_t offset;
  return type.getRank() > 0 && succeeded(type.getStridesAndOffset(strides, offset)) && strides.back() == 1;
}

/// The one loop with coefficient 1 in the last dimension that no other dimension uses, if there is one.
static std::optional<unsigned> loopOfLastDimension(ArrayRef<SmallVector<int64_t>> coefficients) {
  std::optional<unsigned> found;
  for (auto [loop, c] : llvm::enumerate(coefficients.back())) {
    if (c == 0) continue;
    if (c != 1 || found) return std::nullopt;
    found = loop;
  }
  for (const auto &other : coefficients.drop_back())
    if (found && other[*found] != 0) return std::nullopt;
  return found;
}

FailureOr<TileAccess> TileAccess::create(linalg::LinalgOp op, OpOperand &operand, unsigned lanes) {
  TileAccess access(op.getLoc());
  access.memref_ = operand.get();
  access.lanes_ = lanes;
  auto type = dyn_cast<MemRefType>(operand.get().getType());
  if (!type) {
    access.element_ = operand.get().getType();
    access.form_ = Form::scalar;
    return access;
  }
  access.element_ = type.getElementType();
  AffineMap map = op.getMatchingIndexingMap(&operand);
  int moving = 0;
  for (AffineExpr expr : map.getResults()) {
    SmallVector<int64_t> flat;
    if (failed(getFlattenedAffineExpr(expr, map.getNumDims(), 0, &flat)) || flat.size() != map.getNumDims() + 1)
      return failure();
    flat.pop_back();  // the constant stays in the expression
    moving += flat[lanes] != 0;
    access.coefficients_.push_back(flat);
    access.exprs_.push_back(expr);
  }
  if (moving == 0) {
    access.form_ = Form::broadcast;
    return access;
  }
  if (!innermostIsContiguous(type) || moving > 1) return access;
  access.stride_ = access.coefficients_.back()[lanes];
  if (access.stride_ == 1) access.form_ = Form::contiguous;
  if (access.stride_ > 1 && access.stride_ <= kLargestStride) access.form_ = Form::strided;
  if (access.stride_ == 0) {
    bool unit = llvm::all_of(access.coefficients_, [&](auto &c) { return c[lanes] == 0 || c[lanes] == 1; });
    auto loop = loopOfLastDimension(access.coefficients_);
    if (unit && loop) {
      access.form_ = Form::transposed;
      access.contiguousLoop_ = *loop;
    }
  }
  return access;
}

TileAccess TileAccess::packed(Location loc, Value buffer, ArrayRef<AffineExpr> origin,
                              ArrayRef<SmallVector<int64_t>> coefficients, unsigned lanes) {
  TileAccess access(loc);
  access.memref_ = buffer;
  access.element_ = getElementTypeOrSelf(buffer.getType());
  access.lanes_ = lanes;
  access.exprs_.assign(origin.begin(), origin.end());
  access.coefficients_.assign(coefficients.begin(), coefficients.end());
  bool moves = llvm::any_of(coefficients, [&](const auto &row) { return row[lanes] != 0; });
  access.form_ = moves ? Form::contiguous : Form::broadcast;
  return access;
}

void TileAccess::enter(OpBuilder &b, const TileOrigin &origin) {
  loaded_.clear();
  base_.clear();
  tile_ = origin.sizes;
  for (AffineExpr expr : exprs_) {
    OpFoldResult value = affine::makeComposedFoldedAffineApply(b, loc_, expr, origin.offsets);
    base_.push_back(getValueOrCreateConstantIndexOp(b, loc_, value));
  }
}

/// What tells one loaded vector from another.
static std::vector<int64_t> keyOf(ArrayRef<int64_t> constants, int64_t start, int64_t width) {
  std::vector<int64_t> key(constants.begin(), constants.end());
  key.push_back(start);
  key.push_back(width);
  return key;
}

SmallVector<int64_t> TileAccess::constants(ArrayRef<int64_t> point, int64_t lane) const {
  SmallVector<int64_t> result;
  for (const auto &row : coefficients_) {
    int64_t sum = row[lanes_] * lane;
    for (auto [loop, c] : llvm::enumerate(row))
      if (loop != lanes_) sum += c * point[loop];
    result.push_back(sum);
  }
  return result;
}

SmallVector<Value> TileAccess::indices(OpBuilder &b, ArrayRef<int64_t> constants) const {
  SmallVector<Value> result;
  for (auto [base, constant] : llvm::zip(base_, constants)) {
    if (constant == 0) {
      result.push_back(base);
      continue;
    }
    Value offset = arith::ConstantIndexOp::create(b, loc_, constant);
    result.push_back(arith::AddIOp::create(b, loc_, base, offset));
  }
  return result;
}

Value TileAccess::loadElement(OpBuilder &b, ArrayRef<int64_t> point) {
  if (form_ == Form::scalar) return memref_;
  return memref::LoadOp::create(b, loc_, memref_, indices(b, constants(point, 0)));
}

void TileAccess::storeElement(OpBuilder &b, ArrayRef<int64_t> point, Value value) {
  memref::StoreOp::create(b, loc_, value, memref_, indices(b, constants(point, 0)));
}

Value TileAccess::load(OpBuilder &b, ArrayRef<int64_t> point, const Chunk &chunk) {
  bool moves = form_ != Form::scalar && form_ != Form::broadcast;
  std::vector<int64_t> key = keyOf(constants(point, 0), moves ? chunk.start : 0, chunk.width);
  Value &value = loaded_[key];
  if (!value) value = loadUncached(b, point, chunk);
  return value;
}

Value TileAccess::loadUncached(OpBuilder &b, ArrayRef<int64_t> point, const Chunk &chunk) {
  auto type = VectorType::get({chunk.width}, element_);
  switch (form_) {
    case Form::scalar:
    case Form::broadcast:
      return vector::BroadcastOp::create(b, loc_, type, loadElement(b, point));
    case Form::contiguous:
      return loadRun(b, constants(point, chunk.start), chunk.width, chunk.valid);
    case Form::strided:
      return loadStrided(b, constants(point, chunk.start), chunk);
    case Form::transposed:
      return transposes(chunk) ? loadTransposed(b, point, chunk) : loadScattered(b, point, chunk);
    case Form::scattered:
      return loadScattered(b, point, chunk);
  }
  llvm_unreachable("covered");
}

Value TileAccess::loadRun(OpBuilder &b, ArrayRef<int64_t> constants, int64_t width, int64_t valid) {
  auto type = VectorType::get({width}, element_);
  SmallVector<Value> at = indices(b, constants);
  if (width == valid) return vector::LoadOp::create(b, loc_, type, memref_, at);
  Value mask = laneMask(b, loc_, width, valid);
  return vector::MaskedLoadOp::create(b, loc_, type, memref_, at, mask, harmlessVector(b, loc_, type));
}

void TileAccess::storeRun(OpBuilder &b, ArrayRef<int64_t> constants, Value value, int64_t valid) {
  SmallVector<Value> at = indices(b, constants);
  int64_t width = cast<VectorType>(value.getType()).getDimSize(0);
  int64_t bytes = width * element_.getIntOrFloatBitWidth() / 8;
  if (width != valid)
    vector::MaskedStoreOp::create(b, loc_, memref_, at, laneMask(b, loc_, width, valid), value);
  else if (isStreamed(constants, width))
    vector::StoreOp::create(b, loc_, value, memref_, at, /*nontemporal=*/true, llvm::MaybeAlign(bytes));
  else
    vector::StoreOp::create(b, loc_, value, memref_, at);
}

Value TileAccess::isAligned(OpBuilder &b) const {
  auto metadata = memref::ExtractStridedMetadataOp::create(b, loc_, memref_);
  Value start = memref::ExtractAlignedPointerAsIndexOp::create(b, loc_, metadata.getBaseBuffer());
  Value bytes = arith::ConstantIndexOp::create(b, loc_, element_.getIntOrFloatBitWidth() / 8);
  Value address = arith::AddIOp::create(b, loc_, start, arith::MulIOp::create(b, loc_, metadata.getOffset(), bytes));
  Value low = arith::AndIOp::create(b, loc_, address, arith::ConstantIndexOp::create(b, loc_, kStreamAlignment - 1));
  return arith::CmpIOp::create(b, loc_, arith::CmpIPredicate::eq, low, arith::ConstantIndexOp::create(b, loc_, 0));
}

/// What is left of a linear expression where all loops are 0.
static int64_t constantOf(AffineExpr expr, size_t loops) {
  SmallVector<AffineExpr> zeros(loops, getAffineConstantExpr(0, expr.getContext()));
  return cast<AffineConstantExpr>(expr.replaceDims(zeros)).getValue();
}

/// Whether all places that the store may go to are whole vectors away from the memref's start.
bool TileAccess::isStreamed(ArrayRef<int64_t> constants, int64_t width) const {
  SmallVector<int64_t> strides;
  int64_t offset, apart = 0;
  if (steps_.empty() || width < streamedWidth_) return false;
  if (failed(cast<MemRefType>(memref_.getType()).getStridesAndOffset(strides, offset))) return false;
  for (auto [dim, stride] : llvm::enumerate(strides)) {
    if (ShapedType::isDynamic(stride)) return false;
    int64_t step = std::gcd(constants[dim], constantOf(exprs_[dim], coefficients_[dim].size()));
    for (auto [loop, c] : llvm::enumerate(coefficients_[dim])) step = std::gcd(step, c * steps_[loop]);
    apart = std::gcd(apart, step * stride);
  }
  int64_t elementBytes = element_.getIntOrFloatBitWidth() / 8, bytes = width * elementBytes;
  return llvm::isPowerOf2_64(uint64_t(bytes)) && bytes <= kStreamAlignment && apart * elementBytes % bytes == 0;
}

/// Elements 0, s, 2s, ... of one run; the run ends at the last element used, never beyond the memref.
Value TileAccess::loadStrided(OpBuilder &b, ArrayRef<int64_t> constants, const Chunk &chunk) {
  int64_t span = stride_ * (chunk.valid - 1) + 1;
  int64_t wide = llvm::PowerOf2Ceil(stride_ * chunk.width);
  Value run = loadRun(b, constants, wide, span);
  SmallVector<int64_t> pick;
  for (int64_t i = 0; i < chunk.width; ++i) pick.push_back(std::min(i * stride_, wide - 1));
  return vector::ShuffleOp::create(b, loc_, run, run, pick);
}

bool TileAccess::transposes(const Chunk &chunk) const {
  return chunk.width >= kSmallestTranspose && tile_[contiguousLoop_] >= kSmallestTranspose;
}

Value TileAccess::loadTransposed(OpBuilder &b, ArrayRef<int64_t> point, const Chunk &chunk) {
  int64_t n = chunk.width;
  SmallVector<int64_t> first(point);
  first[contiguousLoop_] = point[contiguousLoop_] / n * n;
  int64_t across = std::min(n, tile_[contiguousLoop_] - first[contiguousLoop_]);
  SmallVector<Value> rows;
  for (int64_t lane = 0; lane < n; ++lane) {
    if (lane < chunk.valid)
      rows.push_back(loadRun(b, constants(first, chunk.start + lane), n, across));
    else
      rows.push_back(harmlessVector(b, loc_, VectorType::get({n}, element_)));
  }
  SmallVector<Value> columns = transposeRows(b, loc_, rows);
  for (int64_t i = 0; i < across; ++i) {
    SmallVector<int64_t> at(first);
    at[contiguousLoop_] += i;
    loaded_[keyOf(constants(at, 0), chunk.start, chunk.width)] = columns[i];
  }
  return columns[point[contiguousLoop_] - first[contiguousLoop_]];
}

Value TileAccess::loadScattered(OpBuilder &b, ArrayRef<int64_t> point, const Chunk &chunk) {
  SmallVector<Value> elements;
  for (int64_t lane = 0; lane < chunk.width; ++lane) {
    int64_t read = chunk.start + std::min(lane, chunk.valid - 1);
    elements.push_back(memref::LoadOp::create(b, loc_, memref_, indices(b, constants(point, read))));
  }
  return vector::FromElementsOp::create(b, loc_, VectorType::get({chunk.width}, element_), elements);
}

void TileAccess::storeScattered(OpBuilder &b, ArrayRef<int64_t> point, Value value, const Chunk &chunk) {
  for (int64_t lane = 0; lane < chunk.valid; ++lane) {
    Value element = vector::ExtractOp::create(b, loc_, value, lane);
    memref::StoreOp::create(b, loc_, element, memref_, indices(b, constants(point, chunk.start + lane)));
  }
}

void TileAccess::store(OpBuilder &b, ArrayRef<SmallVector<int64_t>> points, ArrayRef<Value> values,
                       const Chunk &chunk) {
  loaded_.clear();
  if (form_ == Form::transposed && transposes(chunk)) return storeTransposed(b, points, values, chunk);
  for (auto [point, value] : llvm::zip(points, values)) {
    if (form_ == Form::contiguous)
      storeRun(b, constants(point, chunk.start), value, chunk.valid);
    else
      storeScattered(b, point, value, chunk);
  }
}

void TileAccess::storeTransposed(OpBuilder &b, ArrayRef<SmallVector<int64_t>> points, ArrayRef<Value> values,
                                 const Chunk &chunk) {
  int64_t n = chunk.width;
  // Blocks: points that differ only in the contiguous loop, n of them at a time.
  std::map<std::vector<int64_t>, SmallVector<Value>> blocks;
  for (auto [point, value] : llvm::zip(points, values)) {
    std::vector<int64_t> first(point.begin(), point.end());
    first[contiguousLoop_] = first[contiguousLoop_] / n * n;
    blocks[first].push_back(value);
  }
  for (auto &[first, rows] : blocks) {
    int64_t across = rows.size();
    while (int64_t(rows.size()) < n) rows.push_back(rows.front());
    SmallVector<Value> columns = transposeRows(b, loc_, rows);
    for (int64_t lane = 0; lane < chunk.valid; ++lane)
      storeRun(b, constants(first, chunk.start + lane), columns[lane], across);
  }
}

}  // namespace mlir_rl
