#include "mlir_rl/kernel_lower/structured.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "mlir_rl/kernel/literal.h"
#include "mlir_rl/kernel_lower/exits.h"

namespace mlir_rl::kernel::lowering {
namespace {

using Stmts = std::vector<Stmt>;

Expr variableOf(int id, const Type &type) { return {.kind = ExprKind::variable, .type = type, .id = id}; }
Expr flagOf(int id) { return variableOf(id, kBool); }

Expr row(Builtin id, Expr a, Expr b, const Type &type) {
  return {.kind = ExprKind::builtin, .row = id, .type = type, .operands = {std::move(a), std::move(b)}};
}

Stmt assign(Expr target, Expr value) {
  return {.kind = StmtKind::assign, .targets = {std::move(target)}, .values = {std::move(value)}};
}
Stmt setFlag(int id, bool value) { return assign(flagOf(id), boolLiteral(value)); }

Stmt branchOn(Expr condition, Stmts body) {
  return {.kind = StmtKind::branch, .values = {std::move(condition)}, .body = std::move(body)};
}

class Structurer {
 public:
  Structurer(const Function &function, const Module &module) : result_(function), module_(module) {}

  Function run() {
    Stmts body = std::move(result_.body);
    if (isPlain(body)) {
      result_.body = block(body);
      return std::move(result_);
    }
    for (size_t i = 0; i < result_.results.size(); ++i)
      results_.push_back(variableOf(newVariable("result", result_.results[i]), result_.results[i]));
    if (exitsOf(body).returns) running_ = newVariable("running", kBool);
    Stmts statements = block(body);
    result_.body.clear();
    if (running_ >= 0) result_.body.push_back(setFlag(running_, true));
    std::move(statements.begin(), statements.end(), std::back_inserter(result_.body));
    if (!results_.empty()) result_.body.push_back({.kind = StmtKind::giveBack, .values = results_});
    return std::move(result_);
  }

 private:
  /// The flags of the loop around what is being rewritten, or -1.
  struct Loop {
    int looping = -1;  ///< no break so far
    int staying = -1;  ///< no continue so far in this iteration
  };

  /// Whether the only return is the last statement.
  static bool isPlain(const Stmts &body) {
    bool ends = !body.empty() && body.back().kind == StmtKind::giveBack;
    return ends && !exitsOf(std::span(body).first(body.size() - 1)).returns;
  }

  int newVariable(const char *name, const Type &type) {
    result_.variables.push_back({name, type, {}});
    return int(result_.variables.size()) - 1;
  }

  /// Whether none of the exits that were possible has been taken.
  Expr goesOn(const Exits &exits) const {
    Expr condition;
    bool any = false;
    auto also = [&](bool possible, int flag) {
      if (!possible) return;
      condition = any ? row(Builtin::logicalAnd, std::move(condition), flagOf(flag), kBool) : flagOf(flag);
      any = true;
    };
    also(exits.breaks, loops_.empty() ? -1 : loops_.back().looping);
    also(exits.continues, loops_.empty() ? -1 : loops_.back().staying);
    also(exits.returns, running_);
    return condition;
  }

  Stmts block(std::span<const Stmt> body) {
    Stmts done;
    for (size_t i = 0; i < body.size(); ++i) {
      const Stmt &stmt = body[i];
      std::span<const Stmt> rest = body.subspan(i + 1);
      Exits exits = exitsOf(stmt);
      if (stmt.kind == StmtKind::branch && exits.jumps() && !rest.empty()) {
        Exits then = exitsOf(stmt.body), other = exitsOf(stmt.otherwise);
        if (then.falls != other.falls) {
          done.push_back(withRest(stmt, rest, then.falls));
          return done;
        }
      }
      append(stmt, done);
      if (!exits.falls) return done;
      if (!exits.jumps() || rest.empty()) continue;
      done.push_back(branchOn(goesOn(exits), block(rest)));
      return done;
    }
    return done;
  }

  /// An if of which only one side goes on to the rest.
  Stmt withRest(const Stmt &stmt, std::span<const Stmt> rest, bool thenFalls) {
    Stmt longer = stmt;
    Stmts &side = thenFalls ? longer.body : longer.otherwise;
    side.insert(side.end(), rest.begin(), rest.end());
    longer.body = block(longer.body);
    longer.otherwise = block(longer.otherwise);
    return longer;
  }

  void append(const Stmt &stmt, Stmts &done) {
    switch (stmt.kind) {
      case StmtKind::breakLoop:
        return done.push_back(setFlag(loops_.back().looping, false));
      case StmtKind::continueLoop:
        return done.push_back(setFlag(loops_.back().staying, false));
      case StmtKind::giveBack:
        return giveBack(stmt, done);
      case StmtKind::branch: {
        Stmt branch = stmt;
        branch.body = block(stmt.body);
        branch.otherwise = block(stmt.otherwise);
        return done.push_back(std::move(branch));
      }
      case StmtKind::whileLoop:
        return whileLoop(stmt, done);
      case StmtKind::forLoop:
        return forLoop(stmt, done);
      default:
        return done.push_back(stmt);
    }
  }

