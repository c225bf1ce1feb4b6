#include "mlir_rl/lower/passes/combine.h"

#include "llvm/ADT/TypeSwitch.h"
#include "mlir/Analysis/SliceAnalysis.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using vector::CombiningKind;

namespace mlir_rl {

std::optional<CombiningKind> combiningKind(linalg::LinalgOp op, unsigned output) {
  SmallVector<Operation *, 2> combiners;
  if (!matchReduction(op.getRegionOutputArgs(), output, combiners) || combiners.size() != 1) return std::nullopt;
  return llvm::TypeSwitch<Operation *, std::optional<CombiningKind>>(combiners.front())
      .Case<arith::AddFOp, arith::AddIOp>([](auto) { return CombiningKind::ADD; })
      .Case<arith::MulFOp, arith::MulIOp>([](auto) { return CombiningKind::MUL; })
      .Case<arith::MaximumFOp>([](auto) { return CombiningKind::MAXIMUMF; })
      .Case<arith::MinimumFOp>([](auto) { return CombiningKind::MINIMUMF; })
      .Case<arith::MaxNumFOp>([](auto) { return CombiningKind::MAXNUMF; })
      .Case<arith::MinNumFOp>([](auto) { return CombiningKind::MINNUMF; })
      .Case<arith::MaxSIOp>([](auto) { return CombiningKind::MAXSI; })
      .Case<arith::MinSIOp>([](auto) { return CombiningKind::MINSI; })
      .Case<arith::MaxUIOp>([](auto) { return CombiningKind::MAXUI; })
      .Case<arith::MinUIOp>([](auto) { return CombiningKind::MINUI; })
      .Case<arith::AndIOp>([](auto) { return CombiningKind::AND; })
      .Case<arith::OrIOp>([](auto) { return CombiningKind::OR; })
      .Case<arith::XOrIOp>([](auto) { return CombiningKind::XOR; })
      .Default([](Operation *) { return std::nullopt; });
}

static TypedAttr neutralElement(OpBuilder &b, CombiningKind kind, Type element) {
  if (auto type = dyn_cast<FloatType>(element)) {
    const llvm::fltSemantics &semantics = type.getFloatSemantics();
    switch (kind) {
      case CombiningKind::MUL:
        return b.getFloatAttr(type, 1.0);
      case CombiningKind::MAXIMUMF:
        return b.getFloatAttr(type, APFloat::getInf(semantics, /*Negative=*/true));
      case CombiningKind::MINIMUMF:
        return b.getFloatAttr(type, APFloat::getInf(semantics));
      case CombiningKind::MAXNUMF:
      case CombiningKind::MINNUMF:
        return b.getFloatAttr(type, APFloat::getQNaN(semantics));
      default:
        return b.getFloatAttr(type, 0.0);
    }
  }
  unsigned bits = element.getIntOrFloatBitWidth();
  switch (kind) {
    case CombiningKind::MUL:
      return b.getIntegerAttr(element, APInt(bits, 1));
    case CombiningKind::MAXSI:
      return b.getIntegerAttr(element, APInt::getSignedMinValue(bits));
    case CombiningKind::MINSI:
      return b.getIntegerAttr(element, APInt::getSignedMaxValue(bits));
    case CombiningKind::MINUI:
    case CombiningKind::AND:
      return b.getIntegerAttr(element, APInt::getAllOnes(bits));
    default:
      return b.getIntegerAttr(element, APInt::getZero(bits));
  }
}

Value neutralVector(OpBuilder &b, Location loc, CombiningKind kind, VectorType type) {
  return arith::ConstantOp::create(b, loc,
                                   DenseElementsAttr::get(type, neutralElement(b, kind, type.getElementType())));
}

Value combine(OpBuilder &b, Location loc, CombiningKind kind, Value x, Value y) {
  auto flags = arith::FastMathFlagsAttr::get(
      b.getContext(), arith::FastMathFlags::reassoc | arith::FastMathFlags::nsz | arith::FastMathFlags::contract);
  Value result = vector::makeArithReduction(b, loc, kind, x, y, flags);
  return result;
}

}  // namespace mlir_rl
