#pragma once

/// \file
/// Kernels that compute rows of the table of builtins, of every operand types that their rules take.

#include <limits>

#include "mlir_rl/kernel_run/fill.h"
#include "mlir_rl/kernel_run/meaning.h"
#include "mlir_rl/kernel_run/trees_test.h"
#include "tests/kernels/agreement.h"

namespace mlir_rl::kernel::testing {

inline constexpr int kThreads = 24;
using Types = std::vector<Type>;

/// Lists of operands of one scalar that some rule may take.
inline std::vector<Types> operandLists(Scalar scalar) {
  Type x = scalarType(scalar), v = vectorType(3, scalar), u = scalarType(Scalar::u32), a = arrayType(x, 1);
  Types all = {x,
               v,
               vectorType(2, scalar),
               matrixType(2, 2, scalar),
               matrixType(2, 3, scalar),
               matrixType(3, 3, scalar),
               matrixType(4, 4, scalar),
               a};
  std::vector<Types> lists = {{},       {kI32, kI32}, {u, x, x}, {a, kI32, x}, {a, kI32, x, x}, {a, kI32, kI32, x},
                              {x, x, x}};
  for (const Type &type : all) {
    lists.insert(lists.end(), {{type}, {kBool, type, type}, {type, type, x}, {type, type, type}});
    for (const Type &other : all) lists.push_back({type, other});
  }
  Type spatial = vectorType(6, scalar);
  lists.insert(lists.end(), {{spatial}, {spatial, spatial}, {spatial, v}});
  for (const Type &element : {v, matrixType(2, 2, scalar)})
    lists.push_back({arrayType(element, 2), kI32, kI32, element});
  return lists;
}

inline constexpr Scalar kScalars[] = {Scalar::boolean, Scalar::i8,  Scalar::i16, Scalar::i32, Scalar::i64, Scalar::u8,
                                      Scalar::u16,     Scalar::u32, Scalar::u64, Scalar::f16, Scalar::f32, Scalar::f64};

struct RowForm {
  Builtin row;
  Types operands;
  Type result;
  bool operator<(const RowForm &other) const { return text() < other.text(); }
  std::string text() const {
    std::string text = std::to_string(int(row)) + typeText(result);
    for (const Type &type : operands) text += " " + typeText(type);
    return text;
  }
};

inline bool isCast(Builtin row) { return row >= Builtin::castBool && row <= Builtin::castFloat64; }

/// What the row takes, each with the types of its operands; of one scalar only, when one is named.
inline std::vector<RowForm> formsOf(Builtin row) {
  std::set<RowForm> forms;
  for (Scalar scalar : kScalars)
    for (const Types &operands : operandLists(scalar)) {
      TypeOrReason result = rowOf(row).rule(operands, matrixType(3, 3, scalar));
      if (result && meaningOf(row, {operands, result.type})) forms.insert({row, operands, result.type});
    }
  return {forms.begin(), forms.end()};
}

inline bool divides(Builtin written) {
  Builtin row = operatorOf(written);
  return row == Builtin::div || row == Builtin::mod || row == Builtin::floordiv || row == Builtin::cwDiv;
}
inline bool shifts(Builtin row) { return operatorOf(row) == Builtin::shl || operatorOf(row) == Builtin::shr; }

/// A range for operands that not every value suits; edges and all the rest for the others.
inline std::optional<FillRule> domain(const RowForm &form, size_t operand) {
  const Type &type = form.operands[operand];
  bool isInt = !isFloat(type.scalar);
  if (divides(form.row) && operand == 1 && isInt) return FillRule{.low = 1, .high = 9};
  if (shifts(form.row) && operand == 1) return FillRule{.low = 0, .high = 7};
  if (isCast(form.row) && !isInt && !isFloat(form.result.scalar))
    return FillRule{.low = isSigned(form.result.scalar) ? -100.0 : 0.0, .high = 100};
  if (form.row == Builtin::randi || form.row == Builtin::randu)
    if (operand > 0) return FillRule{.low = operand == 1 ? 0.0 : 50.0, .high = operand == 1 ? 40.0 : 90.0};
  if (form.row == Builtin::lowerBound && form.operands.size() == 4 && (operand == 1 || operand == 2))
    return FillRule{.low = 0, .high = kThreads};
  return std::nullopt;
}

/// Half of its scalars are edges of the type.
inline Buffer filled(const Type &element, std::vector<int32_t> shape, std::optional<FillRule> rule, uint64_t seed) {
  Buffer buffer = makeBuffer(Layout(Module()), element, std::move(shape));
  fill(buffer, rule.value_or(FillRule{.low = -4, .high = 4}), seed);
  if (rule) return buffer;
  std::vector<Literal> edges = edgesOf(element.scalar, true);
  double infinity = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
  if (isFloat(element.scalar)) edges.insert(edges.end(), {{.real = nan}, {.real = infinity}, {.real = -infinity}});
  for (size_t i = 0, at = seed; i < size_t(buffer.elements()); i += 2)
    for (size_t leaf = 0; leaf < buffer.leaves.size(); ++leaf, at += 7)
      buffer.setValue(int64_t(i), edges[at % edges.size()], leaf);
  return buffer;
}

/// A kernel that computes many forms, each into an output of its own.
struct Forms {
  Making kernel{"forms"};
  Trial trial;
  std::vector<Expr> outs;

