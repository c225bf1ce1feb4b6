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

constexpr double kTau = 6.28318530717958647692;

std::string real(Prelude &prelude, double value) { return prelude.number(value, Scalar::f32).text; }
std::string mathematics(Prelude &prelude, const char *function, const std::string &operands) {
  return text::mathematics(prelude, function, Scalar::f32, {Text{operands}}).text;
}

/// "float NAME = VALUE;"
std::string variable(const char *name, const std::string &value) {
  return std::string("float ") + name + " = " + value + ";\n";
}
std::string turn(Prelude &prelude) { return variable("t", real(prelude, kTau) + " * " + unitDraw(prelude).text); }

/// Calls the row's function, which gives these components.
Text drawn(const Use &use, const char *name, const std::string &lines, const std::string &components) {
  return helper(use, name, {"state"}, lines + returned(use.prelude.word(use.result) + "{" + components + "}"), true);
}

Text ofCircle(const Use &use, const char *name, const std::string &lines, const std::string &radius) {
  Prelude &prelude = use.prelude;
  return drawn(use, name, lines + turn(prelude),
               radius + mathematics(prelude, "cos", "t") + ", " + radius + mathematics(prelude, "sin", "t"));
}

/// Of the whole sphere, or of the half above.
Text ofSphere(const Use &use, const char *name, bool whole, bool inside) {
  Prelude &prelude = use.prelude;
  std::string unit = unitDraw(prelude).text, radius = inside ? "r * " : "";
  std::string height = real(prelude, 1) + " - " + (whole ? real(prelude, 2) + " * " : "") + unit;
  std::string lines = variable("p", mathematics(prelude, "acos", height)) + turn(prelude);
  if (inside) lines += variable("r", mathematics(prelude, "pow", unit + ", " + real(prelude, 1.0 / 3)));
  std::string aside = " * " + mathematics(prelude, "sin", "p");
  return drawn(use, name, lines,
               radius + mathematics(prelude, "cos", "t") + aside + ", " + radius + mathematics(prelude, "sin", "t") +
                   aside + ", " + radius + mathematics(prelude, "cos", "p"));
}

/// Of a square or cube around 0, whose variables are these.
Text ofBox(const Use &use, const char *name, std::initializer_list<const char *> axes) {
  std::string lines, components;
  for (const char *axis : axes) {
    lines += variable(axis, unitDraw(use.prelude).text + " - " + real(use.prelude, 0.5));
    components += (components.empty() ? "" : ", ") + std::string(axis);
  }
  return drawn(use, name, lines, components);
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

Text sampleTriangle(const Use &use) {
  Prelude &prelude = use.prelude;
  std::string unit = unitDraw(prelude).text;
  std::string lines = variable("r", mathematics(prelude, "sqrt", unit)) + variable("w", unit + " * r");
  return drawn(use, "sample_triangle", lines, real(prelude, 1) + " - r, w");
}
Text sampleUnitRing(const Use &use) { return ofCircle(use, "sample_unit_ring", "", ""); }
Text sampleUnitDisk(const Use &use) {
  return ofCircle(use, "sample_unit_disk", variable("r", mathematics(use.prelude, "sqrt", unitDraw(use.prelude).text)),
                  "r * ");
}
Text sampleUnitSphereSurface(const Use &use) { return ofSphere(use, "sample_unit_sphere_surface", true, false); }
Text sampleUnitSphere(const Use &use) { return ofSphere(use, "sample_unit_sphere", true, true); }
Text sampleUnitHemisphereSurface(const Use &use) {
  return ofSphere(use, "sample_unit_hemisphere_surface", false, false);
}
Text sampleUnitHemisphere(const Use &use) { return ofSphere(use, "sample_unit_hemisphere", false, true); }
Text sampleUnitSquare(const Use &use) { return ofBox(use, "sample_unit_square", {"x", "y"}); }
Text sampleUnitCube(const Use &use) { return ofBox(use, "sample_unit_cube", {"x", "y", "z"}); }

}  // namespace spelling

}  // namespace mlir_rl::kernel::text
