// Functions of vectors and matrices.

#include <algorithm>
#include <cmath>

#include "mlir_rl/kernel_make/productions/operands.h"

namespace mlir_rl::kernel::make {

namespace {

Type vectorFor(Maker &m, const Type &scalar) { return vectorType(m.style.extent, scalar.scalar); }
Type squareFor(Maker &m, const Type &scalar) { return matrixType(m.style.extent, m.style.extent, scalar.scalar); }
bool isSquare(const Type &type) { return type.isMatrix() && type.rows == type.columns; }

Types oneVector(Maker &m, const Type &result) { return {vectorFor(m, result)}; }
Types twoVectors(Maker &m, const Type &result) { return {vectorFor(m, result), vectorFor(m, result)}; }
Types twoMatrices(Maker &m, const Type &result) { return {squareFor(m, result), squareFor(m, result)}; }
Types oneSquare(Maker &m, const Type &result) { return {squareFor(m, result)}; }
Types smallSquare(Maker &m, const Type &result) { return m.style.extent <= 4 ? Types{squareFor(m, result)} : Types{}; }
Types inverted(Maker &, const Type &result) {
  return result.rows == result.columns && result.rows <= 4 ? Types{result} : Types{};
}
Types crossed(Maker &, const Type &result) { return result.rows == 3 ? Types{result, result} : Types{}; }
Types turned(Maker &, const Type &result) { return {matrixType(result.columns, result.rows, result.scalar)}; }
Types spanned(Maker &, const Type &result) {
  return {vectorType(result.rows, result.scalar), vectorType(result.columns, result.scalar)};
}
Types skewed(Maker &, const Type &result) {
  return isSquare(result) && result.rows == 3 ? Types{vectorType(3, result.scalar)} : Types{};
}
Types diagonal(Maker &, const Type &result) {
  return isSquare(result) ? Types{vectorType(result.rows, result.scalar)} : Types{};
}
Types ofDiagonal(Maker &, const Type &result) { return {matrixType(result.rows, result.rows, result.scalar)}; }
Types rowsOf(Maker &, const Type &result) {
  return Types(size_t(result.rows), vectorType(result.columns, result.scalar));
}
Types columnsOf(Maker &, const Type &result) {
  return Types(size_t(result.columns), vectorType(result.rows, result.scalar));
}
Types numbered(Maker &m, const Type &result) {
  return result.is(Scalar::u32) ? Types{vectorType(m.style.extent, m.style.real)} : Types{};
}

/// A sum of `terms` products.
std::optional<Range> sumOfProducts(const Type &result, const Range &term, int terms) {
  Range all = scaled(term, terms);
  Range loose = loosened(all, all.reach(), 2 * terms, result.scalar);
  return term.low >= 0 ? Range{std::max(loose.low, 0.0), loose.high} : loose;
}
std::optional<Range> dotRule(const Type &result, Operands v) {
  Range term = isSame(v) ? squared(v[0].range) : product(v[0].range, v[1].range);
  return sumOfProducts(result, term, v[0].type().components());
}
std::optional<Range> lengthSqRule(const Type &result, Operands v) {
  return sumOfProducts(result, squared(v[0].range), v[0].type().components());
}
/// The sum of squares on the way to a length must not overflow either.
std::optional<Range> squaresOf(const Value &v) {
  std::optional<Range> squares = lengthSqRule(componentType(v.type()), {&v, 1});
  return settled(*squares, v.scalar());
}
std::optional<Range> lengthRule(const Type &, Operands v) {
  std::optional<Range> squares = squaresOf(v[0]);
  if (!squares) return std::nullopt;
  return outward({std::sqrt(std::max(squares->low, 0.0)), std::sqrt(squares->high)});
}
/// Norms are of float32.
Types singleVector(Maker &m, const Type &result) { return result == kF32 ? oneVector(m, result) : Types{}; }
/// Perhaps with a threshold.
Types withThreshold(Maker &m, Types vector) {
  if (!vector.empty() && m.draw.chance(45)) vector.push_back(kF32);
  return vector;
}
Types thresholded(Maker &m, const Type &result) { return withThreshold(m, singleVector(m, result)); }
Types smoothed(Maker &m, const Type &result) {
  return withThreshold(m, result.scalar == Scalar::f32 ? Types{result} : Types{});
}

std::optional<Range> sumOfMagnitudesRule(const Type &result, Operands v) {
  Range all = scaled(magnitude(v[0].range), v[0].type().rows);
  return loosened(all, all.reach(), 2 * v[0].type().rows, result.scalar);
}
/// Half the square below the threshold, and less than that above it.
std::optional<Range> huberRule(const Type &, Operands v) {
  std::optional<Range> squares = squaresOf(v[0]);
  return squares ? std::optional(outward({0, squares->high * 0.51})) : std::nullopt;
}
/// sqrt(delta * delta + squares), but for rounding.
std::optional<Range> pseudoHuberRule(const Type &, Operands v) {
  Range delta = v.size() == 2 ? v[1].range : Range{1, 1};
  std::optional<Range> squares = squaresOf(v[0]);
  if (!squares || delta.low < marginOf(Scalar::f32)) return std::nullopt;
  double most = std::sqrt(delta.high * delta.high + squares->high);
  return outward({delta.low * 0.99, most * 1.01});
}
std::optional<Range> smoothNormalizeRule(const Type &result, Operands v) {
  if (!pseudoHuberRule(result, v)) return std::nullopt;
  return Range{v[0].range.low < 0 ? -1.01 : 0, v[0].range.high > 0 ? 1.01 : 0};
}

/// Squares of tiny components are rounded to so few bits that the result may be up to 1.23 long.
std::optional<Range> normalizeRule(const Type &, Operands v) {
  if (!squaresOf(v[0])) return std::nullopt;
  return Range{v[0].range.low < 0 ? -1.25 : 0, v[0].range.high > 0 ? 1.25 : 0};
}
std::optional<Range> crossRule(const Type &result, Operands v) {
  Range term = product(v[0].range, v[1].range);
  return loosened(difference(term, term), 2 * term.reach(), 4, result.scalar);
}
std::optional<Range> outerRule(const Type &, Operands v) { return product(v[0].range, v[1].range); }
std::optional<Range> skewRule(const Type &, Operands v) { return symmetric(v[0].range.reach()); }
std::optional<Range> withZeros(const Type &, Operands v) { return hull(v[0].range, 0); }
std::optional<Range> indexRule(const Type &, Operands v) { return Range{0, double(v[0].type().rows - 1)}; }
std::optional<Range> cwMulRule(const Type &, Operands v) {
  return isSame(v) ? squared(v[0].range) : product(v[0].range, v[1].range);
}
std::optional<Range> cwDivRule(const Type &result, Operands v) {
  double margin = isFloat(result.scalar) ? marginOf(result.scalar) : 1;
  if (v[1].range.low < margin && v[1].range.high > -margin) return std::nullopt;
  Range exact = quotient(v[0].range, v[1].range);
  return isFloat(result.scalar) ? exact : Range{std::trunc(exact.low), std::trunc(exact.high)};
}
/// n! products of n components.
std::optional<Range> determinantRule(const Type &result, Operands v) {
  int n = v[0].type().rows, terms = n == 2 ? 2 : n == 3 ? 6 : 24;
  double reach = terms * std::pow(v[0].range.reach(), n);
  return loosened(symmetric(reach), reach, 16, result.scalar);
}
/// An inverse may be as large as it likes: dominant() of linear.h makes matrices whose inverse is small.
std::optional<Range> inverseRule(const Type &, Operands) { return std::nullopt; }
std::optional<Range> traceRule(const Type &result, Operands v) {
  Range all = scaled(v[0].range, v[0].type().rows);
  return loosened(all, all.reach(), 4, result.scalar);
}
std::optional<Range> hullRule(const Type &, Operands v) {
  Range all = v[0].range;
  for (const Value &value : v) all = hull(all, value.range);
  return all;
}

}  // namespace

std::span<const Production> vectorProductions() {
  using enum Domain;
  static const Production rows[] = {
      {Builtin::dot, Group::compound, 24, kNumber, twoVectors, dotRule},
      {Builtin::ddot, Group::compound, 3, kNumber, twoMatrices, dotRule},
      {Builtin::cross, Group::compound, 12, kVectors, crossed, crossRule},
      {Builtin::outer, Group::building, 10, kMatrices, spanned, outerRule},
      {Builtin::skew, Group::building, 6, kMatrices, skewed, skewRule},
      {Builtin::length, Group::compound, 18, kReal, oneVector, lengthRule},
      {Builtin::lengthSq, Group::compound, 10, kNumber, oneVector, lengthSqRule},
      {Builtin::normalize, Group::compound, 14, kRealVector, one, normalizeRule},
      {Builtin::normL1, Group::compound, 5, kReal, singleVector, sumOfMagnitudesRule},
      {Builtin::normL2, Group::compound, 5, kReal, singleVector, lengthRule},
      {Builtin::normHuber, Group::compound, 5, kReal, thresholded, huberRule, {any, positive, any}},
      {Builtin::normPseudoHuber, Group::compound, 4, kReal, thresholded, pseudoHuberRule, {any, positive, any}},
      {Builtin::smoothNormalize, Group::compound, 5, kRealVector, smoothed, smoothNormalizeRule, {any, positive, any}},
      {Builtin::argmin, Group::compound, 6, kUnsigned, numbered, indexRule},
      {Builtin::argmax, Group::compound, 6, kUnsigned, numbered, indexRule},
      {Builtin::cwMul, Group::compound, 14, kCompound, two, cwMulRule},
      {Builtin::cwDiv, Group::compound, 6, kCompound, two, cwDivRule, {any, divisor, any}},
      {Builtin::transpose, Group::building, 10, kMatrices, turned, sameRange},
      {Builtin::determinant, Group::compound, 8, kReal, smallSquare, determinantRule},
      {Builtin::inverse, Group::compound, 0, kRealMatrix, inverted, inverseRule},
      {Builtin::trace, Group::compound, 6, kNumber, oneSquare, traceRule},
      {Builtin::diag, Group::building, 8, kMatrices, diagonal, withZeros},
      {Builtin::getDiag, Group::building, 5, kVectors, ofDiagonal, sameRange},
      {Builtin::identity, Group::building, 0, kMatrices, none, truth},
      {Builtin::matrixFromRows, Group::building, 6, kMatrices, rowsOf, hullRule},
      {Builtin::matrixFromCols, Group::building, 6, kMatrices, columnsOf, hullRule},
  };
  return rows;
}

}  // namespace mlir_rl::kernel::make
