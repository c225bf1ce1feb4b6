// How atomics are written: as what the languages have, and as helper functions where they have nothing: compare and
// swap in a loop, or integers without a sign in place of others.

#include "mlir_rl/kernel_text/builtins/compounds.h"
#include "mlir_rl/kernel_text/builtins/scalars.h"

namespace mlir_rl::kernel::text {

namespace {

/// An atomic on a scalar: `place` is an lvalue, `values` one or two.
struct Atomic {
  Prelude &prelude;
  Builtin row;
  Scalar scalar;
  Text place;
  std::vector<Text> values;

  bool isExtreme() const { return row == Builtin::atomicMin || row == Builtin::atomicMax; }
  /// What is kept of the old value and the new one by min or max.
  Text kept(const Text &old) const {
    return (row == Builtin::atomicMin ? lowerOf : higherOf)(prelude, scalar, old, {"value"});
  }
};

/// Calls a helper function named like the row, whose parameters are `place`, `expected` (cas) and `value`.
Text byHelper(const Atomic &atomic, const std::string &body) {
  Type type = scalarType(atomic.scalar);
  std::vector<Parameter> parameters = {{"place", type, true}};
  if (atomic.row == Builtin::atomicCas) parameters.push_back({"expected", type});
  parameters.push_back({"value", type});
  atomic.prelude.function(type, rowOf(atomic.row).name, parameters, body);
  std::vector<Text> operands = atomic.values;
  operands.insert(operands.begin(), atomic.place);
  return call(rowOf(atomic.row).name, operands);
}

/// The member function of std::atomic_ref; null when there is none.
const char *memberOf(Builtin row) {
  switch (row) {
    case Builtin::atomicAdd:
      return "fetch_add";
    case Builtin::atomicSub:
      return "fetch_sub";
    case Builtin::atomicAnd:
      return "fetch_and";
    case Builtin::atomicOr:
      return "fetch_or";
    case Builtin::atomicXor:
      return "fetch_xor";
    case Builtin::atomicExch:
      return "exchange";
    default:
      return nullptr;
  }
}

Text inCpp(const Atomic &atomic) {
  atomic.prelude.include("atomic");
  if (const char *member = memberOf(atomic.row))
    return {"std::atomic_ref(" + atomic.place.text + ")." + call(member, atomic.values).text};
  std::string word = atomic.prelude.word(atomic.scalar);
  if (!atomic.isExtreme())
    return byHelper(atomic, "std::atomic_ref<" + word + ">(place).compare_exchange_strong(expected, value);\n" +
                                returned("expected"));
  return byHelper(atomic, "std::atomic_ref<" + word + "> atomic(place);\n" + word +
                              " old = atomic.load();\nwhile (!atomic.compare_exchange_weak(old, " +
                              atomic.kept({"old"}).text + ")) {\n}\nreturn old;\n");
}

/// The name of CUDA's function.
std::string cudaName(Builtin row) {
  std::string name = rowOf(row).name + std::string("atomic_").size();
  name[0] = char(name[0] - 'a' + 'A');
  return row == Builtin::atomicCas ? "atomicCAS" : "atomic" + name;
}

/// Whether CUDA has the function for this scalar.
bool isNative(Builtin row, Scalar scalar) {
  bool is32 = bitsOf(scalar) == 32, isInt = isInteger(scalar);
  switch (row) {
    case Builtin::atomicAdd:
      return scalar != Scalar::i64;
    case Builtin::atomicSub:
      return isInt && is32;
    case Builtin::atomicMin:
    case Builtin::atomicMax:
      return isInt;
    case Builtin::atomicExch:
      return is32 || scalar == Scalar::u64;
    default:
      return isInt && scalar != Scalar::i64;
  }
}

/// A long long as CUDA's unsigned long long; sub adds the opposite.
Text withoutSign(const Atomic &atomic) {
  bool isSub = atomic.row == Builtin::atomicSub;
  std::string word = atomic.prelude.word(Scalar::u64);
  std::vector<Text> operands = {{"(" + word + " *)&place", Binding::unary}};
  if (atomic.row == Builtin::atomicCas) operands.push_back(atomic.prelude.convert(Scalar::u64, {"expected"}));
  Text value = atomic.prelude.convert(Scalar::u64, {"value"});
  operands.push_back(isSub ? prefix("-", value) : value);
  Text result = call(cudaName(isSub ? Builtin::atomicAdd : atomic.row), operands);
  return byHelper(atomic, returned(atomic.prelude.convert(atomic.scalar, result)));
}

/// A float by its bits: what CUDA does to integers, or that in a loop.
Text byBits(const Atomic &atomic) {
  bool isSingle = atomic.scalar == Scalar::f32;
  std::string word = isSingle ? "int" : "unsigned long long", pointer = "(" + word + " *)&place";
  std::string bitsOf = isSingle ? "__float_as_int" : "__double_as_longlong";
  std::string floatOf = isSingle ? "__int_as_float" : "__longlong_as_double";
  if (atomic.isExtreme())
    return byHelper(atomic, word + " *bits = " + pointer + ";\n" + word +
                                " old = *bits, seen;\ndo {\n  seen = old;\n  old = atomicCAS(bits, seen, " + bitsOf +
                                "(" + atomic.kept({floatOf + "(seen)"}).text + "));\n} while (old != seen);\n" +
                                returned(floatOf + "(old)"));
  std::string expected = atomic.row == Builtin::atomicCas ? bitsOf + "(expected), " : "";
  return byHelper(
      atomic, returned(floatOf + "(" + cudaName(atomic.row) + "(" + pointer + ", " + expected + bitsOf + "(value)))"));
}

Text inCuda(const Atomic &atomic) {
  if (isNative(atomic.row, atomic.scalar)) {
    std::vector<Text> operands = atomic.values;
    operands.insert(operands.begin(), prefix("&", atomic.place));
    return call(cudaName(atomic.row), operands);
  }
  if (isInteger(atomic.scalar)) return withoutSign(atomic);
  if (atomic.row != Builtin::atomicSub) return byBits(atomic);
  return call("atomicAdd", {prefix("&", atomic.place), prefix("-", atomic.values[0])});
}

Text onScalar(const Atomic &atomic) { return atomic.prelude.target() == Target::cpp ? inCpp(atomic) : inCuda(atomic); }

/// Vectors and matrices by components, each on its own.
Text atomicText(const Use &use, Builtin row) {
  const Type &type = use.result;
  Atomic atomic = {use.prelude, row, type.scalar, use.operands[0], {}};
  if (type.isScalar()) {
    atomic.values.assign(use.operands.begin() + 1, use.operands.end());
    return onScalar(atomic);
  }
  atomic.place = part(type, "place");
  atomic.values = {part(type, "value")};
  std::string lines = "r" + at(type) + " = " + onScalar(atomic).text + ";\n";
  return helper(use, rowOf(row).name, {"place", "value"},
                use.prelude.word(type) + " r;\n" + loopText(type, lines) + returned("r"), true);
}

}  // namespace

namespace spelling {

#define ATOMIC(id) \
  Text id(const Use &use) { return atomicText(use, Builtin::id); }
ATOMIC(atomicAdd)
ATOMIC(atomicSub)
ATOMIC(atomicMin)
ATOMIC(atomicMax)
ATOMIC(atomicExch)
ATOMIC(atomicCas)
ATOMIC(atomicAnd)
ATOMIC(atomicOr)
ATOMIC(atomicXor)
#undef ATOMIC

}  // namespace spelling

}  // namespace mlir_rl::kernel::text
