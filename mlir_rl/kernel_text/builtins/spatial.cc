// How functions of rigid bodies are written. A spatial vector is two vectors of 3: w (components 0 to 2), then v.

#include "mlir_rl/kernel_text/builtins/compounds.h"

namespace mlir_rl::kernel::text {

namespace {

constexpr int kW = 0, kV = 3;

/// Three components of a parameter, from one on.
struct Triple {
  const char *name;
  int from;
  Text at(int i) const { return part(name, std::to_string(from + i % 3)); }
};

using Components = std::vector<Text>;

Components crossed(const Use &use, const Triple &a, const Triple &b) {
  auto op = [&](Builtin row, const Text &x, const Text &y) {
    return operation(use.prelude, row, use.result.scalar, x, y);
  };
  Components all;
  for (int i = 0; i < 3; ++i) {
    Text forth = op(Builtin::mul, a.at(i + 1), b.at(i + 2));
    all.push_back(op(Builtin::sub, forth, op(Builtin::mul, a.at(i + 2), b.at(i + 1))));
  }
  return all;
}

Components added(const Use &use, const Components &a, const Components &b) {
  Components all;
  for (size_t i = 0; i < a.size(); ++i)
    all.push_back(operation(use.prelude, Builtin::add, use.result.scalar, a[i], b[i]));
  return all;
}

Components partOf(const Triple &a) { return {a.at(0), a.at(1), a.at(2)}; }

/// A function of operands a, b that gives these components.
Text made(const Use &use, const char *name, Components first, const Components &rest = {}) {
  first.insert(first.end(), rest.begin(), rest.end());
  std::vector<std::string> parameters = {"a"};
  if (use.types.size() == 2) parameters.emplace_back("b");
  return helper(use, name, parameters, returned(use.prelude.word(use.result) + "{" + listed(first) + "}"));
}

/// The first 3 rows of a matrix of 4 times (x, y, z, `last`).
Text transformed(const Use &use, const char *name, double last) {
  Prelude &prelude = use.prelude;
  auto op = [&](Builtin row, const Text &a, const Text &b) { return operation(prelude, row, use.result.scalar, a, b); };
  auto term = [&](const char *k) { return op(Builtin::mul, part("a", "i", k), part("b", k)); };
  Text sum = op(Builtin::add, op(Builtin::add, term("0"), term("1")), term("2"));
  Text fourth = part("a", "i", "3");
  if (last != 1) fourth = op(Builtin::mul, fourth, prelude.number(last, use.result.scalar));
  return helper(use, name, {"a", "b"}, eachComponent(prelude, use.result, op(Builtin::add, sum, fourth).text));
}

}  // namespace

namespace spelling {

Text spatialDot(const Use &use) { return dot(use); }
Text spatialTop(const Use &use) { return made(use, "spatial_top", partOf({"a", kW})); }
Text spatialBottom(const Use &use) { return made(use, "spatial_bottom", partOf({"a", kV})); }

Text spatialCross(const Use &use) {
  Components v = added(use, crossed(use, {"a", kV}, {"b", kW}), crossed(use, {"a", kW}, {"b", kV}));
  return made(use, "spatial_cross", crossed(use, {"a", kW}, {"b", kW}), v);
}

Text spatialCrossDual(const Use &use) {
  Components w = added(use, crossed(use, {"a", kW}, {"b", kW}), crossed(use, {"a", kV}, {"b", kV}));
  return made(use, "spatial_cross_dual", w, crossed(use, {"a", kW}, {"b", kV}));
}

Text spatialAdjoint(const Use &use) {
  std::string word = use.prelude.word(use.result);
  std::string lines = "r.c[i][j] = a.c[i][j];\nr.c[i + 3][j] = b.c[i][j];\nr.c[i + 3][j + 3] = a.c[i][j];\n";
  return helper(use, "spatial_adjoint", {"a", "b"}, word + " r{};\n" + loopText(use.types[0], lines) + "return r;\n");
}

Text velocityAtPoint(const Use &use) {
  return made(use, "velocity_at_point", added(use, partOf({"a", kV}), crossed(use, {"a", kW}, {"b", 0})));
}

Text transformPoint(const Use &use) { return transformed(use, "transform_point", 1); }
Text transformVector(const Use &use) { return transformed(use, "transform_vector", 0); }

}  // namespace spelling

}  // namespace mlir_rl::kernel::text
