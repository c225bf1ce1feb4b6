// What functions of the C library compute on floats: in f32 by its f32 functions, in f64 by its f64 functions, in f16
// by its f32 functions with the result rounded. Compiled kernels call the same ones, so results are equal bit by bit.

#include <numbers>

#include "mlir_rl/kernel_run/handlers.h"
#include "mlir_rl/kernel_run/meaning.h"

namespace mlir_rl::kernel {

namespace {

/// From -1 to 1, -1 for NaN: as min(max(-1, x), 1) of the table gives it.
template <class W>
W unitRange(W x) {
  return lower(higher(W(-1), x), W(1));
}

template <class W>
W fraction(W x) {
  return x - std::trunc(x);
}

template <class W>
W toDegrees(W x) {
  return x * W(180 / std::numbers::pi);
}

template <class W>
W toRadians(W x) {
  return x * W(std::numbers::pi / 180);
}

}  // namespace

namespace meaning {

/// `formula` of x, which is a float or a double; std's functions are the C library's for both.
#define FLOAT_FUNCTION(id, formula)                                                                \
  namespace {                                                                                      \
  struct id##Op {                                                                                  \
    template <class T>                                                                             \
    static T of(T value) {                                                                         \
      auto x = wide(value);                                                                        \
      return narrow<T>(formula);                                                                   \
    }                                                                                              \
  };                                                                                               \
  }                                                                                                \
  Handler id(const Signature &s) {                                                                 \
    return forFloat(s.result.scalar, []<class T>(Tag<T>) -> Handler { return unary<id##Op, T>; }); \
  }

FLOAT_FUNCTION(sinOf, std::sin(x))
FLOAT_FUNCTION(cosOf, std::cos(x))
FLOAT_FUNCTION(tanOf, std::tan(x))
FLOAT_FUNCTION(asinOf, std::asin(unitRange(x)))
FLOAT_FUNCTION(acosOf, std::acos(unitRange(x)))
FLOAT_FUNCTION(atanOf, std::atan(x))
FLOAT_FUNCTION(sinhOf, std::sinh(x))
FLOAT_FUNCTION(coshOf, std::cosh(x))
FLOAT_FUNCTION(tanhOf, std::tanh(x))
FLOAT_FUNCTION(degrees, toDegrees(x))
FLOAT_FUNCTION(radians, toRadians(x))
FLOAT_FUNCTION(expOf, std::exp(x))
FLOAT_FUNCTION(logOf, std::log(x))
FLOAT_FUNCTION(log2Of, std::log2(x))
FLOAT_FUNCTION(log10Of, std::log10(x))
FLOAT_FUNCTION(sqrtOf, std::sqrt(x))
FLOAT_FUNCTION(cbrtOf, std::cbrt(x))
FLOAT_FUNCTION(erfOf, std::erf(x))
FLOAT_FUNCTION(erfcOf, std::erfc(x))
FLOAT_FUNCTION(roundOf, std::round(x))
FLOAT_FUNCTION(rintOf, std::rint(x))
FLOAT_FUNCTION(truncOf, std::trunc(x))
FLOAT_FUNCTION(floorOf, std::floor(x))
FLOAT_FUNCTION(ceilOf, std::ceil(x))
FLOAT_FUNCTION(frac, fraction(x))

#undef FLOAT_FUNCTION

namespace {
struct Atan2 {
  template <class T>
  static T of(T y, T x) {
    return narrow<T>(std::atan2(wide(y), wide(x)));
  }
};
}  // namespace

Handler atan2Of(const Signature &s) {
  return forFloat(s.result.scalar, []<class T>(Tag<T>) -> Handler { return binary<Atan2, T>; });
}

}  // namespace meaning

}  // namespace mlir_rl::kernel
