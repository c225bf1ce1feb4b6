// Compiling expressions.

#include <algorithm>

#include "mlir_rl/kernel/literal.h"
#include "mlir_rl/kernel_run/compiler.h"
#include "mlir_rl/kernel_run/control.h"
#include "mlir_rl/kernel_run/meaning.h"

namespace mlir_rl::kernel {

bool hasEffect(const Expr &expr) {
  if (expr.kind == ExprKind::call) return true;
  if (expr.kind == ExprKind::builtin && rowOf(expr.row).effect != BuiltinEffect::none) return true;
  return std::any_of(expr.operands.begin(), expr.operands.end(), hasEffect);
}

Slot FunctionCompiler::value(const Expr &expr, std::optional<Slot> to) {
  Place outer = std::exchange(place_, expr.place);
  Slot slot = 0;
  switch (expr.kind) {
    case ExprKind::builtin:
      slot = builtin(expr, to);
      break;
    case ExprKind::call:
      slot = callOne(expr, to);
      break;
    case ExprKind::construct:
      slot = construct(expr);
      break;
    case ExprKind::conditional:
      slot = chosen(expr.operands[0], expr.operands[1], expr.operands[2], to);
      break;
    case ExprKind::element:
      slot = element(expr, to);
      break;
    default:
      slot = load(place(expr, false), expr.type, to);
  }
  place_ = outer;
  return slot;
}

void FunctionCompiler::into(const Expr &expr, Slot to) { copy(to, value(expr, to), unit_.layout.size(expr.type)); }

Slot FunctionCompiler::own(const Expr &expr) {
  Slot slot = temporary(expr.type);
  into(expr, slot);
  return slot;
}

std::vector<Slot> FunctionCompiler::values(std::span<const Expr> exprs) {
  std::vector<Slot> slots;
  for (size_t i = 0; i < exprs.size(); ++i) {
    std::span<const Expr> later = exprs.subspan(i + 1);
    bool mayChange = std::any_of(later.begin(), later.end(), hasEffect);
    slots.push_back(mayChange ? own(exprs[i]) : value(exprs[i]));
  }
  return slots;
}

/// Always in new room, which starts as zeros and keeps its gaps.
Slot FunctionCompiler::construct(const Expr &expr) {
  const Type &type = expr.type;
  Slot slot = temporary(type);
  uint32_t bytes = unit_.layout.size(type);
  if (expr.operands.empty()) emit({.handler = control::clear, .to = slot, .extra = int32_t(bytes)});
  if (type.isStruct()) {
    for (size_t i = 0; i < expr.operands.size(); ++i)
      into(expr.operands[i], slot + unit_.layout.offset(type.structure, int(i)));
    return slot;
  }
  uint32_t width = uint32_t(bitsOf(type.scalar) / 8);
  bool repeats = expr.operands.size() == 1;
  Slot first = repeats ? value(expr.operands[0]) : slot;
  for (uint32_t i = 0; i < uint32_t(type.components()) && !expr.operands.empty(); ++i)
    repeats ? copy(slot + i * width, first, width) : into(expr.operands[i], slot + i * width);
  return slot;
}

/// The element's address and the values.
std::vector<Slot> FunctionCompiler::memoryOperands(const Expr &expr) {
  std::vector<Slot> slots = values(expr.operands);
  size_t dims = expr.operands[0].type.dims;
  std::vector<Slot> operands = {elementAddressOf(expr.operands[0], slots, std::vector<Type>(dims, kI32))};
  operands.insert(operands.end(), slots.begin() + 1 + std::ptrdiff_t(dims), slots.end());
  return operands;
}

std::vector<Slot> FunctionCompiler::packedOperands(const Expr &expr) {
  uint32_t bytes = unit_.layout.size(expr.operands[0].type);
  Slot first = unit_.room(bytes * uint32_t(expr.operands.size()), unit_.layout.align(expr.operands[0].type));
  for (size_t i = 0; i < expr.operands.size(); ++i) into(expr.operands[i], first + bytes * Slot(i));
  return {first};
}

Slot FunctionCompiler::builtin(const Expr &expr, std::optional<Slot> to) {
  static const Expr kTrue = boolLiteral(true), kFalse = boolLiteral(false);
  if (expr.row == Builtin::logicalAnd) return chosen(expr.operands[0], expr.operands[1], kFalse, to);
  if (expr.row == Builtin::logicalOr) return chosen(expr.operands[0], kTrue, expr.operands[1], to);
  std::vector<Type> types;
  for (const Expr &operand : expr.operands) types.push_back(operand.type);
  std::vector<Slot> operands;
  BuiltinEffect effect = rowOf(expr.row).effect;
  if (effect == BuiltinEffect::memory) {
    operands = memoryOperands(expr);
  } else if (effect == BuiltinEffect::state) {
    operands = {address(place(expr.operands[0], true))};
    for (Slot bound : values(std::span(expr.operands).subspan(1))) operands.push_back(bound);
  } else {
    operands = packs(expr.row) ? packedOperands(expr) : values(expr.operands);
  }
  return apply(expr.row, types, operands, expr.type, to);
}

Slot FunctionCompiler::apply(Builtin row, std::span<const Type> types, std::span<const Slot> operands,
                             const Type &result, std::optional<Slot> to) {
  const Type &first = types.empty() ? result : types[0];
  Inst inst = {.handler = meaningOf(row, {types, result}),
               .to = to ? *to : temporary(result),
               .extra = int32_t(unit_.layout.size(result)),
               .count = uint16_t((result.isScalar() && !first.isArray() ? first : result).components()),
               .rows = first.rows,
               .columns = first.columns};
  assert(operands.size() <= kMaxInputs);
  std::copy(operands.begin(), operands.end(), inst.in);
  if (!inst.handler && unit_.wrong.empty())
    unit_.wrong = std::to_string(place_.line) + ":" + std::to_string(place_.column) + ": " + rowOf(row).name +
                  " has no meaning for operands of " + typeText(first, unit_.module);
  emit(inst);
  return inst.to;
}

const Routine &FunctionCompiler::call(const Expr &expr) {
  const Routine &callee = unit_.code.functions[size_t(expr.id)];
  std::vector<Slot> operands = values(expr.operands);
  for (size_t i = 0; i < operands.size(); ++i)
    copy(callee.parameters[i], operands[i], unit_.layout.size(callee.types[i]));
  int inst = emit({.handler = control::call, .in = {callee.back}});
  jumpTo(inst, callee.begin);
  return callee;
}

/// Of at most one result, which the next call of the function overwrites: it is copied.
Slot FunctionCompiler::callOne(const Expr &expr, std::optional<Slot> to) {
  const Routine &callee = call(expr);
  Slot slot = to ? *to : temporary(expr.type);
  if (!callee.results.empty()) copy(slot, callee.results[0], unit_.layout.size(expr.type));
  return slot;
}

Slot FunctionCompiler::chosen(const Expr &condition, const Expr &then, const Expr &otherwise, std::optional<Slot> to) {
  Slot slot = to ? *to : temporary(then.type);
  int other = emit({.handler = control::jumpUnless, .in = {value(condition)}});
  into(then, slot);
  int end = emit({.handler = control::jump});
  jumpTo(other, here());
  into(otherwise, slot);
  jumpTo(end, here());
  return slot;
}

}  // namespace mlir_rl::kernel
