#pragma once

/// \file
/// The typed tree of a module of Python kernels: plain values that print (print.h), compare and hash (hash.h).
///
/// What a tree means. Whoever runs or compiles one keeps to this:
///
/// - Every expression has its type; nothing is converted unless a cast says so. Python's literals are i32, f32, bool.
/// - Operands are evaluated from left to right, each once. `and` and `or` stop early, as in Warp 1.19 (releases up to
///   1.12 evaluated both sides): the right one is evaluated only when the left one does not decide. The conditional
///   expression evaluates one of its two. Every other operand is evaluated, those of `where` too.
/// - In an assignment the value comes first, then the target's indices, then the target is written. Several targets are
///   variables, and all values are there before the first is written. In an update the target's indices come first.
/// - Integers have their width and wrap around: +, -, *, neg, abs, <<, casts. `/` on integers is C++'s (towards zero),
///   `//` rounds down, as in Warp 1.19 (earlier releases truncated), and `%` goes with `/`: it has the sign of its left
///   side. On floats `//` is floor(a / b) and `%` is fmod. Of integers, `/`, `//` and `%` by 0, or of the lowest one by
///   -1, and shifts by less than 0 or by the width or more, are errors.
/// - Float operations round to their type, once each, to nearest even: no contraction, no reassociation. An operation
///   is an operator on scalars, a function of the C library, or one +, -, *, / or square root of a formula in the table
///   of builtins, which are done in the order in which they are written. f16 is computed in f32 and rounded after each
///   operation, so nothing wider than f16 is kept from one to the next.
/// - A cast to a float rounds once, to nearest even. A cast from float to integer truncates towards zero; a value that
///   does not fit, NaN among them, is an error. A cast to bool is `!= 0`, true for NaN.
/// - Which of the NaNs an operation gives is not said, so all of them count as one. Everything else is said to the bit,
///   the sign of a zero too.
/// - Vectors, matrices and structs are values: assigning, passing and returning copies. Arrays are views: assigning
///   and passing one aliases its elements. Parameters are variables; assigning to one changes nothing outside.
/// - An index below 0 or beyond its dimension is an error, in arrays, vectors and matrices.
/// - A variable belongs to the whole function, also when it is first assigned in a branch or loop. Reading one that has
///   no value yet is an error. A loop's variable keeps its last value afterwards; one of no iterations assigns nothing.
/// - `range` takes i32, evaluated once before the loop. A step of 0 is an error. Assigning to the loop's variable does
///   not change which iterations follow.
/// - `a[i] += x` (also -=, &=, |=, ^=) on an element of an array is one atomic operation; every other update reads,
///   computes and writes. The order of atomics of different threads is not fixed.
/// - A function with results that ends without `return`, and an assertion that does not hold, are errors.
///
/// "Error" means: the run has no result, and an interpreter reports it with the expression's or statement's place.
///
/// Arrays are never made, only handed on: a variable of array type is a parameter, or the target of one assignment in
/// the whole function; fields of array type are never assigned, and structs with such fields never constructed; no
/// function returns an array. No side of `and` or `or` but the first changes anything (effect.h).
///
/// Every meaning has one tree, so that text read back gives the same: a negative literal is one literal, not neg of
/// one; a cast of a number's literal gives a literal of that type, but for int(...), float(...) and bool(...), which
/// stay casts (they make a variable that loops may change); an infix or prefix row is never written as a call; an
/// assertion's message is dropped.

#include <cstdint>
#include <string>
#include <vector>

#include "mlir_rl/kernel/builtin.h"
#include "mlir_rl/kernel/type.h"

