#pragma once

/// \file
/// Operands and results of every row of the table of builtins, computed by hand.

#include <cmath>
#include <limits>

#include "mlir_rl/kernel_run/inputs.h"
#include "mlir_rl/kernel_run/trees_test.h"
#include "mlir_rl/support/seed.h"

namespace mlir_rl::kernel::testing {

using Scalars = std::vector<Scalar>;
using S = Scalar;
inline constexpr std::initializer_list<Scalar> kFloats = {S::f16, S::f32, S::f64};
inline constexpr std::initializer_list<Scalar> kInts = {S::i8, S::i16, S::i32, S::i64, S::u8, S::u16, S::u32, S::u64};
inline constexpr std::initializer_list<Scalar> kSignedInts = {S::i8, S::i16, S::i32, S::i64};
inline constexpr std::initializer_list<Scalar> kSigned = {S::i8, S::i16, S::i32, S::i64, S::f16, S::f32, S::f64};
inline constexpr std::initializer_list<Scalar> kUnsigned = {S::u8, S::u16, S::u32, S::u64};
inline constexpr std::initializer_list<Scalar> kNumbers = {S::i8,  S::i16, S::i32, S::i64, S::u8, S::u16,
                                                           S::u32, S::u64, S::f16, S::f32, S::f64};
inline constexpr std::initializer_list<Scalar> kAll = {S::boolean, S::i8,  S::i16, S::i32, S::i64, S::u8,
                                                       S::u16,     S::u32, S::u64, S::f16, S::f32, S::f64};
inline constexpr std::initializer_list<Scalar> kWide = {S::i32, S::i64, S::u32, S::u64, S::f32, S::f64};
inline constexpr std::initializer_list<Scalar> kWideInts = {S::i32, S::i64, S::u32, S::u64};
inline constexpr std::initializer_list<Scalar> kBoolOnly = {S::boolean};

/// An operand: its extents, its values, and its scalar where that is not the case's.
struct Value {
  std::vector<double> values;
  int rows = 0;
  int columns = 0;
  int dims = 0;
  int fixed = -1;
};
inline Value one(double x) { return {{x}}; }
inline Value vec(std::vector<double> x) {
  int rows = int(x.size());
  return {std::move(x), rows};
}
inline Value mat(int rows, int columns, std::vector<double> x) { return {std::move(x), rows, columns}; }
inline Value array(std::vector<double> x) { return {std::move(x), 0, 0, 1}; }
inline Value arrayOfVec2(std::vector<double> x) { return {std::move(x), 2, 0, 1}; }
inline Value index(int i) { return {{double(i)}, 0, 0, 0, int(S::i32)}; }
inline Value stateOf(uint32_t x) { return {{double(x)}, 0, 0, 0, int(S::u32)}; }
inline Value boolOf(bool x) { return {{double(x)}, 0, 0, 0, int(S::boolean)}; }

struct Case {
  Builtin row;
  Scalars scalars;
  std::vector<Value> operands;
  std::vector<double> expected;
  double ulps = 0;                 ///< of the C library's functions, which need not round correctly
  std::vector<double> after = {};  ///< what an array operand holds afterwards; empty: not examined
};

inline Type typeOf(const Value &value, Scalar scalar) {
  if (value.fixed >= 0) scalar = Scalar(value.fixed);
  Type type = value.columns ? matrixType(value.rows, value.columns, scalar)
              : value.rows  ? vectorType(value.rows, scalar)
                            : scalarType(scalar);
  return value.dims ? arrayType(type, value.dims) : type;
}

inline constexpr double kNan = std::numeric_limits<double>::quiet_NaN(), kInf = HUGE_VAL;

// clang-format off
using B = Builtin;

inline std::vector<Case> operatorCases() {
  return {
    {B::add, kNumbers, {one(2), one(3)}, {5}}, {B::add, kNumbers, {vec({1, 2}), vec({3, 4})}, {4, 6}},
    {B::add, kNumbers, {mat(1, 2, {1, 2}), mat(1, 2, {3, 4})}, {4, 6}},
    {B::sub, kNumbers, {one(5), one(3)}, {2}}, {B::sub, kSigned, {one(3), one(5)}, {-2}},
    {B::mul, kNumbers, {one(6), one(7)}, {42}}, {B::mul, kNumbers, {one(2), vec({3, 4})}, {6, 8}},
    {B::mul, kNumbers, {mat(2, 1, {3, 4}), one(2)}, {6, 8}},
    {B::mul, kNumbers, {mat(2, 2, {1, 2, 3, 4}), mat(2, 2, {5, 6, 7, 8})}, {19, 22, 43, 50}},
    {B::mul, kNumbers, {mat(2, 3, {1, 2, 3, 4, 5, 6}), vec({1, 2, 3})}, {14, 32}},
    {B::mul, kNumbers, {vec({1, 2}), mat(2, 3, {1, 2, 3, 4, 5, 6})}, {9, 12, 15}},
    {B::mul, kNumbers, {mat(1, 2, {1, 2}), mat(2, 3, {1, 2, 3, 4, 5, 6})}, {9, 12, 15}},
    {B::div, kInts, {one(7), one(2)}, {3}}, {B::div, kSignedInts, {one(-7), one(2)}, {-3}},
    {B::div, kFloats, {one(7), one(2)}, {3.5}}, {B::div, kNumbers, {vec({6, 8}), one(2)}, {3, 4}},
    {B::div, kNumbers, {one(24), mat(1, 2, {6, 8})}, {4, 3}}, {B::div, kFloats, {one(1), one(0)}, {kInf}},
    {B::floordiv, kInts, {one(7), one(2)}, {3}}, {B::floordiv, kSignedInts, {one(-7), one(2)}, {-4}}, {B::floordiv, kSignedInts, {one(7), one(-2)}, {-4}},
    {B::floordiv, kSignedInts, {one(-7), one(-2)}, {3}}, {B::floordiv, kSignedInts, {one(-6), one(2)}, {-3}}, {B::floordiv, kInts, {one(0), one(5)}, {0}},
    {B::floordiv, kFloats, {one(-7), one(2)}, {-4}},
    {B::mod, kNumbers, {one(7), one(3)}, {1}}, {B::mod, kSigned, {one(-7), one(3)}, {-1}},
    {B::mod, kNumbers, {vec({7, 8}), vec({4, 5})}, {3, 3}}, {B::mod, kFloats, {one(5.5), one(-2)}, {1.5}},
    {B::powOf, kFloats, {one(2), one(10)}, {1024}}, {B::powOf, kFloats, {one(-2), one(3)}, {-8}},
    {B::neg, kSigned, {one(5)}, {-5}}, {B::neg, kUnsigned, {one(0)}, {0}}, {B::neg, kSigned, {vec({1, -2})}, {-1, 2}},
    {B::pos, kNumbers, {one(5)}, {5}}, {B::pos, kNumbers, {mat(1, 2, {1, 2})}, {1, 2}},
    {B::shl, kInts, {one(3), one(4)}, {48}}, {B::shr, kInts, {one(48), one(4)}, {3}},
    {B::shr, kSignedInts, {one(-48), one(4)}, {-3}}, {B::shr, kSignedInts, {one(-1), one(7)}, {-1}},
    {B::bitAnd, kInts, {one(12), one(10)}, {8}}, {B::bitOr, kInts, {one(12), one(10)}, {14}},
    {B::bitXor, kInts, {one(12), one(10)}, {6}}, {B::bitNot, kSignedInts, {one(5)}, {-6}},
    {B::bitNot, {S::u8}, {one(5)}, {250}}, {B::bitNot, {S::u16}, {one(5)}, {65530}}, {B::bitNot, {S::u32}, {one(5)}, {4294967290}}, {B::bitNot, {S::u64}, {one(5)}, {-6}},
    {B::equal, kAll, {one(1), one(1)}, {1}}, {B::equal, kAll, {one(1), one(0)}, {0}}, {B::equal, kFloats, {one(kNan), one(kNan)}, {0}},
    {B::equal, kFloats, {one(0), one(-0.0)}, {1}},
    {B::notEqual, kAll, {one(1), one(1)}, {0}}, {B::notEqual, kAll, {one(1), one(0)}, {1}}, {B::notEqual, kFloats, {one(kNan), one(kNan)}, {1}},
    {B::less, kNumbers, {one(1), one(2)}, {1}}, {B::less, kNumbers, {one(2), one(2)}, {0}}, {B::less, kSigned, {one(-1), one(0)}, {1}},
    {B::less, kFloats, {one(kNan), one(2)}, {0}}, {B::lessEqual, kNumbers, {one(2), one(2)}, {1}}, {B::lessEqual, kNumbers, {one(3), one(2)}, {0}},
    {B::lessEqual, kFloats, {one(1), one(kNan)}, {0}}, {B::greater, kNumbers, {one(3), one(2)}, {1}}, {B::greater, kNumbers, {one(2), one(2)}, {0}},
    {B::greaterEqual, kNumbers, {one(2), one(2)}, {1}}, {B::greaterEqual, kNumbers, {one(1), one(2)}, {0}},
    {B::logicalAnd, kBoolOnly, {one(1), one(1)}, {1}}, {B::logicalAnd, kBoolOnly, {one(1), one(0)}, {0}},
    {B::logicalOr, kBoolOnly, {one(0), one(1)}, {1}}, {B::logicalOr, kBoolOnly, {one(0), one(0)}, {0}},
    {B::logicalNot, kBoolOnly, {one(0)}, {1}}, {B::logicalNot, kBoolOnly, {one(1)}, {0}},
  };
}

inline std::vector<Case> scalarCases() {
  return {
    {B::minOf, kNumbers, {one(3), one(2)}, {2}}, {B::minOf, kNumbers, {vec({1, 4}), vec({3, 2})}, {1, 2}},
    {B::minOf, kNumbers, {vec({3, 1, 2})}, {1}}, {B::minOf, kFloats, {one(kNan), one(2)}, {2}}, {B::minOf, kFloats, {one(2), one(kNan)}, {2}},
    {B::maxOf, kNumbers, {one(3), one(2)}, {3}}, {B::maxOf, kNumbers, {vec({1, 4}), vec({3, 2})}, {3, 4}},
    {B::maxOf, kNumbers, {vec({2, 3, 1})}, {3}}, {B::maxOf, kFloats, {one(kNan), one(2)}, {2}}, {B::maxOf, kFloats, {one(2), one(kNan)}, {2}},
    {B::clamp, kNumbers, {one(9), one(2), one(5)}, {5}}, {B::clamp, kNumbers, {one(1), one(2), one(5)}, {2}}, {B::clamp, kNumbers, {one(3), one(2), one(5)}, {3}},
    {B::absOf, kSigned, {one(-5)}, {5}}, {B::absOf, kNumbers, {one(5)}, {5}}, {B::absOf, kSigned, {vec({-1, 2})}, {1, 2}},
    {B::sign, kSigned, {one(-5)}, {-1}}, {B::sign, kNumbers, {one(0)}, {1}}, {B::sign, kFloats, {one(kNan)}, {1}}, {B::sign, kSigned, {vec({-3, 3})}, {-1, 1}},
    {B::copysign, kFloats, {one(3), one(-0.0)}, {-3}}, {B::step, kSigned, {one(-2)}, {1}}, {B::step, kNumbers, {one(0)}, {0}},
    {B::nonzero, kNumbers, {one(0)}, {0}}, {B::nonzero, kNumbers, {one(7)}, {1}},
    {B::sinOf, kFloats, {one(0.5)}, {0.47942553860420301}, 1}, {B::cosOf, kFloats, {one(0.5)}, {0.87758256189037276}, 1},
    {B::tanOf, kFloats, {one(0.5)}, {0.54630248984379048}, 1}, {B::asinOf, kFloats, {one(0.5)}, {0.52359877559829893}, 1},
    {B::asinOf, kFloats, {one(2)}, {1.5707963267948966}, 1}, {B::acosOf, kFloats, {one(0.5)}, {1.0471975511965979}, 1},
    {B::acosOf, kFloats, {one(-3)}, {3.1415926535897931}, 1}, {B::atanOf, kFloats, {one(1)}, {0.78539816339744828}, 1},
    {B::atan2Of, kFloats, {one(1), one(-1)}, {2.3561944901923448}, 1}, {B::sinhOf, kFloats, {one(1)}, {1.1752011936438014}, 1},
    {B::coshOf, kFloats, {one(1)}, {1.5430806348152437}, 1}, {B::tanhOf, kFloats, {one(1)}, {0.76159415595576485}, 1},
    {B::degrees, kFloats, {one(2)}, {114.59155902616465}}, {B::radians, kFloats, {one(180)}, {3.1415926535897931}, 1},
    {B::expOf, kFloats, {one(1)}, {2.7182818284590451}, 1}, {B::logOf, kFloats, {one(10)}, {2.3025850929940459}, 1},
    {B::log2Of, kFloats, {one(8)}, {3}}, {B::log10Of, kFloats, {one(1000)}, {3}, 1}, {B::pow, kFloats, {one(3), one(4)}, {81}},
    {B::sqrtOf, kFloats, {one(2)}, {1.4142135623730951}}, {B::cbrtOf, kFloats, {one(27)}, {3}, 1}, {B::erfOf, kFloats, {one(0.5)}, {0.52049987781304652}, 1},
    {B::erfcOf, kFloats, {one(0.5)}, {0.47950012218695348}, 1}, {B::roundOf, kFloats, {one(2.5)}, {3}}, {B::roundOf, kFloats, {one(-2.5)}, {-3}},
    {B::rintOf, kFloats, {one(2.5)}, {2}}, {B::rintOf, kFloats, {one(3.5)}, {4}}, {B::truncOf, kFloats, {one(-2.75)}, {-2}},
    {B::floorOf, kFloats, {one(-2.25)}, {-3}}, {B::ceilOf, kFloats, {one(-2.75)}, {-2}}, {B::frac, kFloats, {one(-2.75)}, {-0.75}},
    {B::isFinite, kNumbers, {one(3)}, {1}}, {B::isFinite, kFloats, {vec({1, kInf})}, {0}}, {B::isFinite, kFloats, {one(kNan)}, {0}},
    {B::isNan, kNumbers, {one(3)}, {0}}, {B::isNan, kFloats, {vec({1, kNan})}, {1}}, {B::isInf, kNumbers, {one(3)}, {0}},
    {B::isInf, kFloats, {mat(1, 2, {-kInf, 0})}, {1}}, {B::isInf, kFloats, {one(kNan)}, {0}},
    {B::lerp, kFloats, {one(2), one(6), one(0.25)}, {3}}, {B::lerp, kFloats, {vec({0, 4}), vec({8, 8}), one(0.5)}, {4, 6}},
    {B::lerp, kFloats, {mat(1, 2, {0, 4}), mat(1, 2, {8, 8}), one(0.5)}, {4, 6}},
    {B::smoothstep, kFloats, {one(0), one(2), one(0.5)}, {0.15625}}, {B::smoothstep, kFloats, {one(0), one(2), one(5)}, {1}},
    {B::where, kAll, {boolOf(true), one(1), one(0)}, {1}}, {B::where, kAll, {boolOf(false), one(1), one(0)}, {0}},
    {B::where, kNumbers, {boolOf(false), vec({1, 2, 3}), vec({4, 5, 6})}, {4, 5, 6}},
  };
}

inline std::vector<Case> compoundCases() {
  return {
    {B::dot, kNumbers, {vec({1, 2, 3}), vec({4, 5, 6})}, {32}}, {B::ddot, kNumbers, {mat(2, 2, {1, 2, 3, 4}), mat(2, 2, {2, 3, 4, 5})}, {40}},
    {B::cross, kSigned, {vec({1, 2, 3}), vec({4, 6, 5})}, {-8, 7, -2}}, {B::cross, kUnsigned, {vec({0, 1, 0}), vec({0, 0, 1})}, {1, 0, 0}},
    {B::outer, kNumbers, {vec({1, 2}), vec({3, 4, 5})}, {3, 4, 5, 6, 8, 10}},
    {B::skew, kSigned, {vec({1, 2, 3})}, {0, -3, 2, 3, 0, -1, -2, 1, 0}}, {B::skew, kUnsigned, {vec({0, 0, 0})}, {0, 0, 0, 0, 0, 0, 0, 0, 0}},
    {B::length, kFloats, {vec({3, 4})}, {5}}, {B::lengthSq, kNumbers, {vec({3, 4})}, {25}}, {B::normalize, kFloats, {vec({3, 4, 0})}, {0.6, 0.8, 0}},
    {B::normalize, kFloats, {vec({0, 0})}, {0, 0}}, {B::argmin, kNumbers, {vec({3, 1, 1})}, {1}}, {B::argmax, kNumbers, {vec({3, 4, 4})}, {1}},
    {B::argmin, kFloats, {vec({kNan, 2, kNan, 1, 2})}, {3}}, {B::argmax, kFloats, {vec({kNan, kNan})}, {0}}, {B::argmax, kFloats, {vec({kNan, -3, kNan})}, {1}},
    {B::cwMul, kNumbers, {vec({2, 3}), vec({4, 5})}, {8, 15}}, {B::cwMul, kNumbers, {mat(1, 2, {2, 3}), mat(1, 2, {4, 5})}, {8, 15}},
    {B::cwDiv, kNumbers, {vec({8, 9}), vec({4, 3})}, {2, 3}}, {B::cwDiv, kInts, {mat(1, 2, {9, 9}), mat(1, 2, {4, 5})}, {2, 1}},
    {B::cwDiv, kFloats, {mat(1, 2, {9, 9}), mat(1, 2, {4, 8})}, {2.25, 1.125}},
    {B::transpose, kAll, {mat(2, 3, {1, 0, 0, 1, 1, 0})}, {1, 1, 0, 1, 0, 0}}, {B::determinant, kFloats, {mat(2, 2, {1, 2, 3, 4})}, {-2}},
    {B::determinant, kFloats, {mat(3, 3, {2, 0, 1, 1, 3, 2, 1, 1, 4})}, {18}},
    {B::determinant, kFloats, {mat(4, 4, {2, 1, 0, 0, 1, 2, 1, 0, 0, 1, 2, 1, 0, 0, 1, 2})}, {5}},
    {B::inverse, kFloats, {mat(2, 2, {1, 2, 3, 4})}, {-2, 1, 1.5, -0.5}}, {B::inverse, kFloats, {mat(2, 2, {1, 2, 2, 4})}, {0, 0, 0, 0}},
    {B::inverse, kFloats, {mat(3, 3, {1, 0, 2, 0, 2, 0, 0, 0, 4})}, {1, 0, -0.5, 0, 0.5, 0, 0, 0, 0.25}},
    {B::inverse, kFloats, {mat(4, 4, {2, 0, 0, 0, 0, 1, 0, 3, 0, 0, 4, 0, 0, 0, 0, 1})}, {0.5, 0, 0, 0, 0, 1, 0, -3, 0, 0, 0.25, 0, 0, 0, 0, 1}},
    {B::trace, kNumbers, {mat(2, 2, {1, 2, 3, 4})}, {5}}, {B::diag, kNumbers, {vec({5, 6})}, {5, 0, 0, 6}},
    {B::getDiag, kAll, {mat(2, 2, {1, 0, 1, 1})}, {1, 1}}, {B::getDiag, kNumbers, {mat(2, 2, {1, 2, 3, 4})}, {1, 4}}, {B::identity, kNumbers, {}, {1, 0, 0, 1}},
    {B::matrixFromRows, kNumbers, {vec({1, 2, 3}), vec({4, 5, 6})}, {1, 2, 3, 4, 5, 6}},
    {B::matrixFromCols, kNumbers, {vec({1, 2, 3}), vec({4, 5, 6})}, {1, 4, 2, 5, 3, 6}},
  };
}

inline std::vector<Case> arrayCases() {
  return {
    {B::len, kAll, {array({1, 1, 0})}, {3}}, {B::len, kNumbers, {vec({1, 2})}, {2}}, {B::len, kNumbers, {mat(3, 1, {1, 2, 3})}, {3}},
    {B::lowerBound, kNumbers, {array({1, 3, 3, 5}), one(3)}, {1}}, {B::lowerBound, kNumbers, {array({1, 3, 3, 5}), one(6)}, {3}},
    {B::lowerBound, kNumbers, {array({}), one(6)}, {0}}, {B::lowerBound, kNumbers, {array({1, 3}), index(2), index(0), one(6)}, {2}},
    {B::lowerBound, kNumbers, {array({1, 3, 3, 5}), index(2), index(3), one(0)}, {2}}, {B::lowerBound, kNumbers, {array({1, 3, 3, 5}), index(0), index(1), one(4)}, {0}},
    {B::atomicAdd, kWide, {array({1, 2}), index(1), one(5)}, {2}, 0, {1, 7}}, {B::atomicAdd, kWide, {arrayOfVec2({1, 2, 3, 4}), index(1), vec({5, 6})}, {3, 4}, 0, {1, 2, 8, 10}},
    {B::atomicSub, kWide, {array({1, 7}), index(1), one(5)}, {7}, 0, {1, 2}}, {B::atomicMin, kWide, {array({4, 7}), index(0), one(3)}, {4}, 0, {3, 7}},
    {B::atomicMin, kWide, {array({4, 7}), index(1), one(9)}, {7}, 0, {4, 7}}, {B::atomicMax, kWide, {array({4, 7}), index(0), one(5)}, {4}, 0, {5, 7}},
    {B::atomicMax, kWide, {array({4, 7}), index(1), one(5)}, {7}, 0, {4, 7}}, {B::atomicExch, kWide, {array({4, 7}), index(0), one(5)}, {4}, 0, {5, 7}},
    {B::atomicCas, kWide, {array({4, 7}), index(0), one(4), one(9)}, {4}, 0, {9, 7}}, {B::atomicCas, kWide, {array({4, 7}), index(0), one(5), one(9)}, {4}, 0, {4, 7}},
    {B::atomicAnd, kWideInts, {array({12}), index(0), one(10)}, {12}, 0, {8}}, {B::atomicOr, kWideInts, {array({12}), index(0), one(10)}, {12}, 0, {14}},
    {B::atomicXor, kWideInts, {array({12}), index(0), one(10)}, {12}, 0, {6}},
    // Random numbers; computed apart from this code.
    {B::randInit, {S::i32}, {index(42)}, {1223963391}}, {B::randInit, {S::i32}, {index(42), index(7)}, {3115480925}},
    {B::randi, {S::i32}, {stateOf(1)}, {-1463883204}}, {B::randi, {S::i32}, {stateOf(1), one(-5), one(10)}, {2}},
    {B::randu, {S::u32}, {stateOf(1)}, {2831084092}}, {B::randu, {S::u32}, {stateOf(1), one(5), one(20)}, {12}},
    {B::randf, {S::f32}, {stateOf(1)}, {0.6591631174087524}}, {B::randf, {S::f32}, {stateOf(1), one(1), one(3)}, {2.318326234817505}},
    {B::randn, {S::f32}, {stateOf(1)}, {0.7733263081330191}, 8}, {B::randn, {S::f32}, {stateOf(893843)}, {-1.3051045500006238}, 8},  // of a low draw
  };
}

inline std::vector<Case> normCases() {
  return {
    {B::bitCount, kInts, {one(0)}, {0}}, {B::bitCount, kInts, {one(109)}, {5}}, {B::bitCount, {S::i8}, {one(-1)}, {8}}, {B::bitCount, {S::i16}, {one(-2)}, {15}},
    {B::bitCount, {S::i32}, {one(-1)}, {32}}, {B::bitCount, {S::i64}, {one(-1)}, {64}}, {B::bitCount, {S::u8}, {one(255)}, {8}},
    {B::normL1, {S::f32}, {vec({1, -2, 4})}, {7}}, {B::normL2, {S::f32}, {vec({3, -4})}, {5}},
    {B::normHuber, {S::f32}, {vec({0.5, -0.5})}, {0.25}}, {B::normHuber, {S::f32}, {vec({3, 4})}, {4.5}}, {B::normHuber, {S::f32}, {vec({3, 4}), one(8)}, {12.5}},
    {B::normHuber, {S::f32}, {vec({3, 4}), one(2)}, {8}}, {B::normPseudoHuber, {S::f32}, {vec({2, 2})}, {3}}, {B::normPseudoHuber, {S::f32}, {vec({4, 4}), one(2)}, {6}},
    {B::smoothNormalize, {S::f32}, {vec({3, -6, 3, 3})}, {0.375, -0.75, 0.375, 0.375}}, {B::smoothNormalize, {S::f32}, {vec({8, 8}), one(4)}, {8.0 / 12, 8.0 / 12}, 1},
  };
}

inline std::vector<Case> spatialCases() {
  return {
    {B::spatialDot, kFloats, {vec({1, 2, 3, 4, 5, 6}), vec({6, 5, 4, 3, 2, 1})}, {56}},
    {B::spatialCross, kFloats, {vec({1, 2, 3, 4, 5, 6}), vec({2, 1, 0, 1, 1, 2})}, {-3, 6, -3, -5, 13, -7}},
    {B::spatialCrossDual, kFloats, {vec({1, 2, 3, 4, 5, 6}), vec({2, 1, 0, 1, 1, 2})}, {1, 4, -4, 1, 1, -1}},
    {B::spatialTop, kFloats, {vec({1, 2, 3, 4, 5, 6})}, {1, 2, 3}}, {B::spatialBottom, kFloats, {vec({1, 2, 3, 4, 5, 6})}, {4, 5, 6}},
    {B::spatialAdjoint, kFloats, {mat(3, 3, {1, 2, 3, 4, 5, 6, 7, 8, 9}), mat(3, 3, {11, 12, 13, 14, 15, 16, 17, 18, 19})},
     {1, 2, 3, 0, 0, 0, 4, 5, 6, 0, 0, 0, 7, 8, 9, 0, 0, 0, 11, 12, 13, 1, 2, 3, 14, 15, 16, 4, 5, 6, 17, 18, 19, 7, 8, 9}},
    {B::velocityAtPoint, {S::f32}, {vec({1, 2, 3, 4, 5, 6}), vec({2, 1, 0})}, {1, 11, 3}},
    {B::transformPoint, kFloats, {mat(4, 4, {1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 0, -1, 9, 9, 9, 9}), vec({1, 0, 2})}, {11, 27, -1}},
    {B::transformVector, kFloats, {mat(4, 4, {1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 0, -1, 9, 9, 9, 9}), vec({1, 0, 2})}, {7, 19, 0}},
  };
}

/// Computed apart from this code.
inline std::vector<Case> sampleCases() {
  return {
    {B::sampleTriangle, {S::f32}, {stateOf(1)}, {0.18811138854597032, 0.7394697281543274}, 16}, {B::sampleTriangle, {S::f32}, {stateOf(893843)}, {0.9987081292426443, 0.00037563270961119157}, 16},
    {B::sampleUnitRing, {S::f32}, {stateOf(1)}, {-0.5402590865766791, -0.8414987340283598}, 16}, {B::sampleUnitRing, {S::f32}, {stateOf(893843)}, {0.9999999999450199, 1.0486196791994822e-05}, 16},
    {B::sampleUnitDisk, {S::f32}, {stateOf(1)}, {0.6876835455053121, -0.43157207816307547}, 16}, {B::sampleUnitDisk, {S::f32}, {stateOf(893843)}, {-0.0003272975296868833, 0.0012497225215109958}, 16},
    {B::sampleUnitSphereSurface, {S::f32}, {stateOf(1)}, {0.8029563201114809, -0.5039142349844266, -0.3183262348175049}, 16}, {B::sampleUnitSphereSurface, {S::f32}, {stateOf(893843)}, {-0.0006545945131368548, 0.002499442957321646, 0.9999966621398926}, 16},
    {B::sampleUnitSphere, {S::f32}, {stateOf(1)}, {0.41536923734061143, -0.26067479167671126, -0.16467013468839478}, 16}, {B::sampleUnitSphere, {S::f32}, {stateOf(893843)}, {-0.00019191927593693723, 0.0007328067574476588, 0.29318705165669207}, 16},
    {B::sampleUnitHemisphereSurface, {S::f32}, {stateOf(1)}, {0.7962998001761017, -0.4997367784193802, 0.3408368825912475}, 16}, {B::sampleUnitHemisphereSurface, {S::f32}, {stateOf(893843)}, {-0.00046286841229052915, 0.0017673738017176773, 0.9999983310699463}, 16},
    {B::sampleUnitHemisphere, {S::f32}, {stateOf(1)}, {0.41192582013391066, -0.25851379374446265, 0.1763148909019388}, 16}, {B::sampleUnitHemisphere, {S::f32}, {stateOf(893843)}, {-0.00013570747807705176, 0.0005181728436893486, 0.2931875409670072}, 16},
    {B::sampleUnitSquare, {S::f32}, {stateOf(1)}, {0.15916311740875244, 0.4108019471168518}}, {B::sampleUnitSquare, {S::f32}, {stateOf(893843)}, {-0.4999983310699463, -0.20923352241516113}},
    {B::sampleUnitCube, {S::f32}, {stateOf(1)}, {0.15916311740875244, 0.4108019471168518, -0.36157095432281494}}, {B::sampleUnitCube, {S::f32}, {stateOf(893843)}, {-0.4999983310699463, -0.20923352241516113, -0.474797785282135}},
  };
}
// clang-format on

/// The cases of operators that have a name, by their names.
inline std::vector<Case> namedCases() {
  std::vector<Case> named;
  for (const BuiltinRow &row : builtins())
    for (Case &test : operatorCases())
      if (row.id != test.row && operatorOf(row.id) == test.row) {
        test.row = row.id;
        named.push_back(std::move(test));
      }
  return named;
}

inline const std::vector<Case> &cases() {
  static const std::vector<Case> all = [] {
    std::vector<Case> cases;
    for (auto *group :
         {operatorCases, scalarCases, compoundCases, arrayCases, namedCases, normCases, spatialCases, sampleCases})
      for (Case &test : group()) cases.push_back(std::move(test));
    return cases;
  }();
  return all;
}

/// A kernel that does `out[0] = row(operands)`, and buffers for its parameters: the operands, then `out`.
struct Evaluation {
  Module module;
  std::vector<Buffer> buffers;
};

inline Evaluation evaluationOf(const Case &test, Scalar scalar) {
  Making kernel("kernel");
  Evaluation evaluation;
  Exprs operands;
  for (const Value &value : test.operands) {
    Type type = typeOf(value, scalar), held = elementType(type);
    int count = int(value.values.size()) / held.components();
    evaluation.buffers.push_back(numbers(held, {count}, value.values));
    operands.push_back(kernel.parameter("p" + std::to_string(operands.size()), type));
  }
  Expr value = op(test.row, operands, matrixType(2, 2, scalar));
  evaluation.buffers.push_back(numbers(value.type, {1}));
  Expr out = kernel.parameter("out", arrayType(value.type, 1));
  kernel.add(assign(element(out, {i32(0)}), value));
  evaluation.module.kernels = {kernel.function};
  return evaluation;
}

/// Other operands for a case: special values for even seeds, drawn ones for odd. Indices, bools and bounds of arrays
/// stay.
inline void redraw(const Case &test, std::vector<Buffer> &buffers, uint64_t seed) {
  for (size_t i = 0; i < test.operands.size(); ++i) {
    FillRule rule = {seed % 2 ? Filling::range : Filling::edges, -4, 4};
    if (test.operands[i].fixed == int(Scalar::u32)) rule = {Filling::range, 0, 0x1p32};  // a state
    if (test.operands[i].fixed < 0 || rule.high > 4) fill(buffers[i], rule, deriveSeed(seed, i));
  }
}

}  // namespace mlir_rl::kernel::testing
