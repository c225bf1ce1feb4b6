// How random numbers are written: PCG as the table of builtins has it.

#include "mlir_rl/kernel_text/spelling.h"

namespace mlir_rl::kernel::text {

namespace {

const Type kState = {.kind = TypeKind::scalar, .scalar = Scalar::u32};

Text word32(Prelude &prelude, const Text &a) { return prelude.convert(Scalar::u32, a); }

Text pcg(Prelude &prelude, const Text &seed) {
  std::string word = prelude.word(Scalar::u32);
  prelude.function(kState, "pcg", {{"state", kState}},
                   word + " b = state * 747796405u + 2891336453u;\n" + word +
                       " c = ((b >> ((b >> 28) + 4)) ^ b) * 277803737u;\nreturn (c >> 22) ^ c;\n");
  return call("pcg", {seed});
}

/// Moves the state on and gives it.
Text draw(Prelude &prelude) {
  prelude.function(kState, "draw", {{"state", kState, true}},
                   "state = " + pcg(prelude, {"state"}).text + ";\n" + returned("state"));
  return call("draw", {Text{"state"}});
}

Text unitDraw(Prelude &prelude) {
  Text drawn = infix(draw(prelude), ">>", {"8"}, Binding::shift);
  prelude.function(
      kF32, "randf", {{"state", kState, true}},
      returned(infix(call("float", {drawn}), "/", prelude.number(16777216, Scalar::f32), Binding::product)));
  return call("randf", {Text{"state"}});
}

/// An integer: all bits of the state, or one in low..high.
Text integer(const Use &use, const char *name) {
  Prelude &prelude = use.prelude;
  Scalar scalar = use.result.scalar;
  auto asResult = [&](const Text &a) { return scalar == Scalar::u32 ? a : prelude.convert(scalar, a); };
  auto asWord = [&](const char *a) { return scalar == Scalar::u32 ? Text{a} : word32(prelude, {a}); };
  Text drawn = draw(prelude);
  if (use.operands.size() == 1) return helper(use, name, {"state"}, returned(asResult(drawn)), true);
  Text extent = infix(asWord("high"), "-", asWord("low"), Binding::sum);
  Text value = infix(infix(drawn, "%", extent, Binding::product), "+", asWord("low"), Binding::sum);
  return helper(use, name, {"state", "low", "high"}, returned(asResult(value)), true);
}

}  // namespace

namespace spelling {

Text randInit(const Use &use) {
  Prelude &prelude = use.prelude;
  Text seed = word32(prelude, use.operands[0]);
  if (use.operands.size() == 1) return pcg(prelude, seed);
  return pcg(prelude, infix(seed, "+", pcg(prelude, word32(prelude, use.operands[1])), Binding::sum));
}

Text randi(const Use &use) { return integer(use, "randi"); }
Text randu(const Use &use) { return integer(use, "randu"); }

Text randf(const Use &use) {
  std::string unit = unitDraw(use.prelude).text;
  if (use.operands.size() == 1) return call("randf", use.operands);
  return helper(use, "randf", {"state", "low", "high"}, returned("(high - low) * " + unit + " + low"), true);
}

Text randn(const Use &use) {
  Prelude &prelude = use.prelude;
  std::string unit = unitDraw(prelude).text;
  auto number = [&](double value) { return prelude.number(value, Scalar::f32).text; };
  Text log = mathematics(prelude, "log", Scalar::f32, {Text{"u + " + number(5.96e-8)}});
  Text root = mathematics(prelude, "sqrt", Scalar::f32, {Text{number(-2) + " * " + log.text}});
  Text cosine = mathematics(prelude, "cos", Scalar::f32, {Text{number(6.28318530717958647692) + " * v"}});
  return helper(use, "randn", {"state"},
                "float u = " + unit + ";\nfloat v = " + unit + ";\n" + returned(root.text + " * " + cosine.text), true);
}

}  // namespace spelling

}  // namespace mlir_rl::kernel::text
