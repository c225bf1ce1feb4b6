#pragma once

/// \file
/// Kernels drawn at random to be hard on whoever writes them as text: operands whose order matters, effects in every
/// corner of an expression, variables that are set in one branch or loop and read elsewhere, loops whose variables and
/// bounds change, parts of parts as targets. What they compute has no sense, but breaks no rule.

#include "tests/kernels/random_expressions.h"

namespace mlir_rl::kernel::testing {

class RandomTree : RandomExpressions {
 public:
  explicit RandomTree(uint64_t seed) : RandomExpressions(seed) {}

  Module module() {
    module_.structs = {pairStruct()};
    module_.constants = {{"LIMIT", kI32, {.integer = 3}}, {"SCALE", kF16, {.real = 0.25}}};
    addBump();
    addSplit();
    Making kernel("kernel");
    for (const Type &type : kTypes)
      if (type != kBool)
        arrays_.push_back(kernel.parameter("array" + std::to_string(arrays_.size()), arrayType(type, 1)));
    arrays_.push_back(kernel.parameter("grid", arrayType(kF32, 2)));
    for (const Type &type : {kI32, kF32, kVec3})
      scalars_.push_back(kernel.parameter("x" + std::to_string(scalars_.size()), type));
    for (int i = 0; i < 14; ++i)
      locals_.push_back(kernel.local("v" + std::to_string(i), kTypes[size_t(i) % std::size(kTypes)]));
    set_ = scalars_;
    kernel.function.body = {assign(locals_[0], tid())};
    set_.push_back(locals_[0]);
    std::vector<Stmt> rest = block(9, 3);
    kernel.function.body.insert(kernel.function.body.end(), rest.begin(), rest.end());
    module_.kernels = {kernel.function};
    return module_;
  }

 private:
  /// Function 0: adds to an element of an array of int and gives what was there.
  void addBump() {
    Making f("bump");
    Expr array = f.parameter("array", arrayType(kI32, 1)), by = f.parameter("by", kI32), old = f.local("old", kI32);
    Expr place = element(array, {op(Builtin::bitAnd, {by, i32(kCells - 1)})});
    f.add(assign(old, place));
    f.add(assign(place, op(Builtin::add, {old, by})));
    f.add(giveBack({old}));
    f.function.results = {kI32};
    module_.functions.push_back(f.function);
  }
  /// Function 1: two results.
  void addSplit() {
    Making f("split");
    Expr a = f.parameter("a", kI32), x = f.parameter("x", kF32);
    f.add(branch(op(Builtin::less, {a, i32(0)}), {giveBack({op(Builtin::neg, {a}), x})}));
    f.add(giveBack({a, op(Builtin::neg, {x})}));
    f.function.results = {kI32, kF32};
    module_.functions.push_back(f.function);
  }

  std::vector<Stmt> block(int count, int depth) {
    std::vector<Stmt> body;
    for (int i = 0; i < count; ++i) body.push_back(statement(depth));
    return body;
  }
  /// Variables that are set inside are forgotten at the end.
  std::vector<Stmt> inner(int count, int depth) {
    std::vector<Expr> before = set_;
    std::vector<Stmt> body = block(count, depth);
    set_ = before;
    return body;
  }
  void markSet(const Expr &variable) {
    if (std::find(set_.begin(), set_.end(), variable) == set_.end()) set_.push_back(variable);
  }

  Stmt statement(int depth) {
    switch (below(depth > 0 ? 12 : 8)) {
      case 0:
      case 1:
      case 2:
        return setVariable();
      case 3:
        return assign(part(), value(lastType_, 3, true));
      case 4:
        return updateOf();
      case 5:
        return assignSeveral();
      case 6:
        return {.kind = StmtKind::evaluate, .values = {call(0, kI32, {arrays_[0], value(kI32, 2, true)})}};
      case 7:
        if (inLoop_ && oneIn(3))
          return branch(value(kBool, 2, true), {plain(oneIn(2) ? StmtKind::breakLoop : StmtKind::continueLoop)});
        return setVariable();
      case 8:
      case 9:
        return branchOf(depth);
      case 10:
        return rangeOf(depth);
      default:
        return whileOf(depth);
    }
  }

