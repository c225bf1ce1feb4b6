#pragma once

/// \file
/// The body of one function as text, for functions.cc only: its parts stand in expressions.cc, order.cc,
/// places.cc, statements.cc, assignments.cc and loops.cc.

#include <optional>

#include "mlir_rl/kernel_text/declarations.h"
#include "mlir_rl/kernel_text/effects.h"
#include "mlir_rl/kernel_text/unit.h"

namespace mlir_rl::kernel::text {

inline std::vector<const Expr *> pointersTo(std::span<const Expr> exprs) {
  std::vector<const Expr *> pointers;
  for (const Expr &expr : exprs) pointers.push_back(&expr);
  return pointers;
}

class Body {
 public:
  Body(Unit &unit, const Function &function);
  /// All lines, indented once.
  std::string write();

 private:
  using Exprs = std::vector<const Expr *>;
  /// How C++ evaluates what stands side by side.
  enum class Order : uint8_t { none, leftToRight };

  // expressions.cc: the text of an expression. What must be evaluated before the rest of its statement goes into lines
  // of its own, which are written at once.
  Text expr(const Expr &expr);
  /// What a variable of the expression's type is given.
  std::string initial(const Expr &value);
  Text construct(const Expr &expr);
  Text builtin(const Expr &expr);
  Text memoryBuiltin(const Expr &expr);
  Text stateBuiltin(const Expr &expr);
  Text choice(const Expr &expr);
  Text conditionalValue(const Expr &expr);
  bool mayOverflow(const Expr &expr);
  Text variable(int id);

  // order.cc
  std::vector<Text> operands(const Exprs &exprs, Order order = Order::none);
  bool mustBeKept(const Exprs &exprs, size_t which, Order order);
  /// Whether the text of an expression has lines before it.
  bool writesLines(const Expr &expr);
  /// A constant that holds the value from here on.
  Text kept(const Text &value, const Type &type);
  /// A reference to an lvalue, whose indices are evaluated here.
  Text keptPlace(const Text &place, const Type &type);
  /// A name that nothing has yet.
  std::string fresh(const std::string &wanted);
  std::string temporary();

  // places.cc
  /// An lvalue: a variable, element, component or field, but no row of a matrix.
  Text place(const Expr &expr);
  /// The same, found before `later` are evaluated, whose effects may change its indices.
  Text steadyPlace(const Expr &expr, const Exprs &later);
  Text component(const Expr &expr, bool isPlace);
  /// Of a matrix and the row's number.
  Text row(const Type &matrix, std::span<const Text> texts);
  Text row(const Type &matrix, std::initializer_list<Text> texts) {
    return row(matrix, std::span(texts.begin(), texts.size()));
  }
  Text element(const Type &array, std::span<const Text> texts);

  // assignments.cc
  /// Where a value goes: an lvalue, or a row of a matrix, which is written by a function.
  struct Goal {
    std::string text;
    std::string row;  ///< its number; empty for an lvalue
  };
  Goal goal(const Expr &target);
  /// What a target holds.
  Text read(const Goal &goal, const Expr &target);
  void write(const Goal &goal, const Expr &target, const std::string &value);
  void assign(const Stmt &stmt);
  void assignMany(const Stmt &stmt);
  void assignTuple(const Stmt &stmt);
  void assignResults(const Stmt &stmt);
  void assignThread(const Stmt &stmt);
  std::vector<bool> disturbedValues(const Stmt &stmt);
  /// Declares or writes target number `which`, a variable.
  void give(const Stmt &stmt, size_t which, const std::string &value);
  void update(const Stmt &stmt);
  void fix(Goal &to, const Expr &target);
  bool updateAtomic(const Stmt &stmt);

  // loops.cc
  void whileLoop(const Stmt &stmt);
  void forLoop(const Stmt &stmt);
  bool isPlainLoop(const Stmt &stmt);
  void plainLoop(const Stmt &stmt, const std::vector<Text> &range);
  void countedLoop(const Stmt &stmt, const std::vector<Text> &range);
  std::vector<Text> rangeOf(const Stmt &stmt);

  // statements.cc
  void statements(const std::vector<Stmt> &body);
  void statement(const Stmt &stmt);
  void declareBefore(const Stmt &stmt);
  void branch(const Stmt &stmt);
  void giveBack(const Stmt &stmt);
  void assertion(const Stmt &stmt);
  /// Of a loop or branch.
  void block(const std::vector<Stmt> &body);

  void line(const std::string &text) { text_ += laidOut(text, depth_); }

  Unit &unit_;
  const Function &function_;
  Declarations declarations_;
  std::set<std::string> used_;
  int temporaries_ = 0;
  int depth_ = 1;
  std::string text_;
};

}  // namespace mlir_rl::kernel::text
