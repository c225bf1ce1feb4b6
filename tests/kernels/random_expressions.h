#pragma once

/// \file
/// Expressions drawn at random for RandomTree.

#include "mlir_rl/kernel_run/trees_test.h"
#include "mlir_rl/support/seed.h"

namespace mlir_rl::kernel::testing {

/// Types of values, beside the kernel room's kBool, kI32 and kF32.
constexpr Type scalarOf(Scalar scalar) { return {.kind = TypeKind::scalar, .scalar = scalar}; }
inline constexpr Type kI64 = scalarOf(Scalar::i64), kU32 = scalarOf(Scalar::u32), kU8 = scalarOf(Scalar::u8);
inline constexpr Type kI16 = scalarOf(Scalar::i16), kF16 = scalarOf(Scalar::f16), kF64 = scalarOf(Scalar::f64);
inline constexpr Type kVec3 = {.kind = TypeKind::vector, .scalar = Scalar::f32, .rows = 3};
inline constexpr Type kMat23 = {.kind = TypeKind::matrix, .scalar = Scalar::f32, .rows = 2, .columns = 3};
inline constexpr Type kWords = {.kind = TypeKind::vector, .scalar = Scalar::u32, .rows = 2};
inline constexpr Type kPair = {.kind = TypeKind::structure};
inline constexpr int kCells = 8;  ///< elements of every array; of the one of two dimensions 4 x 8

/// Struct 0: an int, a vector and a matrix.
inline Struct pairStruct() {
  return {.name = "Pair", .fields = {{"a", kI32, {}}, {"v", kVec3, {}}, {"m", kMat23, {}}}};
}

/// Over arrays of all kTypes but bool, one of two dimensions, and variables that have a value.
class RandomExpressions {
 protected:
  explicit RandomExpressions(uint64_t seed) : random_(makeRandom(seed)) {}

  inline static const Type kTypes[] = {kI32,  kF32, kI64,   kU32,  kVec3,  kU8, kF16,
                                       kBool, kF64, kMat23, kPair, kWords, kI16};

  size_t below(size_t n) { return uniformBelow(random_, n); }
  bool oneIn(size_t n) { return below(n) == 0; }
  template <class T>
  const T &oneOf(const std::vector<T> &all) {
    return all[below(all.size())];
  }

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

  /// Any expression of that type. `effects`: it may change memory or a state.
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

  Random random_;
  std::vector<Expr> arrays_, set_;
};

}  // namespace mlir_rl::kernel::testing
