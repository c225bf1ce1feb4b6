// How functions of vectors are written. Sums start with their first term.

#include "mlir_rl/kernel_text/builtins/compounds.h"

namespace mlir_rl::kernel::text {

namespace {

/// Lines that leave the sum of the products of a's and b's components in `sum`.
std::string dotLines(Prelude &prelude, const Type &type, const char *a, const char *b) {
  return sumLines(prelude, type.scalar, type.rows, [&](const std::string &k) {
    return operation(prelude, Builtin::mul, type.scalar, part(a, k), part(b, k));
  });
}

/// A function `length` for others.
Text lengthOf(Prelude &prelude, const Type &type, const Text &operand) {
  Text root = mathematics(prelude, "sqrt", type.scalar, {Text{"sum"}});
  prelude.function(scalarType(type.scalar), "length", {{"a", type}},
                   dotLines(prelude, type, "a", "a") + returned(root));
  return call("length", {operand});
}

/// Of the first component that no other precedes by `op`. NaNs are passed over.
Text indexOfBest(const Use &use, const char *name, const char *op) {
  const Type &type = use.types[0];
  std::string word = use.prelude.word(use.result), x = part("a", "i").text, best = part("a", "best").text;
  std::string better = x + " " + op + " " + best;
  if (isFloat(type.scalar)) better += " || (" + best + " != " + best + " && " + x + " == " + x + ")";
  return helper(use, name, {"a"},
                word + " best = 0;\nfor (" + word + " i = 1; i < " + std::to_string(type.rows) + "; ++i)\n  if (" +
                    better + ") best = i;\nreturn best;\n");
}

/// "vec3{A, B, C}", an expression of the result's type.
std::string built(const Use &use, std::span<const Text> components) {
  return use.prelude.word(use.result) + "{" + listed(components) + "}";
}

/// Calls the row's function of a vector and a threshold, which is 1 when it is left out.
Text withThreshold(const Use &use, const char *name, const Type &result, const Text &vector, const Text &delta,
                   const std::string &body) {
  use.prelude.function(result, name, {{"a", use.types[0]}, {"delta", kF32}}, body);
  return call(name, {vector, delta});
}

Text thresholdOf(const Use &use) {
  return use.operands.size() == 2 ? use.operands[1] : use.prelude.number(1, Scalar::f32);
}

Text pseudoHuber(const Use &use, const Text &vector, const Text &delta) {
  Text one = use.prelude.number(1, Scalar::f32);
  Text root = mathematics(use.prelude, "sqrt", Scalar::f32, {Text{one.text + " + sum / (delta * delta)"}});
  return withThreshold(use, "norm_pseudo_huber", kF32, vector, delta,
                       dotLines(use.prelude, use.types[0], "a", "a") + returned("delta * " + root.text));
}

}  // namespace

namespace spelling {

Text dot(const Use &use) {
  return helper(use, "dot", {"a", "b"}, dotLines(use.prelude, use.types[0], "a", "b") + returned("sum"));
}

Text cross(const Use &use) {
  Scalar scalar = use.result.scalar;
  auto op = [&](Builtin row, const Text &a, const Text &b) { return operation(use.prelude, row, scalar, a, b); };
  std::vector<Text> components;
  for (int i = 0; i < 3; ++i) {
    std::string j = std::to_string((i + 1) % 3), k = std::to_string((i + 2) % 3);
    components.push_back(
        op(Builtin::sub, op(Builtin::mul, part("a", j), part("b", k)), op(Builtin::mul, part("a", k), part("b", j))));
  }
  return helper(use, "cross", {"a", "b"}, returned(built(use, components)));
}

Text outer(const Use &use) {
  Text value = operation(use.prelude, Builtin::mul, use.result.scalar, part("a", "i"), part("b", "j"));
  return helper(use, "outer", {"a", "b"}, eachComponent(use.prelude, use.result, value.text));
}

Text skew(const Use &use) {
  Scalar scalar = use.result.scalar;
  Text x = part("a", "0"), y = part("a", "1"), z = part("a", "2"), zero = use.prelude.number(0, scalar);
  auto minus = [&](const Text &a) { return negation(use.prelude, scalar, a); };
  Text components[] = {zero, minus(z), y, z, zero, minus(x), minus(y), x, zero};
  return helper(use, "skew", {"a"}, returned(built(use, components)));
}

Text length(const Use &use) { return lengthOf(use.prelude, use.types[0], use.operands[0]); }
Text lengthSq(const Use &use) {
  return helper(use, "length_sq", {"a"}, dotLines(use.prelude, use.types[0], "a", "a") + returned("sum"));
}

Text normL1(const Use &use) {
  Prelude &prelude = use.prelude;
  std::string lines = sumLines(prelude, Scalar::f32, use.types[0].rows, [&](const std::string &k) {
    return mathematics(prelude, "fabs", Scalar::f32, {part("a", k)});
  });
  return helper(use, "norm_l1", {"a"}, lines + returned("sum"));
}
Text normL2(const Use &use) { return length(use); }

Text normHuber(const Use &use) {
  std::string half = use.prelude.number(0.5, Scalar::f32).text;
  std::string root = mathematics(use.prelude, "sqrt", Scalar::f32, {Text{"sum"}}).text;
  std::string lines = dotLines(use.prelude, use.types[0], "a", "a");
  lines += "if (sum <= delta * delta) return " + half + " * sum;\n";
  lines += returned("delta * (" + root + " - " + half + " * delta)");
  return withThreshold(use, "norm_huber", kF32, use.operands[0], thresholdOf(use), lines);
}
Text normPseudoHuber(const Use &use) { return pseudoHuber(use, use.operands[0], thresholdOf(use)); }

Text smoothNormalize(const Use &use) {
  std::string size = pseudoHuber(use, {"a"}, {"delta"}).text;
  return withThreshold(use, "smooth_normalize", use.result, use.operands[0], thresholdOf(use),
                       "float size = " + size + ";\n" + eachComponent(use.prelude, use.result, "a.c[i] / size"));
}

Text normalize(const Use &use) {
  Prelude &prelude = use.prelude;
  Scalar scalar = use.result.scalar;
  std::string size = lengthOf(prelude, use.types[0], {"a"}).text;
  Text value = operation(prelude, Builtin::div, scalar, part("a", "i"), {"size"});
  return helper(use, "normalize", {"a"},
                prelude.word(scalar) + " size = " + size + ";\n" + "if (size == " + prelude.number(0, scalar).text +
                    ") return {};\n" + eachComponent(prelude, use.result, value.text));
}

Text argmin(const Use &use) { return indexOfBest(use, "argmin", "<"); }
Text argmax(const Use &use) { return indexOfBest(use, "argmax", ">"); }

#define BY_COMPONENTS(id, name, row)                                        \
  Text id(const Use &use) {                                                 \
    componentwise(use, name, [&](const Text &a, const Text &b) {            \
      return operation(use.prelude, Builtin::row, use.result.scalar, a, b); \
    });                                                                     \
    return call(name, use.operands);                                        \
  }
BY_COMPONENTS(cwMul, "cw_mul", mul)
BY_COMPONENTS(cwDiv, "cw_div", div)
#undef BY_COMPONENTS

}  // namespace spelling

}  // namespace mlir_rl::kernel::text