  Expr add(const std::string &name, const Type &type, Buffer buffer) {
    trial.buffers.push_back(std::move(buffer));
    return kernel.parameter(name, type);
  }

  /// The operand in thread `i`. Arrays are themselves; where `inArray`, integers are indices.
  Expr operand(const RowForm &form, size_t number, const std::string &name, const Expr &i, bool isIndex) {
    const Type &type = form.operands[number];
    uint64_t seed = 31 * trial.buffers.size() + number;
    if (isIndex) return op(Builtin::mod, {i, i32(5)});
    std::vector<int32_t> shape(size_t(std::max<int>(type.dims, 1)), type.dims > 1 ? 5 : kThreads);
    Buffer buffer = filled(elementType(type), shape, domain(form, number), seed);
    Expr array = add(name, type.isArray() ? type : arrayType(type, 1), std::move(buffer));
    return type.isArray() ? array : element(array, {i});
  }

  Expr value(const RowForm &form, const std::string &name, const Expr &i) {
    BuiltinEffect effect = rowOf(form.row).effect;
    Exprs operands;
    for (size_t n = 0; n < form.operands.size(); ++n) {
      bool isIndex = effect == BuiltinEffect::memory && n > 0 && n <= form.operands[0].dims;
      operands.push_back(operand(form, n, name + "_" + std::to_string(n), i, isIndex));
    }
    return {.kind = ExprKind::builtin, .row = form.row, .type = form.result, .operands = operands};
  }
};

/// Parameters must come before locals, so the thread's index is a parameter of a function that does everything; here it
/// is tid() itself.
inline Trial trialOf(const std::vector<RowForm> &forms) {
  Forms made;
  std::vector<Stmt> body;
  for (const RowForm &form : forms) {
    std::string name = "p" + std::to_string(body.size());
    Expr value = made.value(form, name, tid());
    Buffer buffer = makeBuffer(Layout(Module()), form.result, {kThreads});
    Expr out = made.add("out" + name, arrayType(form.result, 1), std::move(buffer));
    body.push_back(assign(element(out, {tid()}), std::move(value)));
  }
  made.kernel.function.body = std::move(body);
  made.trial.module.kernels = {made.kernel.function};
  made.trial.dims = {kThreads};
  return made.trial;
}

/// Every form of the rows, or only those of one scalar each, another for each row.
inline std::vector<Trial> trialsOf(size_t from, size_t to, bool all) {
  std::vector<Trial> trials;
  for (size_t row = from; row < to && row < builtins().size(); ++row) {
    std::vector<RowForm> forms = formsOf(Builtin(row)), kept;
    EXPECT_FALSE(forms.empty()) << builtins()[row].name;
    for (size_t i = 0; i < forms.size(); ++i)
      if (all || i % 10 == row % 10 || forms.size() < 4) kept.push_back(forms[i]);
    for (size_t i = 0; i < kept.size(); i += 40)
      trials.push_back(
          trialOf({kept.begin() + std::ptrdiff_t(i), kept.begin() + std::ptrdiff_t(std::min(kept.size(), i + 40))}));
  }
  return trials;
}

}  // namespace mlir_rl::kernel::testing
