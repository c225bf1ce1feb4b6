#pragma once

/// \file
/// Kernels drawn at random to be hard on whoever writes them as text: operands whose order matters, effects in every
/// corner of an expression, variables that are set in one branch or loop and read elsewhere, loops whose variables and
/// bounds change, parts of parts as targets. What they compute has no sense, but breaks no rule.

#include "mlir_rl/kernel_run/trees_test.h"
#include "mlir_rl/support/seed.h"

namespace mlir_rl::kernel::testing {

inline const Type kI64 = scalarType(Scalar::i64), kU32 = scalarType(Scalar::u32), kU8 = scalarType(Scalar::u8),
                  kI16 = scalarType(Scalar::i16), kF16 = scalarType(Scalar::f16), kF64 = scalarType(Scalar::f64),
                  kVec3 = vectorType(3, Scalar::f32), kMat23 = matrixType(2, 3, Scalar::f32),
                  kWords = vectorType(2, Scalar::u32), kPair = structType(0);
inline constexpr int kCells = 8;  ///< elements of every array; of the one of two dimensions 4 x 8

/// Struct 0: an int, a vector and a matrix.
inline Struct pairStruct() {
  return {.name = "Pair", .fields = {{"a", kI32, {}}, {"v", kVec3, {}}, {"m", kMat23, {}}}};
}

class RandomTree {
 public:
  explicit RandomTree(uint64_t seed) : random_(makeRandom(seed)) {}

