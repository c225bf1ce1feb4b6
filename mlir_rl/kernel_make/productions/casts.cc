// Casts. The grammar draws what is cast by itself (convert.h), as a cast says only what it gives.

#include <cmath>

#include "mlir_rl/kernel_make/productions/operands.h"

namespace mlir_rl::kernel::make {

namespace {

std::optional<Range> castRule(const Type &result, Operands v) {
  const Range &from = v[0].range, limits = limitsOf(result.scalar);
  if (result.scalar == Scalar::boolean) return limits;
  if (isFloat(result.scalar)) return from;
  if (isFloat(v[0].scalar())) {
    Range whole = {std::trunc(from.low), std::trunc(from.high)};
    return limits.has(whole) ? std::optional(whole) : std::nullopt;
  }
  if (limits.has(from)) return from;
  // It wraps around; of 64 bits with a sign not all values are counted.
  return result.scalar == Scalar::i64 ? std::nullopt : std::optional(limits);
}

constexpr Production cast(Builtin row, unsigned gives) { return {row, Group::casts, 0, gives, one, castRule}; }

}  // namespace

std::span<const Production> castProductions() {
  static const Production rows[] = {
      cast(Builtin::castBool, kBoolean),    cast(Builtin::castInt8, kSigned),     cast(Builtin::castInt16, kSigned),
      cast(Builtin::castInt32, kSigned),    cast(Builtin::castInt64, kSigned),    cast(Builtin::castUint8, kUnsigned),
      cast(Builtin::castUint16, kUnsigned), cast(Builtin::castUint32, kUnsigned), cast(Builtin::castUint64, kUnsigned),
      cast(Builtin::castFloat16, kReal),    cast(Builtin::castFloat32, kReal),    cast(Builtin::castFloat64, kReal),
  };
  return rows;
}

}  // namespace mlir_rl::kernel::make
