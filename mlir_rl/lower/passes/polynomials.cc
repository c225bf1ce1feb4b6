#include "mlir_rl/lower/passes/polynomials.h"

#include <limits>

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;

namespace mlir_rl {

Polynomials::Polynomials(OpBuilder &builder, Location loc, VectorType type)
    : builder_(builder), loc_(loc), type_(type), integers_(type.clone(builder.getI32Type())) {}

Value Polynomials::constant(float value) {
  return arith::ConstantOp::create(builder_, loc_, DenseElementsAttr::get(type_, value));
}

Value Polynomials::integers(int32_t value) {
  return arith::ConstantOp::create(builder_, loc_, DenseElementsAttr::get(integers_, value));
}

Value Polynomials::bits(Value floats) { return arith::BitcastOp::create(builder_, loc_, integers_, floats); }
Value Polynomials::floats(Value bits) { return arith::BitcastOp::create(builder_, loc_, type_, bits); }
Value Polynomials::fma(Value a, Value b, Value c) { return math::FmaOp::create(builder_, loc_, a, b, c); }

// Highest power first.
Value Polynomials::horner(Value x, ArrayRef<float> coefficients) {
  Value sum = constant(coefficients.front());
  for (float coefficient : coefficients.drop_front()) sum = fma(sum, x, constant(coefficient));
  return sum;
}

Value Polynomials::powerOfTwo(Value integerExponent) {
  Value biased = arith::AddIOp::create(builder_, loc_, integerExponent, integers(127));
  return floats(arith::ShLIOp::create(builder_, loc_, biased, integers(23)));
}

Value Polynomials::less(Value a, Value b) {
  return arith::CmpFOp::create(builder_, loc_, arith::CmpFPredicate::OLT, a, b);
}

Value Polynomials::choose(Value condition, Value yes, Value no) {
  return arith::SelectOp::create(builder_, loc_, condition, yes, no);
}

// exp(x) = 2^n exp(f) with n = round(x / ln 2). Adding 1.5 * 2^23 rounds, and leaves n in the low bits.
Value Polynomials::exp(Value x) {
  Value low = constant(-104.0f), high = constant(89.0f), shift = constant(12582912.0f);
  x = choose(less(x, low), low, x);  // a NaN is not less, and stays
  x = choose(less(high, x), high, x);
  Value shifted = fma(x, constant(0x1.715476p0f), shift);
  Value n = arith::SubFOp::create(builder_, loc_, shifted, shift);
  Value f = fma(n, constant(-0x1.62e400p-1f), x);
  f = fma(n, constant(-0x1.7f7d1cp-20f), f);
  Value power =
      horner(f, {0x1.694000p-10f, 0x1.125edcp-7f, 0x1.555b5ap-5f, 0x1.555450p-3f, 0x1.fffff6p-2f, 1.0f, 1.0f});
  // Two factors: 2^n alone is no float where the result is denormal or just below infinity.
  Value whole = arith::SubIOp::create(builder_, loc_, bits(shifted), integers(0x4b400000));
  Value half = arith::ShRSIOp::create(builder_, loc_, whole, integers(1));
  Value rest = arith::SubIOp::create(builder_, loc_, whole, half);
  power = arith::MulFOp::create(builder_, loc_, power, powerOfTwo(half));
  return arith::MulFOp::create(builder_, loc_, power, powerOfTwo(rest));
}

// log(x) = e ln 2 + log(m), m in [sqrt(1/2), sqrt(2)).
Value Polynomials::log(Value x) {
  Value zero = constant(0.0f);
  Value tiny = less(x, constant(std::numeric_limits<float>::min()));
  Value normal = choose(tiny, arith::MulFOp::create(builder_, loc_, x, constant(0x1p23f)), x);
  Value shifted = arith::AddIOp::create(builder_, loc_, bits(normal), integers(0x3f800000 - 0x3f3504f3));
  Value exponent = arith::ShRSIOp::create(builder_, loc_, shifted, integers(23));
  exponent = arith::SubIOp::create(builder_, loc_, exponent, choose(tiny, integers(127 + 23), integers(127)));
  Value e = arith::SIToFPOp::create(builder_, loc_, type_, exponent);
  Value mantissa = arith::AndIOp::create(builder_, loc_, shifted, integers(0x7fffff));
  mantissa = arith::AddIOp::create(builder_, loc_, mantissa, integers(0x3f3504f3));
  Value m = arith::SubFOp::create(builder_, loc_, floats(mantissa), constant(1.0f));
  Value square = arith::MulFOp::create(builder_, loc_, m, m);
  Value sum = horner(m, {7.0376836292e-2f, -1.1514610310e-1f, 1.1676998740e-1f, -1.2420140846e-1f, 1.4249322787e-1f,
                         -1.6668057665e-1f, 2.0000714765e-1f, -2.4999993993e-1f, 3.3333331174e-1f});
  sum = arith::MulFOp::create(builder_, loc_, arith::MulFOp::create(builder_, loc_, sum, m), square);
  sum = fma(e, constant(-2.12194440e-4f), sum);
  sum = arith::AddFOp::create(builder_, loc_, m, fma(square, constant(-0.5f), sum));
  Value result = fma(e, constant(0.693359375f), sum);
  Value infinity = constant(std::numeric_limits<float>::infinity());
  result = choose(less(x, infinity), result, x);  // infinity and NaN are their own logarithms
  result =
      choose(less(zero, x), result, choose(less(x, zero), constant(std::numeric_limits<float>::quiet_NaN()), result));
  Value isZero = arith::CmpFOp::create(builder_, loc_, arith::CmpFPredicate::OEQ, x, zero);
  return choose(isZero, constant(-std::numeric_limits<float>::infinity()), result);
}

// Small |x|: x + x^3 P(x^2). Else 1 - 2 / (exp(2|x|) + 1), with the sign of x.
Value Polynomials::tanh(Value x) {
  Value t = math::AbsFOp::create(builder_, loc_, x);
  Value square = arith::MulFOp::create(builder_, loc_, x, x);
  Value sum = horner(
      square, {-5.70498872745e-3f, 2.06390887954e-2f, -5.37397155531e-2f, 1.33314422036e-1f, -3.33332819422e-1f});
  Value cube = arith::MulFOp::create(builder_, loc_, square, x);
  Value small = fma(sum, cube, x);
  Value power = exp(arith::AddFOp::create(builder_, loc_, t, t));
  Value below = arith::AddFOp::create(builder_, loc_, power, constant(1.0f));
  Value part = arith::DivFOp::create(builder_, loc_, constant(-2.0f), below);
  Value large = arith::AddFOp::create(builder_, loc_, constant(1.0f), part);
  large = math::CopySignOp::create(builder_, loc_, large, x);
  return choose(less(t, constant(0.625f)), small, large);
}

// Small |x|: x + x P(x^2). Else 1 - exp(P(|x|)), with the sign of x.
Value Polynomials::erf(Value x) {
  Value t = math::AbsFOp::create(builder_, loc_, x);
  Value square = arith::MulFOp::create(builder_, loc_, x, x);
  Value sum = horner(
      square, {-0x1.38e000p-11f, 0x1.471a58p-8f, -0x1.b691b2p-6f, 0x1.ce1c44p-4f, -0x1.812700p-2f, 0x1.06eba8p-3f});
  Value small = fma(sum, x, x);
  // Beyond 4 the result is 1: the bound keeps the polynomial where it was fitted.
  Value bound = constant(4.0f);
  t = choose(less(bound, t), bound, t);
  sum = horner(t, {-0x1.220000p-16f, 0x1.91cfb2p-12f, -0x1.fd1438p-9f, 0x1.8d6342p-6f, -0x1.b55cb8p-4f, -0x1.450aa0p-1f,
                   -0x1.079d0cp-3f});
  Value tail = exp(arith::SubFOp::create(builder_, loc_, arith::MulFOp::create(builder_, loc_, sum, t), t));
  Value large = arith::SubFOp::create(builder_, loc_, constant(1.0f), tail);
  large = math::CopySignOp::create(builder_, loc_, large, x);
  return choose(less(t, constant(0.927734375f)), small, large);
}

}  // namespace mlir_rl
