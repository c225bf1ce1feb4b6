// How Python's operators are written.

#include "mlir_rl/kernel_text/builtins/compounds.h"

namespace mlir_rl::kernel::text {

namespace {

/// An operator of C++, between scalars or, by a helper function, by components.
Text byOperator(const Use &use, Builtin row) {
  Scalar scalar = use.result.scalar;
  if (use.result.isScalar())
    return operation(use.prelude, row, scalar, use.operands[0], use.operands[1], use.overflows);
  componentwise(use, std::string("operator") + rowOf(row).name,
                [&](const Text &a, const Text &b) { return operation(use.prelude, row, scalar, a, b); });
  return infix(use.operands[0], rowOf(row).name, use.operands[1], bindingOf(row));
}

/// A product of which at least one operand is a matrix and none a scalar. `i` and `j` are the result's indices.
Text matrixProduct(const Use &use) {
  Prelude &prelude = use.prelude;
  const Type &a = use.types[0], &b = use.types[1];
  Scalar scalar = use.result.scalar;
  std::string lines = sumLines(prelude, scalar, a.isMatrix() ? a.columns : a.rows, [&](const std::string &k) {
    Text left = a.isMatrix() ? part("a", "i", k) : part("a", k);
    Text right = b.isMatrix() ? part("b", k, a.isMatrix() ? "j" : "i") : part("b", k);
    return operation(prelude, Builtin::mul, scalar, left, right);
  });
  helper(use, "operator*", {"a", "b"},
         prelude.word(use.result) + " r;\n" + loopText(use.result, lines + "r" + at(use.result) + " = sum;\n") +
             "return r;\n");
  return infix(use.operands[0], "*", use.operands[1], Binding::product);
}

Text comparison(const Use &use, const char *op, Binding binding) {
  auto [a, b] = withPlainLiterals(use.types[0].scalar, use.operands[0], use.operands[1]);
  return infix(a, op, b, binding);
}

}  // namespace

namespace spelling {

#define BY_OPERATOR(id) \
  Text id(const Use &use) { return byOperator(use, Builtin::id); }
BY_OPERATOR(add)
BY_OPERATOR(sub)
BY_OPERATOR(div)
BY_OPERATOR(mod)
BY_OPERATOR(floordiv)
BY_OPERATOR(powOf)
BY_OPERATOR(pow)
BY_OPERATOR(shl)
BY_OPERATOR(shr)
BY_OPERATOR(bitAnd)
BY_OPERATOR(bitOr)
BY_OPERATOR(bitXor)
#undef BY_OPERATOR

Text mul(const Use &use) {
  bool scaled = use.types[0].isScalar() || use.types[1].isScalar();
  return scaled ? byOperator(use, Builtin::mul) : matrixProduct(use);
}

Text neg(const Use &use) {
  Scalar scalar = use.result.scalar;
  if (use.result.isScalar()) return negation(use.prelude, scalar, use.operands[0], use.overflows);
  componentwise(use, "operator-", [&](const Text &a) { return negation(use.prelude, scalar, a); });
  return prefix("-", use.operands[0]);
}
Text pos(const Use &use) { return use.operands[0]; }
Text bitNot(const Use &use) {
  Text result = prefix("~", use.operands[0]);
  return bitsOf(use.result.scalar) < 32 ? use.prelude.convert(use.result.scalar, result) : result;
}

Text equal(const Use &use) { return comparison(use, "==", Binding::equality); }
Text notEqual(const Use &use) { return comparison(use, "!=", Binding::equality); }
Text less(const Use &use) { return comparison(use, "<", Binding::relation); }
Text lessEqual(const Use &use) { return comparison(use, "<=", Binding::relation); }
Text greater(const Use &use) { return comparison(use, ">", Binding::relation); }
Text greaterEqual(const Use &use) { return comparison(use, ">=", Binding::relation); }
Text logicalAnd(const Use &use) { return infix(use.operands[0], "&&", use.operands[1], Binding::logicalAnd); }
Text logicalOr(const Use &use) { return infix(use.operands[0], "||", use.operands[1], Binding::logicalOr); }
Text logicalNot(const Use &use) { return prefix("!", use.operands[0]); }

#define NAME(id, meant) \
  Text id(const Use &use) { return meant(use); }
MLIR_RL_KERNEL_OPERATORS_OF(NAME)
#undef NAME

}  // namespace spelling

}  // namespace mlir_rl::kernel::text