  void giveBack(const Stmt &stmt, Stmts &done) {
    if (running_ < 0) return done.push_back(stmt);
    if (results_.size() == 1) done.push_back(assign(results_[0], stmt.values[0]));
    if (results_.size() > 1)
      done.push_back({.kind = StmtKind::assign,
                      .targets = results_,
                      .values = {{.kind = ExprKind::tuple, .operands = stmt.values}}});
    done.push_back(setFlag(running_, false));
  }

  /// The body of a loop; its own flags are declared, and the one for breaks is set before the loop.
  Stmts loopBody(const Stmt &stmt, const Exits &exits, Stmts &done) {
    Loop loop;
    if (exits.breaks) done.push_back(setFlag(loop.looping = newVariable("looping", kBool), true));
    Stmts body;
    if (exits.continues) body.push_back(setFlag(loop.staying = newVariable("staying", kBool), true));
    loops_.push_back(loop);
    Stmts statements = block(stmt.body);
    std::move(statements.begin(), statements.end(), std::back_inserter(body));
    return body;
  }

  /// `condition`, and that the loop has not been left; the flags come first, as the condition is not evaluated then.
  Expr stays(const Exits &exits, Expr condition) {
    if (!exits.breaks && !exits.returns) return condition;
    Expr flags = goesOn({.breaks = exits.breaks, .returns = exits.returns});
    const Literal *fixed = literalValue(condition, module_);
    if (fixed && fixed->integer) return flags;
    return row(Builtin::logicalAnd, std::move(flags), std::move(condition), kBool);
  }

  void whileLoop(const Stmt &stmt, Stmts &done) {
    Exits exits = exitsOf(stmt.body);
    Stmt loop = stmt;
    loop.body = loopBody(stmt, exits, done);
    loop.values = {stays(exits, stmt.values[0])};
    loops_.pop_back();
    done.push_back(std::move(loop));
  }

  void forLoop(const Stmt &stmt, Stmts &done) {
    Exits exits = exitsOf(stmt.body);
    if (exits.breaks || exits.returns) return countingLoop(stmt, exits, done);
    Stmt loop = stmt;
    loop.body = loopBody(stmt, exits, done);
    loops_.pop_back();
    done.push_back(std::move(loop));
  }

  /// The value of a range's part before the loop: itself, when nothing can change it.
  Expr kept(const Expr &part, const char *name, Stmts &done) {
    if (literalValue(part, module_)) return part;
    Expr variable = variableOf(newVariable(name, kI32), kI32);
    done.push_back(assign(variable, part));
    return variable;
  }

  Expr before(const Expr &next, const Expr &stop, const Expr &step) const {
    Expr up = row(Builtin::less, next, stop, kBool), down = row(Builtin::greater, next, stop, kBool);
    if (const Literal *fixed = literalValue(step, module_)) return fixed->integer > 0 ? up : down;
    Expr rises = row(Builtin::greater, step, intLiteral(0), kBool);
    return {.kind = ExprKind::conditional, .type = kBool, .operands = {rises, std::move(up), std::move(down)}};
  }

  void countingLoop(const Stmt &stmt, const Exits &exits, Stmts &done) {
    Expr next = variableOf(newVariable("next", kI32), kI32);
    done.push_back(assign(next, stmt.values[0]));
    Expr stop = kept(stmt.values[1], "stop", done), step = kept(stmt.values[2], "step", done);
    Stmt loop = {.kind = StmtKind::whileLoop};
    loop.body = loopBody(stmt, exits, done);
    loop.body.insert(loop.body.begin(), assign(stmt.targets[0], next));
    loop.body.push_back(assign(next, row(Builtin::add, next, step, kI32)));
    loop.values = {stays(exits, before(next, stop, step))};
    loops_.pop_back();
    done.push_back(std::move(loop));
  }

  Function result_;
  const Module &module_;
  std::vector<Loop> loops_;
  std::vector<Expr> results_;  ///< variables of the function's results
  int running_ = -1;           ///< the flag: no return so far
};

/// The comparison that holds when `id` does not; `id` itself when there is none.
Builtin opposite(Builtin id) {
  switch (id) {
    case Builtin::equal:
      return Builtin::notEqual;
    case Builtin::notEqual:
      return Builtin::equal;
    case Builtin::less:
      return Builtin::greaterEqual;
    case Builtin::lessEqual:
      return Builtin::greater;
    case Builtin::greater:
      return Builtin::lessEqual;
    case Builtin::greaterEqual:
      return Builtin::less;
    default:
      return id;
  }
}

}  // namespace

Function structured(const Function &function, const Module &module) { return Structurer(function, module).run(); }

Expr negated(const Expr &condition) {
  if (condition.kind == ExprKind::builtin) {
    if (condition.row == Builtin::logicalNot) return condition.operands[0];
    Builtin other = opposite(condition.row);
    bool compares = other != condition.row;
    bool exact = other == Builtin::equal || other == Builtin::notEqual;
    if (compares && (exact || !isFloat(condition.operands[0].type.scalar))) {
      Expr reversed = condition;
      reversed.row = other;
      return reversed;
    }
  }
  return {.kind = ExprKind::builtin, .row = Builtin::logicalNot, .type = kBool, .operands = {condition}};
}

}  // namespace mlir_rl::kernel::lowering
