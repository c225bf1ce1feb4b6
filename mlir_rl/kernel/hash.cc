#include "mlir_rl/kernel/hash.h"

#include <bit>

#include "mlir_rl/support/hash.h"

namespace mlir_rl::kernel {

namespace {

/// Writes a tree into a hasher, with numbers in place of names where the likeness wants it.
class TreeHasher {
 public:
  TreeHasher(const Module &module, Likeness likeness) : module_(module), likeness_(likeness) {}

  std::string text() {
    number(module_.constants.size());
    for (const Constant &constant : module_.constants) {
      name(constant.name);
      type(constant.type);
      literal(constant.value);
    }
    number(module_.structs.size());
    for (const Struct &structure : module_.structs) {
      name(structure.name);
      variables(structure.fields, structure.fields.size());
    }
    functions(module_.functions);
    functions(module_.kernels);
    return hasher_.text();
  }

 private:
  void number(uint64_t value) { hasher_.add(value); }
  void name(const std::string &text) {
    if (likeness_ == Likeness::exact) hasher_.add(text);
  }
  void type(const Type &t) {
    number(uint64_t(t.kind) | uint64_t(t.scalar) << 8 | uint64_t(t.rows) << 16 | uint64_t(t.columns) << 24 |
           uint64_t(t.dims) << 32 | uint64_t(uint16_t(t.structure)) << 40);
  }
  void literal(const Literal &value) {
    if (likeness_ == Likeness::blanked) return;
    number(uint64_t(value.integer));
    number(std::bit_cast<uint64_t>(value.real));
  }

  void variables(const std::vector<Variable> &list, size_t count) {
    number(count);
    for (size_t i = 0; i < count; ++i) {
      name(list[i].name);
      type(list[i].type);
    }
  }

  void functions(const std::vector<Function> &list) {
    number(list.size());
    for (const Function &function : list) {
      name(function.name);
      number(uint64_t(function.parameters));
      variables(function.variables, function.variables.size());
      number(function.results.size());
      for (const Type &result : function.results) type(result);
      block(function.body);
    }
  }

  void exprs(const std::vector<Expr> &list) {
    number(list.size());
    for (const Expr &expr : list) one(expr);
  }

  void one(const Expr &expr) {
    number(uint64_t(expr.kind) | uint64_t(expr.row) << 8 | uint64_t(uint32_t(expr.id)) << 16);
    type(expr.type);
    literal(expr.value);
    exprs(expr.operands);
  }

  void block(const std::vector<Stmt> &body) {
    number(body.size());
    for (const Stmt &stmt : body) {
      number(uint64_t(stmt.kind) | uint64_t(stmt.row) << 8);
      // Whether a loop unrolls follows from its bounds, which are blanked.
      number(likeness_ != Likeness::blanked && stmt.unrolled);
      exprs(stmt.targets);
      exprs(stmt.values);
      block(stmt.body);
      block(stmt.otherwise);
    }
  }

  const Module &module_;
  Likeness likeness_;
  Hasher hasher_;
};

}  // namespace

std::string hashModule(const Module &module, Likeness likeness) { return TreeHasher(module, likeness).text(); }

std::string hashKernel(const Module &module, int kernel, Likeness likeness) {
  return hashModule(kernelAlone(module, kernel), likeness);
}

}  // namespace mlir_rl::kernel
