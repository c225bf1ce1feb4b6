// Functions that Python may call while it computes a constant: its own and those of math.

#include <algorithm>
#include <cmath>
#include <span>

#include "mlir_rl/kernel_front/scope.h"
#include "mlir_rl/support/nearest.h"

namespace mlir_rl::kernel {

namespace {

using Numbers = std::span<const Number>;

Number real(double value) { return {.kind = Number::real, .fraction = value}; }

/// Whole when it is finite and fits 64 bits, otherwise real.
Number whole(double value) {
  if (!(std::abs(value) < 0x1p63)) return real(value);
  return {.kind = Number::integer, .whole = int64_t(value)};
}

bool below(const Number &a, const Number &b) {
  bool reals = a.kind == Number::real || b.kind == Number::real;
  return reals ? a.asReal() < b.asReal() : a.whole < b.whole;
}

Number toInt(Numbers of) {
  return of[0].kind == Number::real ? whole(std::trunc(of[0].fraction)) : whole(of[0].asReal());
}
Number toFloat(Numbers of) { return real(of[0].asReal()); }
Number roundEven(Numbers of) { return of[0].kind == Number::real ? whole(std::nearbyint(of[0].fraction)) : of[0]; }
Number least(Numbers of) { return *std::min_element(of.begin(), of.end(), below); }
Number largest(Numbers of) { return *std::max_element(of.begin(), of.end(), below); }
Number magnitude(Numbers of) {
  Number value = of[0];
  value.whole = std::abs(value.whole);
  value.fraction = std::abs(value.fraction);
  return value;
}
template <double (*compute)(double)>
Number ofOne(Numbers of) {
  return real(compute(of[0].asReal()));
}
template <double (*compute)(double, double)>
Number ofTwo(Numbers of) {
  return real(compute(of[0].asReal(), of[1].asReal()));
}
Number floorOf(Numbers of) { return whole(std::floor(of[0].asReal())); }
Number ceilOf(Numbers of) { return whole(std::ceil(of[0].asReal())); }
Number logarithm(Numbers of) {
  double value = std::log(of[0].asReal());
  return real(of.size() == 1 ? value : value / std::log(of[1].asReal()));
}
Number radians(Numbers of) { return real(of[0].asReal() * (M_PI / 180)); }
Number degrees(Numbers of) { return real(of[0].asReal() * (180 / M_PI)); }

struct NumberCall {
  const char *name;
  bool ofMath;  ///< of the module math, otherwise one of Python's own
  size_t fewest, most;
  Number (*compute)(Numbers);
};

constexpr size_t kMany = 16;
constexpr NumberCall kCalls[] = {
    {"int", false, 1, 1, toInt},
    {"float", false, 1, 1, toFloat},
    {"round", false, 1, 1, roundEven},
    {"abs", false, 1, 1, magnitude},
    {"min", false, 2, kMany, least},
    {"max", false, 2, kMany, largest},
    {"floor", true, 1, 1, floorOf},
    {"ceil", true, 1, 1, ceilOf},
    {"sqrt", true, 1, 1, ofOne<std::sqrt>},
    {"exp", true, 1, 1, ofOne<std::exp>},
    {"log", true, 1, 2, logarithm},
    {"log2", true, 1, 1, ofOne<std::log2>},
    {"log10", true, 1, 1, ofOne<std::log10>},
    {"sin", true, 1, 1, ofOne<std::sin>},
    {"cos", true, 1, 1, ofOne<std::cos>},
    {"tan", true, 1, 1, ofOne<std::tan>},
    {"asin", true, 1, 1, ofOne<std::asin>},
    {"acos", true, 1, 1, ofOne<std::acos>},
    {"atan", true, 1, 1, ofOne<std::atan>},
    {"atan2", true, 2, 2, ofTwo<std::atan2>},
    {"pow", true, 2, 2, ofTwo<std::pow>},
    {"hypot", true, 2, 2, ofTwo<std::hypot>},
    {"fabs", true, 1, 1, ofOne<std::fabs>},
    {"radians", true, 1, 1, radians},
    {"degrees", true, 1, 1, degrees},
};

const NumberCall *callNamed(const std::string &name, bool ofMath) {
  for (const NumberCall &call : kCalls)
    if (name == call.name && ofMath == call.ofMath) return &call;
  return nullptr;
}

std::nullopt_t refuseName(ModuleScope &scope, const Json &node, const std::string &name) {
  std::vector<std::string> names;
  for (const NumberCall &call : kCalls) names.push_back((call.ofMath ? "math." : "") + std::string(call.name));
  std::string hint = didYouMean(name, names);
  return refuse(scope, node,
                "`" + name + "` is not computed in constants" + (hint.empty() ? "; write the number" : hint));
}

}  // namespace

bool isNumberCall(const ModuleScope &scope, const Json &node) {
  std::string inMath = scope.mathName(child(node, "func"));
  return callNamed(inMath.empty() ? dottedName(child(node, "func")) : inMath, !inMath.empty());
}

std::optional<Number> readNumberCall(ModuleScope &scope, const Json &node) {
  std::string name = dottedName(child(node, "func")), inMath = scope.mathName(child(node, "func"));
  const NumberCall *call = callNamed(inMath.empty() ? name : inMath, !inMath.empty());
  if (!call) return refuseName(scope, node, name);
  std::vector<Number> of;
  for (const Json &argument : list(node, "args")) {
    std::optional<Number> number = readNumber(scope, argument);
    if (!number) return std::nullopt;
    of.push_back(*number);
  }
  if (of.size() < call->fewest || of.size() > call->most || !list(node, "keywords").empty())
    return refuse(scope, node, "`" + name + "` of " + std::to_string(of.size()) + " numbers in a constant");
  Number result = call->compute(of);
  if (!std::isfinite(result.asReal()))
    return refuse(scope, node, "`" + name + "` of these is no finite number; write the number");
  return result;
}

}  // namespace mlir_rl::kernel
