// Functions of rigid bodies.

#include "mlir_rl/kernel_make/productions/operands.h"

namespace mlir_rl::kernel::make {

namespace {

bool isVectorOf(const Type &type, int length) { return type.isVector() && type.rows == length; }

Type motionOf(const Type &type) { return vectorType(6, type.scalar); }

Types twoMotions(Maker &, const Type &result) { return {motionOf(result), motionOf(result)}; }
Types crossedMotions(Maker &m, const Type &result) { return isVectorOf(result, 6) ? twoMotions(m, result) : Types{}; }
Types halved(Maker &, const Type &result) { return isVectorOf(result, 3) ? Types{motionOf(result)} : Types{}; }
Types offsetBy(Maker &, const Type &result) {
  return result == vectorType(3, Scalar::f32) ? Types{motionOf(result), result} : Types{};
}
Types adjoint(Maker &, const Type &result) {
  Type block = matrixType(3, 3, result.scalar);
  return result.rows == 6 && result.columns == 6 ? Types{block, block} : Types{};
}
Types transformed(Maker &, const Type &result) {
  return isVectorOf(result, 3) ? Types{matrixType(4, 4, result.scalar), result} : Types{};
}

/// Of a sum of so many products.
std::optional<Range> productsRule(const Type &result, const Range &term, int terms) {
  Range all = scaled(term, terms);
  return loosened(all, all.reach(), 2 * terms, result.scalar);
}
std::optional<Range> dotRule(const Type &result, Operands v) {
  return productsRule(result, product(v[0].range, v[1].range), 6);
}
/// Two cross products, of which one may be missing: four products, any of them with a minus.
std::optional<Range> crossRule(const Type &result, Operands v) {
  return productsRule(result, symmetric(product(v[0].range, v[1].range).reach()), 4);
}
std::optional<Range> velocityRule(const Type &result, Operands v) {
  Range turning = symmetric(2 * product(v[0].range, v[1].range).reach()), all = sum(v[0].range, turning);
  return loosened(all, all.reach(), 6, result.scalar);
}
std::optional<Range> blocksRule(const Type &, Operands v) { return hull(hull(v[0].range, v[1].range), 0); }

template <int Last>
std::optional<Range> transformRule(const Type &result, Operands v) {
  Range all = scaled(product(v[0].range, v[1].range), 3);
  if (Last) all = sum(all, v[0].range);
  return loosened(all, all.reach(), 8, result.scalar);
}

}  // namespace

std::span<const Production> spatialProductions() {
  static const Production rows[] = {
      {Builtin::spatialDot, Group::compound, 4, kReal, twoMotions, dotRule},
      {Builtin::spatialCross, Group::compound, 60, kRealVector, crossedMotions, crossRule},
      {Builtin::spatialCrossDual, Group::compound, 50, kRealVector, crossedMotions, crossRule},
      {Builtin::spatialTop, Group::compound, 9, kRealVector, halved, sameRange},
      {Builtin::spatialBottom, Group::compound, 9, kRealVector, halved, sameRange},
      {Builtin::spatialAdjoint, Group::building, 900, kRealMatrix, adjoint, blocksRule},
      {Builtin::velocityAtPoint, Group::compound, 8, kRealVector, offsetBy, velocityRule},
      {Builtin::transformPoint, Group::compound, 7, kRealVector, transformed, transformRule<1>},
      {Builtin::transformVector, Group::compound, 6, kRealVector, transformed, transformRule<0>},
  };
  return rows;
}

}  // namespace mlir_rl::kernel::make