  Stmt setVariable() {
    // It may bound loops, also those that it is changed in.
    if (oneIn(4)) return assign(scalars_[0], index(2, true));
    const Expr &target = oneOf(locals_);
    Stmt stmt = assign(target, value(target.type, 3, true));
    markSet(target);
    return stmt;
  }
  /// A place that is no variable; lastType_ is its type.
  Expr part() {
    std::vector<Expr> places = {element(arrayOf(kI32), {index(2, true)}), element(arrayOf(kF16), {index(2, true)}),
                                element(arrayOf(kPair), {index(2, true)}),
                                field(element(arrayOf(kPair), {index(2, true)}), 0, kI32)};
    for (const Expr &v : setOf(kVec3)) places.push_back(component(v, {op(Builtin::mod, {index(2, true), i32(3)})}));
    for (const Expr &m : setOf(kMat23))
      places.push_back(component(m, {op(Builtin::bitAnd, {value(kI32, 2, true), i32(1)})}));
    for (const Expr &s : setOf(kPair)) {
      places.push_back(field(s, 0, kI32));
      places.push_back(component(field(s, 2, kMat23), {i32(1), op(Builtin::mod, {index(2, true), i32(3)})}));
    }
    for (const Expr &w : setOf(kWords))
      places.push_back(component(w, {op(Builtin::bitAnd, {value(kI32, 2, true), i32(1)})}));
    Expr place = oneOf(places);
    lastType_ = place.type;
    return place;
  }
  Stmt updateOf() {
    std::vector<Expr> places;
    for (const Type &type : {kI32, kF32, kI64, kVec3, kF16, kU8, kF64})
      for (const Expr &variable : setOf(type)) places.push_back(variable);
    Expr target = part();
    if (!places.empty() && oneIn(2)) target = oneOf(places);
    while (target.type == kPair) target = part();
    static constexpr Builtin rows[] = {Builtin::add, Builtin::sub, Builtin::mul};
    bool isNarrow = target.kind == ExprKind::element && bitsOf(target.type.scalar) < 32;
    Builtin row = isNarrow ? Builtin::mul : rows[below(target.type.isScalar() ? 3 : 2)];
    return update(row, target, value(target.type, 3, true));
  }
  Stmt assignSeveral() {
    Expr a = oneOf(locals_), b = oneOf(locals_);
    std::vector<Expr> ints = ofType(kI32), floats = ofType(kF32);
    Stmt stmt;
    if (oneIn(2) && !ints.empty() && !floats.empty()) {
      a = oneOf(ints), b = oneOf(floats);
      stmt = assignMany({a, b}, call(1, {}, {value(kI32, 2, true), value(kF32, 2, true)}));
    } else {
      while (b == a) b = oneOf(locals_);
      stmt = assignMany({a, b}, tuple({value(a.type, 2, true), value(b.type, 2, true)}));
    }
    markSet(a);
    markSet(b);
    return stmt;
  }
  std::vector<Expr> ofType(const Type &type) {
    std::vector<Expr> found;
    for (const Expr &variable : locals_)
      if (variable.type == type) found.push_back(variable);
    return found;
  }

  Stmt branchOf(int depth) {
    Expr condition = value(kBool, 3, true);
    std::vector<Stmt> body = inner(1 + int(below(3)), depth - 1), otherwise;
    if (oneIn(2)) otherwise = inner(1 + int(below(2)), depth - 1);
    return branch(std::move(condition), std::move(body), std::move(otherwise));
  }
  Stmt rangeOf(int depth) {
    std::vector<Expr> ints = ofType(kI32);
    Expr variable = oneOf(ints);
    Expr start = oneIn(2) ? i32(0) : op(Builtin::bitAnd, {value(kI32, 2, true), i32(3)});
    Expr stop = oneIn(3) ? i32(3) : oneIn(2) ? scalars_[0] : op(Builtin::bitAnd, {value(kI32, 2, true), i32(7)});
    Expr step = oneIn(2)   ? i32(1)
                : oneIn(2) ? i32(-2)
                           : op(Builtin::add, {i32(1), op(Builtin::bitAnd, {value(kI32, 1, true), i32(1)})});
    std::vector<Expr> before = set_;
    markSet(variable);
    bool outer = std::exchange(inLoop_, true);
    std::vector<Stmt> body = block(1 + int(below(3)), depth - 1);
    inLoop_ = outer;
    set_ = before;
    return forLoop(variable, {start, stop, step}, std::move(body));
  }
  /// A loop that ends because an element counts its iterations.
  Stmt whileOf(int depth) {
    Expr counter = element(arrayOf(kI64), {i32(0)}),
         before = op(Builtin::atomicAdd, {arrayOf(kI64), i32(0), literal(kI64, 1)});
    Expr condition =
        op(Builtin::logicalAnd, {op(Builtin::less, {op(Builtin::bitAnd, {before, literal(kI64, 7)}), literal(kI64, 4)}),
                                 value(kBool, 2, false)});
    bool outer = std::exchange(inLoop_, true);
    std::vector<Stmt> body = inner(1 + int(below(2)), depth - 1);
    inLoop_ = outer;
    return whileLoop(condition, std::move(body));
  }

  Module module_;
  std::vector<Expr> scalars_, locals_;
  Type lastType_;
  bool inLoop_ = false;
};

}  // namespace mlir_rl::kernel::testing
