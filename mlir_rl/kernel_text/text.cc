#include "mlir_rl/kernel_text/text.h"

namespace mlir_rl::kernel::text {

std::string within(const Text &text, Binding least) { return text.binding < least ? "(" + text.text + ")" : text.text; }

static bool isBitwise(Binding binding) {
  return binding == Binding::bitOr || binding == Binding::bitXor || binding == Binding::bitAnd ||
         binding == Binding::shift;
}
static bool isComparison(Binding binding) { return binding == Binding::equality || binding == Binding::relation; }

/// Whether compilers warn of an operand without parentheses, or readers stumble.
static bool puzzles(Binding operand, Binding own) {
  if (isBitwise(own)) return operand != own && operand < Binding::unary;
  if (isComparison(own)) return isComparison(operand);
  return own == Binding::logicalOr && operand == Binding::logicalAnd;
}

static std::string operandText(const Text &operand, Binding own, Binding least) {
  return puzzles(operand.binding, own) ? "(" + operand.text + ")" : within(operand, least);
}

Text infix(const Text &a, const std::string &op, const Text &b, Binding binding) {
  Binding right = Binding(int(binding) + 1);
  return {operandText(a, binding, binding) + " " + op + " " + operandText(b, binding, right), binding};
}

Text prefix(const std::string &op, const Text &a) {
  bool merges = a.text.substr(0, op.size()) == op;
  return {op + (merges ? "(" + a.text + ")" : within(a, Binding::unary)), Binding::unary};
}

std::string listed(std::span<const Text> operands) {
  std::string text;
  for (const Text &operand : operands) text += (text.empty() ? "" : ", ") + operand.text;
  return text;
}

Text call(const std::string &name, std::span<const Text> operands) { return {name + "(" + listed(operands) + ")"}; }
Text call(const std::string &name, std::initializer_list<Text> operands) {
  return call(name, std::span(operands.begin(), operands.size()));
}

Text conditional(const Text &condition, const Text &a, const Text &b) {
  return {within(condition, Binding::logicalOr) + " ? " + within(a, Binding::logicalOr) + " : " + b.text,
          Binding::conditional};
}

Text converted(const std::string &type, const Text &a) {
  if (type.find(' ') == std::string::npos) return call(type, {a});
  return {"(" + type + ")" + within(a, Binding::unary), Binding::unary};
}

}  // namespace mlir_rl::kernel::text
