#pragma once

/// \file
/// How a register tile reads and writes one operand of a linalg op on memrefs.

#include <map>

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir_rl/lower/passes/lanes.h"

namespace mlir_rl {

/// Bytes, those of the widest vector.
inline constexpr int64_t kStreamAlignment = 64;

/// The loop values a tile starts at, and its static size in each loop.
struct TileOrigin {
  llvm::SmallVector<mlir::OpFoldResult> offsets;
  llvm::SmallVector<int64_t> sizes;
};

/// One operand seen along the loop that becomes lanes.
///
///   scalar      not a memref: the same value everywhere
///   broadcast   does not move with the lanes: one element for all of them
///   contiguous  neighbouring lanes are neighbouring elements
///   strided     neighbouring lanes are 2 to 4 elements apart: one wide load and a shuffle
///   transposed  another loop of the tile is the contiguous one: square blocks are transposed in registers
///   scattered   anything else: one element at a time
class TileAccess {
 public:
  enum class Form { scalar, broadcast, contiguous, strided, transposed, scattered };

  /// Fails (with no diagnostic) when the indexing map is not affine in the loops.
  static mlir::FailureOr<TileAccess> create(mlir::linalg::LinalgOp op, mlir::OpOperand &operand, unsigned lanes);

  /// Of a buffer in tile order: `origin` gives the index of a tile's first element from the loops' values,
  /// `coefficients` [dimension][loop] how it moves inside of the tile.
  static TileAccess packed(mlir::Location loc, mlir::Value buffer, llvm::ArrayRef<mlir::AffineExpr> origin,
                           llvm::ArrayRef<llvm::SmallVector<int64_t>> coefficients, unsigned lanes);

  Form form() const { return form_; }
  /// Whether an index depends on the loop.
  bool movesWith(unsigned loop) const {
    return llvm::any_of(coefficients_, [&](const auto &row) { return row[loop] != 0; });
  }
  mlir::Type elementType() const { return element_; }

  /// Sets the tile that offsets given later are relative to; forgets what was loaded from the last one.
  void enter(mlir::OpBuilder &b, const TileOrigin &origin);

  /// The operand's values for the lanes of `chunk` at `point` (offset of each loop in the tile; lanes ignored).
  mlir::Value load(mlir::OpBuilder &b, llvm::ArrayRef<int64_t> point, const Chunk &chunk);

  /// Writes one vector for each point of `points` (in their order); all have the lanes of `chunk`.
  void store(mlir::OpBuilder &b, llvm::ArrayRef<llvm::SmallVector<int64_t>> points, llvm::ArrayRef<mlir::Value> values,
             const Chunk &chunk);

  /// From here on vectors of `width` elements or more go past the caches where they are surely aligned: `steps` are the
  /// distances at which tiles start, of each loop; the memref is aligned to kStreamAlignment. Empty: no more.
  void streamAt(llvm::ArrayRef<int64_t> steps, int64_t width) {
    steps_.assign(steps.begin(), steps.end());
    streamedWidth_ = width;
  }
  /// Whether the memref is aligned to kStreamAlignment, at run time.
  mlir::Value isAligned(mlir::OpBuilder &b) const;

  /// One element, for operands that do not move with the lanes.
  mlir::Value loadElement(mlir::OpBuilder &b, llvm::ArrayRef<int64_t> point);
  void storeElement(mlir::OpBuilder &b, llvm::ArrayRef<int64_t> point, mlir::Value value);

  /// The loop that is contiguous in memory when the form is transposed.
  unsigned contiguousLoop() const { return contiguousLoop_; }

 private:
  llvm::SmallVector<int64_t> constants(llvm::ArrayRef<int64_t> point, int64_t lane) const;
  llvm::SmallVector<mlir::Value> indices(mlir::OpBuilder &b, llvm::ArrayRef<int64_t> constants) const;
  mlir::Value loadRun(mlir::OpBuilder &b, llvm::ArrayRef<int64_t> constants, int64_t width, int64_t valid);
  void storeRun(mlir::OpBuilder &b, llvm::ArrayRef<int64_t> constants, mlir::Value value, int64_t valid);
  mlir::Value loadUncached(mlir::OpBuilder &b, llvm::ArrayRef<int64_t> point, const Chunk &chunk);
  mlir::Value loadStrided(mlir::OpBuilder &b, llvm::ArrayRef<int64_t> constants, const Chunk &chunk);
  mlir::Value loadTransposed(mlir::OpBuilder &b, llvm::ArrayRef<int64_t> point, const Chunk &chunk);
  mlir::Value loadScattered(mlir::OpBuilder &b, llvm::ArrayRef<int64_t> point, const Chunk &chunk);
  void storeScattered(mlir::OpBuilder &b, llvm::ArrayRef<int64_t> point, mlir::Value value, const Chunk &chunk);
  void storeTransposed(mlir::OpBuilder &b, llvm::ArrayRef<llvm::SmallVector<int64_t>> points,
                       llvm::ArrayRef<mlir::Value> values, const Chunk &chunk);
  bool transposes(const Chunk &chunk) const;
  bool isStreamed(llvm::ArrayRef<int64_t> constants, int64_t width) const;

  explicit TileAccess(mlir::Location loc) : loc_(loc) {}

  mlir::Location loc_;
  mlir::Value memref_;
  mlir::Type element_;
  Form form_ = Form::scattered;
  unsigned lanes_ = 0;
  unsigned contiguousLoop_ = 0;
  int64_t stride_ = 1;
  llvm::SmallVector<mlir::AffineExpr> exprs_;
  llvm::SmallVector<llvm::SmallVector<int64_t>> coefficients_;  ///< [dimension of the memref][loop]
  llvm::SmallVector<int64_t> tile_, steps_;
  int64_t streamedWidth_ = 1;
  llvm::SmallVector<mlir::Value> base_;
  std::map<std::vector<int64_t>, mlir::Value> loaded_;
};

}  // namespace mlir_rl
