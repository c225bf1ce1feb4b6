#pragma once

/// \file
/// Rows of the table of builtins: functions of scalars. Those on floats are the C library's of their width (sin of f64,
/// sinf of f32), called on scalars one by one; of f16 they are the f32 function of the value, rounded to f16 once.
/// Formulas are done as written, from left to right, and each +, -, * and / rounds to the type, f16 too.

// clang-format off
#define MLIR_RL_KERNEL_SCALARS(ROW) \
  ROW(minOf, "min", call, extreme, none, "The lower of two scalars: b when b < a or a is NaN, else a, so equal ones (0.0 and -0.0 too) give a, and a NaN loses. By components of two vectors; of one vector min(min(v[0], v[1]), v[2]) and so on.") \
  ROW(maxOf, "max", call, extreme, none, "The higher of two scalars: b when b > a or a is NaN, else a, so equal ones (0.0 and -0.0 too) give a, and a NaN loses. By components of two vectors; of one vector max(max(v[0], v[1]), v[2]) and so on.") \
  ROW(clamp, "clamp", call, threeScalars, none, "min(max(low, x), high), by the words of min and max.") \
  ROW(absOf, "abs", call, oneScalarOrVector, none, "Magnitude, by components; the lowest integer stays itself.") \
  ROW(sign, "sign", call, oneScalarOrVector, none, "-1 below 0, else 1 (for 0 and NaN too), by components.") \
  ROW(copysign, "copysign", call, sameFloat, none, "x with the sign of y.") \
  ROW(step, "step", call, oneScalar, none, "1 below 0, else 0.") \
  ROW(nonzero, "nonzero", call, oneScalar, none, "0 for 0, else 1.") \
  ROW(sinOf, "sin", call, oneFloat, none, "Sine; radians.") \
  ROW(cosOf, "cos", call, oneFloat, none, "Cosine; radians.") \
  ROW(tanOf, "tan", call, oneFloat, none, "Tangent; radians.") \
  ROW(asinOf, "asin", call, oneFloat, none, "asin(clamp(x, -1, 1)) in radians.") \
  ROW(acosOf, "acos", call, oneFloat, none, "acos(clamp(x, -1, 1)) in radians.") \
  ROW(atanOf, "atan", call, oneFloat, none, "Inverse tangent in radians, -pi/2..pi/2.") \
  ROW(atan2Of, "atan2", call, sameFloat, none, "Angle of the point (x, y), given as (y, x); radians, -pi..pi.") \
  ROW(sinhOf, "sinh", call, oneFloat, none, "Hyperbolic sine.") \
  ROW(coshOf, "cosh", call, oneFloat, none, "Hyperbolic cosine.") \
  ROW(tanhOf, "tanh", call, oneFloat, none, "Hyperbolic tangent.") \
  ROW(degrees, "degrees", call, oneFloat, none, "x * 57.295779513082323, the factor rounded to x's type; of f16 one operation: in f32, with the factor of f32, and rounded.") \
  ROW(radians, "radians", call, oneFloat, none, "x * 0.017453292519943295, the factor rounded to x's type; of f16 one operation: in f32, with the factor of f32, and rounded.") \
  ROW(expOf, "exp", call, oneFloat, none, "e to the power of x.") \
  ROW(logOf, "log", call, oneFloat, none, "Natural logarithm; x > 0.") \
  ROW(log2Of, "log2", call, oneFloat, none, "Logarithm to the base 2; x > 0.") \
  ROW(log10Of, "log10", call, oneFloat, none, "Logarithm to the base 10; x > 0.") \
  ROW(pow, "pow", call, sameFloat, none, "x to the power of y; x < 0 wants a whole y.") \
  ROW(sqrtOf, "sqrt", call, oneFloat, none, "Square root, correctly rounded; x >= 0.") \
  ROW(cbrtOf, "cbrt", call, oneFloat, none, "Cube root.") \
  ROW(erfOf, "erf", call, oneFloat, none, "Error function.") \
  ROW(erfcOf, "erfc", call, oneFloat, none, "1 - erf(x), accurate for large x.") \
  ROW(roundOf, "round", call, oneFloat, none, "Nearest whole number, halves away from zero.") \
  ROW(rintOf, "rint", call, oneFloat, none, "Nearest whole number, halves to even.") \
  ROW(truncOf, "trunc", call, oneFloat, none, "Whole part, towards zero.") \
  ROW(floorOf, "floor", call, oneFloat, none, "Greatest whole number at most x.") \
  ROW(ceilOf, "ceil", call, oneFloat, none, "Least whole number at least x.") \
  ROW(frac, "frac", call, oneFloat, none, "x - trunc(x), which is exact.") \
  ROW(isFinite, "isfinite", call, allOfScalar, none, "Whether x, or every component, is neither infinite nor NaN; integers are.") \
  ROW(isNan, "isnan", call, allOfScalar, none, "Whether x, or some component, is NaN.") \
  ROW(isInf, "isinf", call, allOfScalar, none, "Whether x, or some component, is infinite.") \
  ROW(lerp, "lerp", call, blend, none, "a * (1 - t) + b * t; of scalars, or by components of vectors and matrices, t a scalar.") \
  ROW(smoothstep, "smoothstep", call, threeFloats, none, "(t * t) * (3 - 2 * t) with t = clamp((x - a) / (b - a), 0, 1); a < b.") \
  ROW(where, "where", call, choice, none, "cond ? a : b; both are evaluated, unlike `a if cond else b`.")
// clang-format on
