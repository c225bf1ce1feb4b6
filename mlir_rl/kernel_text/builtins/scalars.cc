// How functions of scalars are written, but for those of the C library (mathematics.cc).

#include "mlir_rl/kernel_text/builtins/scalars.h"

#include "mlir_rl/kernel_text/builtins/compounds.h"

namespace mlir_rl::kernel::text {

namespace {

/// min and max of scalars: a NaN loses, and of equal ones the first stays.
Text extremeOf(Prelude &prelude, Scalar scalar, const char *name, const char *op, const Text &a, const Text &b) {
  Type type = scalarType(scalar);
  std::string takes = std::string("b ") + op + " a" + (isFloat(scalar) ? " || a != a" : "");
  prelude.function(type, name, {{"a", type}, {"b", type}}, "return " + takes + " ? b : a;\n");
  return call(name, {a, b});
}

/// Of two scalars or vectors, or of the components of one vector.
Text extreme(const Use &use, const char *name, Text (*ofScalars)(Prelude &, Scalar, const Text &, const Text &)) {
  Prelude &prelude = use.prelude;
  Scalar scalar = use.result.scalar;
  if (use.types.size() == 2) {
    Text result =
        componentwise(use, name, [&](const Text &a, const Text &b) { return ofScalars(prelude, scalar, a, b); });
    return use.result.isScalar() ? result : call(name, use.operands);
  }
  std::string lines = prelude.word(scalar) + " r = a.c[0];\n";
  lines += "for (int i = 1; i < " + std::to_string(use.types[0].rows) +
           "; ++i) r = " + ofScalars(prelude, scalar, {"r"}, part("a", "i")).text + ";\n";
  return helper(use, name, {"a"}, lines + "return r;\n");
}

/// A function of one number, by components: `value` of x.
Text ofOne(const Use &use, const char *name, const std::string &value) {
  return componentwise(use, name, [&](const Text &a) {
    Type type = scalarType(use.result.scalar);
    use.prelude.function(type, name, {{"x", type}}, returned(value));
    return call(name, {a});
  });
}

/// A test of the C library, of all components (`all`) or of at least one; of integers it is known.
Text classified(const Use &use, const char *test, const char *ofCompounds, bool all) {
  const Type &type = use.types[0];
  if (!isFloat(type.scalar)) return {all ? "true" : "false"};
  bool isCpp = use.prelude.target() == Target::cpp;
  if (isCpp) use.prelude.include("cmath");
  auto tested = [&](const Text &a) {
    return call((isCpp ? "std::" : "") + std::string(test), {widened(type.scalar, a)}).text;
  };
  if (type.isScalar()) return {tested(use.operands[0])};
  std::string condition = (all ? "!" : "") + tested(part(type, "a"));
  return helper(use, ofCompounds, {"a"},
                loopText(type, "if (" + condition + ") return " + (all ? "false" : "true") + ";\n") +
                    returned(all ? "true" : "false"));
}

std::string choose(const Use &use, const std::string &condition, double yes, double no) {
  Prelude &prelude = use.prelude;
  Scalar scalar = use.result.scalar;
  return condition + " ? " + prelude.number(yes, scalar).text + " : " + prelude.number(no, scalar).text;
}
std::string zeroOf(const Use &use) {
  Text zero = use.prelude.number(0, use.result.scalar);
  return zero.bare.empty() || isFloat(use.result.scalar) ? zero.text : zero.bare;
}

}  // namespace

Text clamped(Prelude &prelude, Scalar scalar, const Text &x, const Text &low, const Text &high) {
  Type type = scalarType(scalar);
  Text inner = higherOf(prelude, scalar, {"low"}, {"x"});
  prelude.function(type, "clamp", {{"x", type}, {"low", type}, {"high", type}},
                   returned(lowerOf(prelude, scalar, inner, {"high"})));
  return call("clamp", {x, low, high});
}

Text lowerOf(Prelude &prelude, Scalar scalar, const Text &a, const Text &b) {
  return extremeOf(prelude, scalar, "min", "<", a, b);
}
Text higherOf(Prelude &prelude, Scalar scalar, const Text &a, const Text &b) {
  return extremeOf(prelude, scalar, "max", ">", a, b);
}

namespace spelling {

Text minOf(const Use &use) { return extreme(use, "min", lowerOf); }
Text maxOf(const Use &use) { return extreme(use, "max", higherOf); }
Text clamp(const Use &use) {
  return clamped(use.prelude, use.result.scalar, use.operands[0], use.operands[1], use.operands[2]);
}

Text absOf(const Use &use) {
  Scalar scalar = use.result.scalar;
  if (isUnsigned(scalar)) return use.operands[0];
  if (isFloat(scalar))
    return componentwise(use, "abs", [&](const Text &a) { return mathematics(use.prelude, "fabs", scalar, {a}); });
  return ofOne(use, "abs", "x < 0 ? " + negation(use.prelude, scalar, {"x"}).text + " : x");
}

Text sign(const Use &use) {
  bool negative = !isUnsigned(use.result.scalar);
  return ofOne(use, "sign",
               negative ? choose(use, "x < " + zeroOf(use), -1, 1) : use.prelude.number(1, use.result.scalar).text);
}
Text step(const Use &use) {
  if (isUnsigned(use.result.scalar)) return ofOne(use, "step", use.prelude.number(0, use.result.scalar).text);
  return ofOne(use, "step", choose(use, "x < " + zeroOf(use), 1, 0));
}
Text nonzero(const Use &use) { return ofOne(use, "nonzero", choose(use, "x == " + zeroOf(use), 0, 1)); }

Text isFinite(const Use &use) { return classified(use, "isfinite", "all_finite", true); }
Text isNan(const Use &use) { return classified(use, "isnan", "any_nan", false); }
Text isInf(const Use &use) { return classified(use, "isinf", "any_inf", false); }

Text bitCount(const Use &use) {
  static constexpr Scalar plain[] = {Scalar::u8, Scalar::u16, Scalar::u32, Scalar::u64};
  Scalar scalar = use.types[0].scalar;
  Scalar counted = isSigned(scalar) ? plain[int(scalar) - int(Scalar::i8)] : scalar;
  Text bits = counted == scalar ? use.operands[0] : use.prelude.convert(counted, use.operands[0]);
  if (use.prelude.target() == Target::cuda) return call(bitsOf(scalar) == 64 ? "__popcll" : "__popc", {bits});
  use.prelude.include("bit");
  return call("std::popcount", {bits});
}

Text lerp(const Use &use) {
  Prelude &prelude = use.prelude;
  Scalar scalar = use.result.scalar;
  auto op = [&](Builtin row, const Text &a, const Text &b) { return operation(prelude, row, scalar, a, b); };
  Text rest = op(Builtin::sub, prelude.number(1, scalar), {"t"});
  Text value =
      op(Builtin::add, op(Builtin::mul, part(use.result, "a"), rest), op(Builtin::mul, part(use.result, "b"), {"t"}));
  return helper(use, "lerp", {"a", "b", "t"},
                use.result.isScalar() ? returned(value) : eachComponent(prelude, use.result, value.text));
}

Text smoothstep(const Use &use) {
  Prelude &prelude = use.prelude;
  Scalar scalar = use.result.scalar;
  auto op = [&](Builtin row, const Text &a, const Text &b) { return operation(prelude, row, scalar, a, b); };
  auto number = [&](double value) { return prelude.number(value, scalar); };
  Text share = op(Builtin::div, op(Builtin::sub, {"x"}, {"a"}), op(Builtin::sub, {"b"}, {"a"}));
  Text t = clamped(prelude, scalar, share, number(0), number(1));
  Text rest = op(Builtin::sub, number(3), op(Builtin::mul, number(2), {"t"}));
  return helper(use, "smoothstep", {"a", "b", "x"},
                prelude.word(scalar) + " t = " + t.text + ";\n" +
                    returned(op(Builtin::mul, op(Builtin::mul, {"t"}, {"t"}), rest)));
}

Text where(const Use &use) { return conditional(use.operands[0], use.operands[1], use.operands[2]); }

}  // namespace spelling

}  // namespace mlir_rl::kernel::text
