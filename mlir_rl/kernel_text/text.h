#pragma once

/// \file
/// Expressions of C++ as text, with parentheses where precedence wants them.

#include <cstdint>
#include <span>
#include <string>

namespace mlir_rl::kernel::text {

/// How tightly an expression's outermost operator binds; later ones bind tighter.
enum class Binding : uint8_t {
  conditional,
  logicalOr,
  logicalAnd,
  bitOr,
  bitXor,
  bitAnd,
  equality,
  relation,
  shift,
  sum,
  product,
  unary,
  atom
};

struct Text {
  std::string text;
  Binding binding = Binding::atom;
  /// Of a literal that names its type: the number alone, for places that give the type. Empty: there is none.
  std::string bare = {};
};

/// In parentheses when it binds less tightly than `least`.
std::string within(const Text &text, Binding least);
/// `a OP b`. Parentheses also where only careful readers know the precedence: bits and shifts among other operators,
/// comparisons of comparisons, && inside ||.
Text infix(const Text &a, const std::string &op, const Text &b, Binding binding);
/// `OPa`
Text prefix(const std::string &op, const Text &a);
/// `NAME(a, b)`
Text call(const std::string &name, std::span<const Text> operands);
Text call(const std::string &name, std::initializer_list<Text> operands);
/// "a, b"
std::string listed(std::span<const Text> operands);
/// `condition ? a : b`
Text conditional(const Text &condition, const Text &a, const Text &b);
/// Of a type by its name: `float(a)`, `(unsigned int)a`.
Text converted(const std::string &type, const Text &a);

/// A line of code without its indentation -> the line or, beyond 120 columns, several, broken after commas and before
/// operators at the outermost level possible. Ends with a newline.
std::string laidOut(const std::string &line, int depth);

}  // namespace mlir_rl::kernel::text
