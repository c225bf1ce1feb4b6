#include "mlir_rl/kernel_text/ranges.h"

#include <algorithm>

#include "mlir_rl/kernel/walk.h"

namespace mlir_rl::kernel::text {

namespace {

/// Each of them as a statement's values.
void walkReturns(const std::vector<Stmt> &body, const auto &visit) {
  for (const Stmt &stmt : body) {
    if (stmt.kind == StmtKind::giveBack) visit(stmt.values);
    walkReturns(stmt.body, visit);
    walkReturns(stmt.otherwise, visit);
  }
}

}  // namespace

Ranges::Ranges(const Module &module) : module_(module) {
  for (const Function &function : module.functions) note(function);
  for (const Function &kernel : module.kernels) {
    note(kernel);
    for (int i = 0; i < kernel.parameters; ++i) sources_[{&kernel, i}].push_back({&kernel});
  }
}

/// What the function's variables are given, and what it gives to parameters of those that it calls.
void Ranges::note(const Function &function) {
  noteStmts(function, function.body);
  walkBody(function.body, [&](const Expr &expr) {
    if (expr.kind == ExprKind::call)
      for (size_t i = 0; i < expr.operands.size(); ++i)
        sources_[{&module_.functions[size_t(expr.id)], int(i)}].push_back({&function, &expr.operands[i]});
    bool draws = expr.kind == ExprKind::builtin && rowOf(expr.row).effect == BuiltinEffect::state;
    if (const Expr *root = draws ? rootOf(expr.operands[0]) : nullptr)
      sources_[{&function, root->id}].push_back({&function});
  });
}

void Ranges::noteStmts(const Function &function, const std::vector<Stmt> &body) {
  for (const Stmt &stmt : body) {
    for (size_t i = 0; i < stmt.targets.size(); ++i) {
      const Expr &target = stmt.targets[i];
      if (target.kind != ExprKind::variable) continue;
      Source source = {&function};
      if (stmt.kind == StmtKind::forLoop) source.loop = &stmt;
      if (stmt.kind == StmtKind::assign) source.value = &stmt.values[0];
      if (source.value && source.value->kind == ExprKind::tuple) source.value = &source.value->operands[i];
      sources_[{&function, target.id}].push_back(source);
    }
    noteStmts(function, stmt.body);
    noteStmts(function, stmt.otherwise);
  }
}

Range Ranges::of(const Expr &expr, const Function &function) {
  Range all = fullRange(expr.type.scalar);
  if (!expr.type.isScalar() || isFloat(expr.type.scalar)) return all;
  if (expr.type.is(Scalar::u64)) return all;
  if (const Literal *value = literalValue(expr, module_)) return {value->integer, value->integer};
  switch (expr.kind) {
    case ExprKind::variable:
      return ofVariable(function, expr.id);
    case ExprKind::shape:
      return {0, kMaxExtentOfLaunch};
    case ExprKind::tid:
      return {0, kMaxExtentOfLaunch - 1};
    case ExprKind::conditional:
      return joined(of(expr.operands[1], function), of(expr.operands[2], function));
    case ExprKind::call:
      return ofCall(expr);
    case ExprKind::builtin:
      return ofBuiltin(expr, function);
    default:
      return all;
  }
}

Range Ranges::ofVariable(const Function &function, int id) {
  Key key = {&function, id};
  if (auto found = known_.find(key); found != known_.end()) return found->second;
  const Type &type = function.variables[size_t(id)].type;
  Range all = known_[key] = fullRange(type.scalar);
  const std::vector<Source> &sources = sources_[key];
  if (sources.empty()) return all;
  Range range = ofSource(sources[0], type);
  for (const Source &source : sources) range = joined(range, ofSource(source, type));
  return known_[key] = range;
}

Range Ranges::ofSource(const Source &source, const Type &type) {
  if (source.loop) return ofLoop(*source.loop, *source.function);
  if (!source.value) return fullRange(type.scalar);
  if (source.value->kind == ExprKind::tid) return {0, kMaxExtentOfLaunch - 1};
  return source.value->type == type ? of(*source.value, *source.function) : fullRange(type.scalar);
}

/// From the start to one step before the end.
Range Ranges::ofLoop(const Stmt &loop, const Function &function) {
  const Literal *step = literalValue(loop.values[2], module_);
  Range start = of(loop.values[0], function), stop = of(loop.values[1], function);
  if (!step || step->integer == 0) return fullRange(Scalar::i32);
  if (step->integer > 0) return {start.low, std::max(start.low, stop.high - 1)};
  return {std::min(start.high, stop.low + 1), start.high};
}

Range Ranges::ofCall(const Expr &call) {
  const Function &function = module_.functions[size_t(call.id)];
  Range range = fullRange(call.type.scalar);
  bool any = false;
  walkReturns(function.body, [&](const std::vector<Expr> &values) {
    Range value = of(values[0], function);
    range = any ? joined(range, value) : value;
    any = true;
  });
  return range;
}

Range Ranges::ofBuiltin(const Expr &expr, const Function &function) {
  std::vector<Range> operands;
  for (const Expr &operand : expr.operands) {
    bool isKnown = operand.type.isScalar() && !isFloat(operand.type.scalar);
    operands.push_back(isKnown ? of(operand, function) : fullRange(Scalar::i64));
  }
  return rangeOf(operatorOf(expr.row), expr.type.scalar, operands);
}

}  // namespace mlir_rl::kernel::text