namespace mlir_rl::kernel {

/// Where something stands in the source, both from 1; 0 when it was never text. Trees from different texts are equal
/// when all but their places is, so places always compare equal.
struct Place {
  int line = 0;
  int column = 0;
  bool operator==(const Place &) const { return true; }
};

/// A scalar's value. `integer` for bool (0, 1) and integers (u64 by its bits), `real` for floats: a value of the
/// literal's own type, so an f32 is exact in it. Compares by bits: -0.0 is not 0.0, NaN is NaN.
struct Literal {
  int64_t integer = 0;
  double real = 0;
  bool operator==(const Literal &other) const;
};

enum class ExprKind : uint8_t {
  literal,      ///< `value`, of any scalar type; a negative number is one literal, never neg of one
  constant,     ///< number `id` of the module's constants
  variable,     ///< number `id` of the function's variables
  builtin,      ///< `row` of `operands`
  call,         ///< number `id` of the module's functions, of `operands`. With several results the type is none, and
                ///< it is the whole value of an assignment to as many targets
  construct,    ///< a value of `type` from `operands`: none: all zeros; one scalar: in every component; otherwise one
                ///< scalar for each component, row by row; a struct takes one for each field
  component,    ///< of operand 0, a vector (one i32 index) or matrix (two; or one, which gives a row as a vector)
  element,      ///< of operand 0, an array: indices of any integer type. Fewer than dimensions give an array: a view
  field,        ///< number `id` of the fields of operand 0, a struct
  shape,        ///< extent of dimension `id` of operand 0, an array; i32
  tid,          ///< the thread's index in a launch of `id` dimensions, in kernels only. One: i32. Several: type none,
                ///< and it is the whole value of an assignment to as many i32 targets
  conditional,  ///< operand 0 ? operand 1 : operand 2; evaluates only the side that it needs
  tuple,        ///< the whole value of an assignment to several targets: one operand for each; type none
};

/// Operands are `operands`, in order of evaluation.
struct Expr {
  ExprKind kind = ExprKind::literal;
  Builtin row = Builtin::add;  ///< add, unless kind is builtin
  Type type = {};
  int id = 0;  ///< 0, where the kind does not use it
  Literal value = {};
  std::vector<Expr> operands;
  Place place = {};
  bool operator==(const Expr &) const = default;
};

enum class StmtKind : uint8_t {
  assign,     ///< targets = values[0]. One target, or as many variables as the value has results
  update,     ///< targets[0] = row(targets[0], values[0]); atomic where targets[0] is an array's element, see above
  evaluate,   ///< values[0], a call whose result, if any, is dropped
  branch,     ///< if values[0] (bool): body, else: otherwise
  whileLoop,  ///< while values[0] (bool): body
  forLoop,    ///< for targets[0] (an i32 variable) in range(values[0], values[1], values[2]): body. Always all three
  breakLoop,  ///< of the innermost loop
  continueLoop,
  giveBack,   ///< return values: none in a kernel, as many as the function has results
  assertion,  ///< assert values[0] (bool)
  pass,
};

/// A target is a variable, or a component, element or field of one, at any depth: `p[i].x[0]` is a component of a field
/// of an element of a variable.
struct Stmt {
  StmtKind kind = StmtKind::pass;
  Builtin row = Builtin::add;  ///< of an update; add otherwise
  /// Of a forLoop: Warp writes out its iterations. Bounds and step are literals or constants, there are at most
  /// kMaxUnroll iterations, and no break or continue belongs to it. `unrolls` (below) decides; the meaning is the same.
  bool unrolled = false;
  std::vector<Expr> targets;
  std::vector<Expr> values;
  std::vector<Stmt> body;
  std::vector<Stmt> otherwise;
  Place place = {};
  bool operator==(const Stmt &) const = default;
};

struct Variable {
  std::string name;
  Type type;
  Place place = {};
  bool operator==(const Variable &) const = default;
};

/// A function or a kernel. The first `parameters` variables are its parameters; the others follow in the order of their
/// first assignment in the text.
struct Function {
  std::string name;
  int parameters = 0;
  std::vector<Variable> variables;
  std::vector<Type> results;  ///< none in a kernel
  std::vector<Stmt> body;     ///< at least one statement
  Place place = {};
  bool operator==(const Function &) const = default;
};

/// Fields are scalars, vectors, matrices, arrays, and structs declared above it.
struct Struct {
  std::string name;
  std::vector<Variable> fields;
  Place place = {};
  bool operator==(const Struct &) const = default;
};

/// `NAME = wp.constant(...)`, a scalar of any type.
struct Constant {
  std::string name;
  Type type;
  Literal value;
  Place place = {};
  bool operator==(const Constant &) const = default;
};

/// Functions call only functions that stand before them, so nothing recurses. Two functions may share a name when
/// their parameters' types differ.
struct Module {
  std::vector<Constant> constants;
  std::vector<Struct> structs;
  std::vector<Function> functions;
  std::vector<Function> kernels;
  bool operator==(const Module &) const = default;
};

inline constexpr int kMaxUnroll = 16;

/// Whether Warp would unroll this loop. `module` has its constants.
bool unrolls(const Stmt &loop, const Module &module);

/// The value, when the expression is a literal or a constant of the module; null otherwise.
const Literal *literalValue(const Expr &expr, const Module &module);

/// Iterations of range(start, stop, step); step is not 0.
int64_t tripCount(int64_t start, int64_t stop, int64_t step);

/// The variable at the bottom of a target, through components, elements and fields; null when there is none.
const Expr *rootOf(const Expr &target);

/// Dimensions of the launch a kernel's tid() asks for; 0 when it never calls it.
int launchDims(const Function &kernel);

/// The type in Warp's words, structs by their names.
std::string typeText(const Type &type, const Module &module);

}  // namespace mlir_rl::kernel
