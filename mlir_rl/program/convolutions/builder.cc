#include "mlir_rl/program/convolutions/builder.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;

namespace mlir_rl {

Place placeOf(OpBuilder &b, ArrayRef<unsigned> loops, ArrayRef<int64_t> extents) {
  Place place;
  for (unsigned loop : loops) {
    place.shape.push_back(extents[loop]);
    place.indices.push_back(b.getAffineDimExpr(loop));
  }
  return place;
}

static AffineMap mapOf(OpBuilder &b, int loops, ArrayRef<AffineExpr> indices) {
  return AffineMap::get(loops, 0, indices, b.getContext());
}

static Type elementOf(Value tensor) { return getElementTypeOrSelf(tensor.getType()); }

Value sumOfProducts(OpBuilder &b, Location at, int loops, const Indexed &x, const Indexed &y, const Indexed &init) {
  AffineMap to = mapOf(b, loops, init.indices);
  SmallVector<utils::IteratorType> kinds;
  for (int loop = 0; loop < loops; ++loop)
    kinds.push_back(to.isFunctionOfDim(loop) ? utils::IteratorType::parallel : utils::IteratorType::reduction);
  auto op = linalg::GenericOp::create(
      b, at, init.tensor.getType(), ValueRange{x.tensor, y.tensor}, ValueRange{init.tensor},
      ArrayRef<AffineMap>{mapOf(b, loops, x.indices), mapOf(b, loops, y.indices), to}, kinds,
      [](OpBuilder &body, Location loc, ValueRange in) {
        Value product = arith::MulFOp::create(body, loc, in[0], in[1]);
        linalg::YieldOp::create(body, loc, ValueRange{arith::AddFOp::create(body, loc, in[2], product)});
      });
  return op.getResult(0);
}

Value sumOfProducts(OpBuilder &b, Location at, int loops, const Indexed &x, const Indexed &y, const Place &to) {
  return sumOfProducts(b, at, loops, x, y, Indexed{zeros(b, at, to.shape, elementOf(x.tensor)), to.indices});
}

Value copied(OpBuilder &b, Location at, int loops, const Indexed &x, const Place &to) {
  Value empty = tensor::EmptyOp::create(b, at, to.shape, elementOf(x.tensor));
  SmallVector<utils::IteratorType> kinds(loops, utils::IteratorType::parallel);
  auto op = linalg::GenericOp::create(
      b, at, empty.getType(), ValueRange{x.tensor}, ValueRange{empty},
      ArrayRef<AffineMap>{mapOf(b, loops, x.indices), mapOf(b, loops, to.indices)}, kinds,
      [](OpBuilder &body, Location loc, ValueRange in) { linalg::YieldOp::create(body, loc, in.take_front()); });
  return op.getResult(0);
}

Value zeros(OpBuilder &b, Location at, ArrayRef<int64_t> shape, Type element) {
  Value zero = arith::ConstantOp::create(b, at, b.getZeroAttr(element));
  Value empty = tensor::EmptyOp::create(b, at, shape, element);
  return linalg::FillOp::create(b, at, zero, empty).getResult(0);
}

bool isZeros(Value tensor) {
  auto fill = tensor.getDefiningOp<linalg::FillOp>();
  return fill && matchPattern(fill.getInputs()[0], m_AnyZeroFloat());
}

}  // namespace mlir_rl
