// What Python's operators compute, and their like by components.

#include "mlir_rl/kernel_run/handlers.h"
#include "mlir_rl/kernel_run/meaning.h"

namespace mlir_rl::kernel {

namespace {

/// 0 on the right, or the lowest integer over -1; floats divide by everything.
template <class T>
Rule refuseDivision(T a, T b) {
  if constexpr (std::integral<T>) {
    if (b == 0) return Rule::divisionByZero;
    if (std::signed_integral<T> && b == T(-1) && a == std::numeric_limits<T>::lowest()) return Rule::lowestByMinusOne;
  }
  return Rule::kept;
}

template <class T>
Rule refuseShift(T b) {
  if constexpr (std::signed_integral<T>)
    if (b < 0) return Rule::shiftOutOfRange;
  return uint64_t(b) >= 8 * sizeof(T) ? Rule::shiftOutOfRange : Rule::kept;
}

// clang-format off
struct Add { template <class T> static T of(T a, T b) { return plus(a, b); } };
struct Sub { template <class T> static T of(T a, T b) { return minus(a, b); } };
struct Mul { template <class T> static T of(T a, T b) { return times(a, b); } };
struct Div {
  template <class T> static T of(T a, T b) { return quotientOf(a, b); }
  template <class T> static Rule refuse(T a, T b) { return refuseDivision(a, b); }
};
struct FloorDiv {
  template <class T> static T of(T a, T b) {
    if constexpr (std::integral<T>) return T(quotientOf(a, b) - T(a % b != 0 && (a < 0) != (b < 0)));
    else return narrow<T>(std::floor(wide(quotientOf(a, b))));
  }
  template <class T> static Rule refuse(T a, T b) { return refuseDivision(a, b); }
};
struct Mod {
  template <class T> static T of(T a, T b) {
    if constexpr (std::integral<T>) return T(a % b);
    else return narrow<T>(std::fmod(wide(a), wide(b)));
  }
  template <class T> static Rule refuse(T a, T b) { return refuseDivision(a, b); }
};
struct Pow { template <class T> static T of(T a, T b) { return narrow<T>(std::pow(wide(a), wide(b))); } };
struct Neg { template <class T> static T of(T a) { return negated(a); } };
struct Pos { template <class T> static T of(T a) { return a; } };
struct Shl {
  template <class T> static T of(T a, T b) { return T(uint64_t(a) << uint64_t(b)); }
  template <class T> static Rule refuse(T, T b) { return refuseShift(b); }
};
struct Shr {
  template <class T> static T of(T a, T b) { return T(a >> b); }
  template <class T> static Rule refuse(T, T b) { return refuseShift(b); }
};
struct And { template <class T> static T of(T a, T b) { return T(a & b); } };
struct Or { template <class T> static T of(T a, T b) { return T(a | b); } };
struct Xor { template <class T> static T of(T a, T b) { return T(a ^ b); } };
struct Not { template <class T> static T of(T a) { return T(~a); } };
struct Equal { template <class T> static bool of(T a, T b) { return wide(a) == wide(b); } };
struct NotEqual { template <class T> static bool of(T a, T b) { return wide(a) != wide(b); } };
struct Less { template <class T> static bool of(T a, T b) { return wide(a) < wide(b); } };
struct LessEqual { template <class T> static bool of(T a, T b) { return wide(a) <= wide(b); } };
struct Greater { template <class T> static bool of(T a, T b) { return wide(a) > wide(b); } };
struct GreaterEqual { template <class T> static bool of(T a, T b) { return wide(a) >= wide(b); } };
struct LogicalNot { static bool of(bool a) { return !a; } };
// clang-format on

template <class Op>
Handler byComponents(const Signature &s) {
  return forNumber(s.result.scalar,
                   [&]<class T>(Tag<T>) -> Handler { return byShape(s.result, binary<Op, T>, binaryEach<Op, T>); });
}
template <class Op>
Handler oneByComponents(const Signature &s) {
  return forNumber(s.result.scalar,
                   [&]<class T>(Tag<T>) -> Handler { return byShape(s.result, unary<Op, T>, unaryEach<Op, T>); });
}
template <class Op>
Handler ofIntegers(const Signature &s) {
  return forInteger(s.result.scalar, []<class T>(Tag<T>) -> Handler { return binary<Op, T>; });
}
template <class Op>
Handler comparison(const Signature &s) {
  return forScalar(s.operands[0].scalar, []<class T>(Tag<T>) -> Handler { return binary<Op, T>; });
}

/// A scalar on one side and a vector or matrix on the other, or two scalars.
template <class Op>
Handler scaled(const Signature &s) {
  return forNumber(s.result.scalar, [&]<class T>(Tag<T>) -> Handler {
    if (s.result.isScalar()) return binary<Op, T>;
    return s.operands[0].isScalar() ? scalarWithEach<Op, T> : eachWithScalar<Op, T>;
  });
}

/// Rows of a by columns of b, each sum from its first product on. A vector on the left is one row, one on the right is
/// one column.
template <class T>
void multiply(const Inst *inst, Run &run, Slot rows, Slot inner, Slot columns) {
  for (Slot r = 0; r < rows; ++r)
    for (Slot c = 0; c < columns; ++c) {
      T sum = {};
      for (Slot k = 0; k < inner; ++k) {
        T product = times(get<T>(run, inst->in[0] + Slot(sizeof(T)) * (r * inner + k)),
                          get<T>(run, inst->in[1] + Slot(sizeof(T)) * (k * columns + c)));
        sum = k ? plus(sum, product) : product;
      }
      put(run, inst->to + Slot(sizeof(T)) * (r * columns + c), sum);
    }
}

template <class T>
const Inst *matrixBy(const Inst *inst, Run &run) {
  multiply<T>(inst, run, inst->rows, inst->columns, inst->count / inst->rows);
  return inst + 1;
}
template <class T>
const Inst *vectorByMatrix(const Inst *inst, Run &run) {
  multiply<T>(inst, run, 1, inst->rows, inst->count);
  return inst + 1;
}

}  // namespace

namespace meaning {

Handler add(const Signature &s) { return byComponents<Add>(s); }
Handler sub(const Signature &s) { return byComponents<Sub>(s); }
Handler mul(const Signature &s) {
  if (s.operands[0].isScalar() || s.operands[1].isScalar()) return scaled<Mul>(s);
  return forNumber(s.result.scalar, [&]<class T>(Tag<T>) -> Handler {
    return s.operands[0].isMatrix() ? matrixBy<T> : vectorByMatrix<T>;
  });
}
Handler div(const Signature &s) { return scaled<Div>(s); }
Handler cwMul(const Signature &s) { return byComponents<Mul>(s); }
Handler cwDiv(const Signature &s) { return byComponents<Div>(s); }
Handler floordiv(const Signature &s) { return byComponents<FloorDiv>(s); }
Handler mod(const Signature &s) { return byComponents<Mod>(s); }
Handler powOf(const Signature &s) {
  return forFloat(s.result.scalar, []<class T>(Tag<T>) -> Handler { return binary<Pow, T>; });
}
Handler pow(const Signature &s) { return powOf(s); }
Handler neg(const Signature &s) { return oneByComponents<Neg>(s); }
Handler pos(const Signature &s) { return oneByComponents<Pos>(s); }
Handler shl(const Signature &s) { return ofIntegers<Shl>(s); }
Handler shr(const Signature &s) { return ofIntegers<Shr>(s); }
Handler bitAnd(const Signature &s) { return ofIntegers<And>(s); }
Handler bitOr(const Signature &s) { return ofIntegers<Or>(s); }
Handler bitXor(const Signature &s) { return ofIntegers<Xor>(s); }
Handler bitNot(const Signature &s) {
  return forInteger(s.result.scalar, []<class T>(Tag<T>) -> Handler { return unary<Not, T>; });
}
Handler equal(const Signature &s) { return comparison<Equal>(s); }
Handler notEqual(const Signature &s) { return comparison<NotEqual>(s); }
Handler less(const Signature &s) { return comparison<Less>(s); }
Handler lessEqual(const Signature &s) { return comparison<LessEqual>(s); }
Handler greater(const Signature &s) { return comparison<Greater>(s); }
Handler greaterEqual(const Signature &s) { return comparison<GreaterEqual>(s); }
/// Of values that are both known; the compiler of trees jumps over the right one where the left one decides.
Handler logicalAnd(const Signature &) { return binary<And, bool>; }
Handler logicalOr(const Signature &) { return binary<Or, bool>; }
Handler logicalNot(const Signature &) { return unary<LogicalNot, bool>; }

#define NAME(id, meant) \
  Handler id(const Signature &s) { return meant(s); }
MLIR_RL_KERNEL_OPERATORS_OF(NAME)
#undef NAME

}  // namespace meaning

}  // namespace mlir_rl::kernel
