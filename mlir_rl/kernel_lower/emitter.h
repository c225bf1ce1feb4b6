#pragma once

/// \file
/// From a function's tree to operations of MLIR, for emit_module.cc only: its parts stand in emit_places.cc,
/// emit_expressions.cc, emit_statements.cc and emit_control.cc.
///
/// Variables are values: where a branch or loop changes some that are needed later, it gives them on as results.

#include "mlir_rl/kernel_lower/live.h"
#include "mlir_rl/kernel_lower/memory.h"

namespace mlir_rl::kernel::lowering {

/// What the functions of a module share while it is emitted.
struct Unit {
  const Module &module;
  Types types;
  Ops ops;
  std::vector<Function> functions;           ///< structured
  std::vector<std::string> symbols;          ///< of the functions
  std::vector<std::vector<bool>> takesView;  ///< of each function: for each array among its parameters' parts, whether
                                             ///< some call passes a view
  std::string wrong;                         ///< why the kernel cannot be lowered; the first reason

  Unit(mlir::MLIRContext &context, const Module &ofModule) : module(ofModule), types(context, module), ops(types) {}
  Unit(const Unit &) = delete;
  void refuse(const Place &place, const std::string &reason);
};

/// What a target or an operand names.
struct Spot {
  Type type;              ///< of what is named
  bool inMemory = false;  ///< `element`; otherwise parts of a value
  ElementPlace element = {};
  int variable = -1;  ///< whose value it is; -1: `value`
  Parts value = {};
  int firstPart = 0;                                  ///< of the variable or value
  llvm::SmallVector<OpFoldResult, 2> component = {};  ///< of that part, a vector or matrix; may be a matrix's row
};

class FunctionEmitter {
 public:
  /// `function` is structured.
  FunctionEmitter(Unit &unit, const Function &function);

  /// The values of its parameters: in the order of addParameters (emit_module.cc).
  void bind(mlir::ValueRange arguments);
  /// In kernels, what tid() gives.
  void setThread(llvm::SmallVector<Value, 4> thread) { thread_ = std::move(thread); }
  /// All statements. The values that it gives back.
  Parts body();

 private:
  // emit_places.cc
  /// Which array an expression of array type is, without evaluating its indices: without any, and how many there are.
  ArrayPlace rootArray(const Expr &expr, size_t &indices);
  ArrayPlace array(const Expr &expr);
  /// The indices that make a view of an array.
  Parts view(const Expr &expr);
  Value indexFor(const ArrayPlace &array, const Expr &expr);
  Spot spot(const Expr &expr, bool isTarget);
  Spot componentSpot(const Expr &expr, bool isTarget);
  Parts read(const Spot &spot);
  void write(const Spot &spot, llvm::ArrayRef<Value> parts);
  Parts variable(int id);

  // emit_expressions.cc
  Parts value(const Expr &expr);
  Value single(const Expr &expr) { return value(expr)[0]; }
  Parts construct(const Expr &expr);
  Parts builtin(const Expr &expr);
  Value stateBuiltin(const Expr &expr);
  Value arrayBuiltin(const Expr &expr);
  /// `rule(row)` of operands of one part each.
  Value apply(const Expr &expr, llvm::ArrayRef<Value> operands, const ArrayPlace *array = nullptr,
              Value *state = nullptr);
  Value shortCircuit(const Expr &expr);
  Parts conditional(const Expr &expr);
  /// All results of a call, one after the other.
  Parts call(const Expr &expr);
  void addArgument(const Expr &expr, const Part &part, bool takesView, llvm::SmallVectorImpl<Value> &arguments);

  // emit_statements.cc
  void statements(const std::vector<Stmt> &body);
  void statement(const Stmt &stmt);
  void assign(const Stmt &stmt);
  void assignMany(const Stmt &stmt);
  /// The value for each target.
  llvm::SmallVector<Parts> manyValues(const Stmt &stmt);
  void update(const Stmt &stmt);
  void give(const Expr &target, const Spot &spot, llvm::ArrayRef<Value> parts);
  void giveBack(const Stmt &stmt);

  // emit_control.cc
  void branch(const Stmt &stmt);
  void whileLoop(const Stmt &stmt);
  void forLoop(const Stmt &stmt);
  /// An scf.if. Its results are what the sides give; the variables in `changed` are then as the side taken left them.
  Parts either(Value condition, const Variables &changed, mlir::TypeRange types, llvm::function_ref<Parts()> then,
               llvm::function_ref<Parts()> otherwise);
  bool onlySets(const std::vector<Stmt> &body) const;
  void chooseValues(const Stmt &stmt, Value condition, const Variables &changed);
  bool emitsNothing(const std::vector<Stmt> &body) const;
  bool isDead(const Stmt &stmt) const;

  llvm::SmallVector<Value> gather(const Variables &variables);
  void scatter(const Variables &variables, mlir::ValueRange values);
  void nameValues(const Variables &variables);
  void nameArguments(const Variables &variables, llvm::ArrayRef<mlir::BlockArgument> arguments);

  Unit &unit_;
  Ops &ops_;
  const Types &types_;
  const Function &function_;
  Liveness live_;
  std::vector<Parts> variables_;                 ///< by number; empty without a value. Of a view its indices
  std::vector<std::vector<ArrayPlace>> arrays_;  ///< of parameters: arrays among their parts
  llvm::SmallVector<Value, 4> thread_;
  Parts results_;
};

/// Whether evaluating it may break a rule, or changes anything: it is not evaluated when it need not be.
bool mayFault(const Expr &expr);
/// Whether evaluating it changes variables or memory.
bool hasEffects(const Expr &expr);
/// Whether it is a literal, constant or variable.
bool isTrivial(const Expr &expr);

}  // namespace mlir_rl::kernel::lowering
