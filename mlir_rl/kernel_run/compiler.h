#pragma once

/// \file
/// The compiler of one function, for compile.cc only: its parts stand in places.cc, expressions.cc, statements.cc.

#include <map>
#include <optional>
#include <utility>

#include "mlir_rl/kernel/tree.h"
#include "mlir_rl/kernel_run/code.h"
#include "mlir_rl/kernel_run/move.h"

namespace mlir_rl::kernel {

/// What all functions of a module share while it is compiled.
struct Unit {
  const Module &module;
  Layout layout;
  Code code;
  uint32_t frameSize = 0;
  std::map<std::pair<Scalar, uint64_t>, Slot> literals;  ///< by bits
  std::string wrong;                                     ///< why the module cannot be compiled; the first reason

  explicit Unit(const Module &ofModule) : module(ofModule), layout(ofModule) {}
  /// New room in the frame.
  Slot room(uint32_t bytes, uint32_t align);
  Slot room(const Type &type) { return room(layout.size(type), layout.align(type)); }
  Slot literal(const Literal &value, Scalar scalar);
};

/// Where a value is: in the frame at `slot`, or in memory at the address that `slot` holds; `offset` bytes further.
struct Spot {
  bool inMemory = false;
  Slot slot = 0;
  uint32_t offset = 0;
};

class FunctionCompiler {
 public:
  FunctionCompiler(Unit &unit, const Function &function, bool isKernel);
  Routine compile();

 private:
  // places.cc
  /// What an expression names, without copying it; values that have no place are computed. `isTarget`: it is to be
  /// written, so a component is that of the thing itself even if its index has effects.
  Spot place(const Expr &expr, bool isTarget);
  Spot variable(const Expr &expr);
  Spot component(const Expr &expr, bool isTarget);
  Spot computedComponent(const Expr &expr, Spot whole, std::span<const Slot> indices);
  /// Without its handler: the array in slots[0], indices after it, all i32 or all converted to i64.
  Inst elementInst(const Expr &array, std::span<const Slot> slots, std::span<const Type> indices, IndexType &type);
  Slot elementAddressOf(const Expr &array, std::span<const Slot> slots, std::span<const Type> indices);
  Slot element(const Expr &expr, std::optional<Slot> to);
  Slot load(Spot spot, const Type &type, std::optional<Slot> to = std::nullopt);
  void store(Spot spot, const Type &type, Slot from);
  Slot address(Spot spot);
  int nameNumber(const Expr &expr);
  std::string nameOf(const Expr &expr) const;

  // expressions.cc
  /// The slot of an expression's value; it may be that of a variable.
  Slot value(const Expr &expr, std::optional<Slot> to = std::nullopt);
  /// The value in a slot that nothing else uses.
  Slot own(const Expr &expr);
  void into(const Expr &expr, Slot to);
  /// All of them, from left to right; none changes by evaluating the next.
  std::vector<Slot> values(std::span<const Expr> exprs);
  Slot construct(const Expr &expr);
  Slot builtin(const Expr &expr, std::optional<Slot> to);
  std::vector<Slot> memoryOperands(const Expr &expr);
  std::vector<Slot> packedOperands(const Expr &expr);
  /// Emits a row for operands that are already in slots.
  Slot apply(Builtin row, std::span<const Type> types, std::span<const Slot> operands, const Type &result,
             std::optional<Slot> to);
  const Routine &call(const Expr &expr);
  Slot callOne(const Expr &expr, std::optional<Slot> to);
  /// One of two values, of which only that one is computed; for `and`, `or` and the conditional expression.
  Slot chosen(const Expr &condition, const Expr &then, const Expr &otherwise, std::optional<Slot> to);

  // statements.cc
  void statements(const std::vector<Stmt> &body);
  void statement(const Stmt &stmt);
  void assign(const Stmt &stmt);
  void assignMany(const Stmt &stmt);
  std::vector<Slot> manyValues(const Expr &expr);
  void update(const Stmt &stmt);
  void branch(const Stmt &stmt);
  void whileLoop(const Stmt &stmt);
  void forLoop(const Stmt &stmt);
  void giveBack(const Stmt &stmt);
  void mark(const Expr &target);

  // compiler.cc
  int here() const { return int(unit_.code.insts.size()); }
  int emit(const Inst &inst);
  void copy(Slot to, Slot from, uint32_t bytes);
  void jumpTo(int inst, int target) { unit_.code.insts[size_t(inst)].extra = target - inst; }
  Slot temporary(const Type &type) { return unit_.room(type); }
  void layOut();

  /// Jumps out of, and to the next iteration of, the innermost loop; targets are filled in at its end.
  struct Loop {
    std::vector<int> breaks;
    std::vector<int> continues;
  };

  Unit &unit_;
  const Function &function_;
  bool isKernel_;
  Routine routine_;
  std::vector<Slot> variables_;
  std::vector<Slot> flags_;  ///< a byte for each variable that is watched: whether it has a value; 0 for the others
  std::vector<Loop> loops_;
  Place place_;  ///< of what is being compiled
};

/// Whether evaluating it may change variables or memory.
bool hasEffect(const Expr &expr);

}  // namespace mlir_rl::kernel