  Module module() {
    module_.structs = {pairStruct()};
    module_.constants = {{"LIMIT", kI32, {.integer = 3}}, {"SCALE", kF16, {.real = 0.25}}};
    addBump();
    addSplit();
    Making kernel("kernel");
    now_ = &kernel.function;
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
  inline static const Type kTypes[] = {kI32,  kF32, kI64,   kU32,  kVec3,  kU8, kF16,
                                       kBool, kF64, kMat23, kPair, kWords, kI16};

  size_t below(size_t n) { return uniformBelow(random_, n); }
  bool oneIn(size_t n) { return below(n) == 0; }
  template <class T>
  const T &oneOf(const std::vector<T> &all) {
    return all[below(all.size())];
  }

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

  // Expressions. `effects`: they may change memory or a state.

  Expr index(int depth, bool effects) {
    return op(Builtin::bitAnd, {value(kI32, depth - 1, effects), i32(kCells - 1)});
  }
  const Expr &arrayOf(const Type &type) {
    for (const Expr &array : arrays_)
      if (array.type == arrayType(type, 1)) return array;
    return arrays_[0];
  }
  std::vector<Expr> setOf(const Type &type) {
    std::vector<Expr> found;
    for (const Expr &variable : set_)
      if (variable.type == type) found.push_back(variable);
    return found;
  }

  Expr literalOf(const Type &type) {
    if (type.is(Scalar::boolean)) return boolean(oneIn(2));
    if (isFloat(type.scalar)) return literal(type, double(below(9)) / 4 - 1);
    return literal(type, double(below(isSigned(type.scalar) ? 10 : 5)) - (isSigned(type.scalar) ? 5 : 0));
  }
  /// Something that is at hand.
  Expr leaf(const Type &type) {
    std::vector<Expr> variables = setOf(type);
    if (!variables.empty() && !oneIn(3)) return oneOf(variables);
    if (type == kI32 && oneIn(4)) return {.kind = ExprKind::constant, .type = kI32, .id = 0};
    if (type == kF16 && oneIn(4)) return {.kind = ExprKind::constant, .type = kF16, .id = 1};
    if (type.isScalar()) return literalOf(type);
    return construct(type, {});
  }

  Expr value(const Type &type, int depth, bool effects) {
    if (depth <= 0) return leaf(type);
    if (effects && oneIn(5)) return effectOf(type, depth);
    switch (below(6)) {
      case 0:
        return leaf(type);
      case 1:
        if (type != kBool) return element(arrayOf(type), {index(depth, effects)});
        break;
      case 2:
        return conditional(value(kBool, depth - 1, effects), value(type, depth - 1, effects),
                           value(type, depth - 1, effects));
      case 3:
        return op(Builtin::where,
                  {value(kBool, depth - 1, effects), value(type, depth - 1, effects), value(type, depth - 1, effects)});
      default:
        break;
    }
    return operation(type, depth - 1, effects);
  }

  Expr operation(const Type &type, int depth, bool effects) {
    auto next = [&](const Type &wanted) { return value(wanted, depth, effects); };
    if (type == kPair) return construct(type, {next(kI32), next(kVec3), next(kMat23)});
    if (type == kMat23)
      return oneIn(2)
                 ? op(Builtin::outer, {construct(vectorType(2, Scalar::f32), {next(kF32), next(kF32)}), next(kVec3)})
                 : sum(type, depth, effects);
    if (type.isVector() && type != kVec3)
      return construct(type, {next(componentType(type)), next(componentType(type))});
    if (type == kVec3) return vectorOf(depth, effects);
    if (type == kBool) return boolOf(depth, effects);
    if (oneIn(4)) return castOf(type, depth, effects);
    if (type == kI32 && oneIn(4)) return field(next(kPair), 0, kI32);
    if (type == kF32 && oneIn(3)) return floatOf(depth, effects);
    if (isInteger(type.scalar) && oneIn(3)) return wholeOf(type, depth, effects);
    return sum(type, depth, effects);
  }

  Expr sum(const Type &type, int depth, bool effects) {
    static constexpr Builtin rows[] = {Builtin::add, Builtin::sub, Builtin::mul};
    Builtin row = rows[below(type.isScalar() ? 3 : 2)];
    if (type.isScalar() && oneIn(4)) row = oneIn(2) ? Builtin::minOf : Builtin::maxOf;
    if (oneIn(8)) return op(Builtin::neg, {value(type, depth, effects)});
    return op(row, {value(type, depth, effects), value(type, depth, effects)});
  }
  Expr vectorOf(int depth, bool effects) {
    auto next = [&](const Type &wanted) { return value(wanted, depth, effects); };
    switch (below(5)) {
      case 0:
        return construct(kVec3, {next(kF32), next(kF32), next(kF32)});
      case 1:
        return construct(kVec3, {next(kF32)});
      case 2:
        return component(next(kMat23), {op(Builtin::bitAnd, {next(kI32), i32(1)})});
      case 3:
        return op(Builtin::mul, {next(kF32), next(kVec3)});
      default:
        return sum(kVec3, depth, effects);
    }
  }
  Expr boolOf(int depth, bool effects) {
    static constexpr Builtin rows[] = {Builtin::less, Builtin::lessEqual, Builtin::equal, Builtin::greater};
    if (oneIn(4)) return op(Builtin::logicalNot, {value(kBool, depth, effects)});
    if (oneIn(3))
      return op(oneIn(2) ? Builtin::logicalAnd : Builtin::logicalOr,
                {value(kBool, depth, effects), value(kBool, depth, false)});
    Type type = oneIn(2) ? kI32 : oneIn(2) ? kF32 : kU8;
    return op(rows[below(4)], {value(type, depth, effects), value(type, depth, effects)});
  }
  Expr castOf(const Type &type, int depth, bool effects) {
    Type from = oneIn(2) ? kI32 : oneIn(2) ? kF32 : oneIn(2) ? kF16 : kI64;
    Expr inner = value(from, depth, effects);
    if (isFloat(from.scalar)) inner = op(Builtin::clamp, {inner, literal(from, 0), literal(from, 100)});
    return op(castTo(type.scalar), {inner});
  }
  Expr floatOf(int depth, bool effects) {
    auto next = [&](const Type &wanted) { return value(wanted, depth, effects); };
    if (oneIn(3)) return component(next(kVec3), {op(Builtin::mod, {index(depth, effects), i32(3)})});
    if (oneIn(2)) return component(component(next(kMat23), {i32(1)}), {op(Builtin::bitAnd, {next(kI32), i32(1)})});
    return element(arrays_.back(), {op(Builtin::bitAnd, {next(kI32), i32(3)}), index(depth, effects)});
  }
  Expr wholeOf(const Type &type, int depth, bool effects) {
    static constexpr Builtin rows[] = {Builtin::bitAnd, Builtin::bitOr, Builtin::bitXor};
    Expr left = value(type, depth, effects), small = literal(type, double(1 + below(5)));
    static constexpr Builtin bySmall[] = {Builtin::shl, Builtin::shr, Builtin::div, Builtin::mod, Builtin::floordiv};
    if (oneIn(2)) return op(bySmall[below(5)], {left, small});
    return op(rows[below(3)], {left, value(type, depth, effects)});
  }
  /// An expression that changes something.
  Expr effectOf(const Type &type, int depth) {
    if (type == kI32 && oneIn(2)) return call(0, kI32, {arrays_[0], value(kI32, depth - 1, true)});
    if (type == kI32 || type == kI64 || type == kF64 || type == kVec3) {
      static constexpr Builtin rows[] = {Builtin::atomicAdd, Builtin::atomicSub, Builtin::atomicMin,
                                         Builtin::atomicMax};
      return op(rows[below(4)], {arrayOf(type), index(depth, true), value(type, depth - 1, true)});
    }
    if (type != kF32 && type != kU32) return operation(type, depth - 1, true);
    Builtin row = type == kF32 ? Builtin::randf : Builtin::randu;
    std::vector<Expr> states = setOf(kU32);
    Expr state = element(arrayOf(kU32), {index(depth, true)});
    if (!states.empty() && oneIn(2)) state = oneOf(states);
    if (type == kU32 || oneIn(2)) return op(row, {state});
    return op(row, {state, value(type, depth - 1, true), value(type, depth - 1, true)});
  }

  // Statements.

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
    Expr stop = oneIn(2) ? i32(3) : op(Builtin::bitAnd, {value(kI32, 2, true), i32(7)});
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

  Random random_;
  Module module_;
  Function *now_ = nullptr;
  std::vector<Expr> arrays_, scalars_, locals_, set_;
  Type lastType_;
  bool inLoop_ = false;
};

}  // namespace mlir_rl::kernel::testing
