#include "mlir_rl/kernel/print.h"
#include "mlir_rl/kernel/printer.h"

namespace mlir_rl::kernel {

namespace {

/// How tightly Python's operators bind; a higher number binds tighter.
enum Precedence {
  kTernary = 1,
  kOr,
  kAnd,
  kNot,
  kCompare,
  kBitOr,
  kBitXor,
  kBitAnd,
  kShift,
  kSum,
  kProduct,
  kUnary,
  kPower,
  kAtom
};

Precedence bindingOf(Builtin row) {
  switch (row) {
    case Builtin::logicalOr:
      return kOr;
    case Builtin::logicalAnd:
      return kAnd;
    case Builtin::logicalNot:
      return kNot;
    case Builtin::bitOr:
      return kBitOr;
    case Builtin::bitXor:
      return kBitXor;
    case Builtin::bitAnd:
      return kBitAnd;
    case Builtin::shl:
    case Builtin::shr:
      return kShift;
    case Builtin::add:
    case Builtin::sub:
      return kSum;
    case Builtin::neg:
    case Builtin::pos:
    case Builtin::bitNot:
      return kUnary;
    case Builtin::powOf:
      return kPower;
    case Builtin::mul:
    case Builtin::div:
    case Builtin::floordiv:
    case Builtin::mod:
      return kProduct;
    default:
      return kCompare;  // the six that are left
  }
}

Precedence bindingOf(const Expr &expr) {
  if (expr.kind == ExprKind::conditional) return kTernary;
  if (expr.kind == ExprKind::tuple) return Precedence(0);
  if (expr.kind == ExprKind::literal) return printLiteral(expr.value, expr.type)[0] == '-' ? kUnary : kAtom;
  if (expr.kind != ExprKind::builtin) return kAtom;
  BuiltinForm form = rowOf(expr.row).form;
  return form == BuiltinForm::infix || form == BuiltinForm::prefix ? bindingOf(expr.row) : kAtom;
}

std::string listText(const Printer &p, const std::vector<Expr> &exprs, size_t from = 0) {
  std::string text;
  for (size_t i = from; i < exprs.size(); ++i) text += (i > from ? ", " : "") + exprText(p, exprs[i]);
  return text;
}

/// In parentheses when it binds less tightly than `least`.
std::string within(const Printer &p, const Expr &expr, int least) {
  std::string text = exprText(p, expr);
  return bindingOf(expr) < least ? "(" + text + ")" : text;
}

std::string infixText(const Printer &p, const Expr &expr) {
  int own = bindingOf(expr.row), left = own, right = own + 1;
  if (own == kPower) left = kPower + 1, right = kUnary;  // groups to the right
  if (own == kCompare) left = own + 1;                   // a < b < c means something else
  return within(p, expr.operands[0], left) + " " + rowOf(expr.row).name + " " + within(p, expr.operands[1], right);
}

std::string builtinText(const Printer &p, const Expr &expr) {
  const BuiltinRow &row = rowOf(expr.row);
  switch (row.form) {
    case BuiltinForm::infix:
      return infixText(p, expr);
    case BuiltinForm::prefix:
      return row.name + std::string(expr.row == Builtin::logicalNot ? " " : "") +
             within(p, expr.operands[0], bindingOf(expr.row));
    case BuiltinForm::bare:
      return row.name + ("(" + listText(p, expr.operands)) + ")";
    case BuiltinForm::call:
      break;
  }
  if (expr.row == Builtin::identity)
    return "wp.identity(n=" + std::to_string(expr.type.rows) + ", dtype=" + typeText(componentType(expr.type)) + ")";
  return std::string("wp.") + row.name + "(" + listText(p, expr.operands) + ")";
}

/// `.x` for a literal index of a short vector.
std::string componentText(const Printer &p, const Expr &expr) {
  const Expr &base = expr.operands[0], &index = expr.operands[1];
  std::string text = within(p, base, kAtom);
  bool named = base.type.isVector() && base.type.rows <= 4 && index.kind == ExprKind::literal && index.type == kI32;
  if (named && index.value.integer >= 0 && index.value.integer < 4) return text + "." + "xyzw"[index.value.integer];
  return text + "[" + listText(p, expr.operands, 1) + "]";
}

std::string fieldText(const Printer &p, const Expr &expr) {
  const Struct &structure = p.module.structs[size_t(expr.operands[0].type.structure)];
  return within(p, expr.operands[0], kAtom) + "." + structure.fields[size_t(expr.id)].name;
}

}  // namespace

std::string exprText(const Printer &p, const Expr &expr) {
  switch (expr.kind) {
    case ExprKind::literal:
      return printLiteral(expr.value, expr.type);
    case ExprKind::constant:
      return p.module.constants[size_t(expr.id)].name;
    case ExprKind::variable:
      return p.function.variables[size_t(expr.id)].name;
    case ExprKind::builtin:
      return builtinText(p, expr);
    case ExprKind::call:
      return p.module.functions[size_t(expr.id)].name + "(" + listText(p, expr.operands) + ")";
    case ExprKind::construct:
      return typeWord(expr.type, p.module) + "(" + listText(p, expr.operands) + ")";
    case ExprKind::component:
      return componentText(p, expr);
    case ExprKind::element:
      return within(p, expr.operands[0], kAtom) + "[" + listText(p, expr.operands, 1) + "]";
    case ExprKind::field:
      return fieldText(p, expr);
    case ExprKind::shape:
      return within(p, expr.operands[0], kAtom) + ".shape[" + std::to_string(expr.id) + "]";
    case ExprKind::tid:
      return "wp.tid()";
    case ExprKind::tuple:
      return listText(p, expr.operands);
    case ExprKind::conditional:
      break;
  }
  const std::vector<Expr> &parts = expr.operands;
  return within(p, parts[1], kTernary + 1) + " if " + within(p, parts[0], kTernary + 1) + " else " +
         within(p, parts[2], kTernary);
}

std::string printExpr(const Expr &expr, const Function &function, const Module &module) {
  return exprText({module, function}, expr);
}

}  // namespace mlir_rl::kernel
