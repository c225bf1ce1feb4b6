// Which values builtins give.

#include <algorithm>
#include <bit>
#include <limits>

#include "mlir_rl/kernel_text/ranges.h"

namespace mlir_rl::kernel::text {

namespace {

/// Wide enough for every sum and product of two int64.
struct Wide {
  __int128 low = 0, high = 0;
};

bool fits(const Wide &wide, Scalar scalar) {
  Range all = fullRange(scalar);
  return wide.low >= all.low && wide.high <= all.high;
}

Range within(const Wide &wide, Scalar scalar) {
  return fits(wide, scalar) ? Range{int64_t(wide.low), int64_t(wide.high)} : fullRange(scalar);
}

Wide productOf(Range a, Range b) {
  auto [low, high] = std::minmax(
      {__int128(a.low) * b.low, __int128(a.low) * b.high, __int128(a.high) * b.low, __int128(a.high) * b.high});
  return {low, high};
}

/// Of + - * and the negation, as if nothing wrapped around.
Wide unwrapped(Builtin row, Range a, Range b) {
  switch (row) {
    case Builtin::add:
      return {__int128(a.low) + b.low, __int128(a.high) + b.high};
    case Builtin::sub:
      return {__int128(a.low) - b.high, __int128(a.high) - b.low};
    case Builtin::mul:
      return productOf(a, b);
    default:
      return {-__int128(a.high), -__int128(a.low)};
  }
}

/// By numbers above 0, rounded towards zero or down.
Range quotientOf(Range a, Range b) {
  int64_t low = a.low / b.low - (b.low > 1 ? 1 : 0);
  return {a.low < 0 ? low : a.low / b.high, a.high < 0 ? a.high / b.high : a.high / b.low};
}

/// What all bits up to the highest of both can be.
Range mixedBits(Range a, Range b) { return {0, int64_t(std::bit_ceil(uint64_t(std::max(a.high, b.high)) + 1) - 1)}; }

/// Of numbers that are not below 0, and of others where one suffices.
Range ofBits(Builtin row, Scalar scalar, Range a, Range b) {
  bool both = a.low >= 0 && b.low >= 0;
  if (row == Builtin::bitAnd && (a.low >= 0 || b.low >= 0))
    return {0, std::min(a.low >= 0 ? a.high : b.high, b.low >= 0 ? b.high : a.high)};
  if (row == Builtin::shr && b.low >= 0 && b.high < 63)
    return {a.low >> (a.low < 0 ? b.low : b.high), a.high >> (a.high < 0 ? b.high : b.low)};
  bool mixes = row == Builtin::bitOr || row == Builtin::bitXor;
  return mixes && both ? mixedBits(a, b) : fullRange(scalar);
}

Range lowerOf(Range a, Range b) { return {std::min(a.low, b.low), std::min(a.high, b.high)}; }
Range higherOf(Range a, Range b) { return {std::max(a.low, b.low), std::max(a.high, b.high)}; }

}  // namespace

Range fullRange(Scalar scalar) {
  int bits = bitsOf(scalar);
  if (scalar == Scalar::boolean) return {0, 1};
  if (bits == 64 || isFloat(scalar)) return {std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max()};
  if (isUnsigned(scalar)) return {0, (int64_t{1} << bits) - 1};
  return {-(int64_t{1} << (bits - 1)), (int64_t{1} << (bits - 1)) - 1};
}

Range joined(Range a, Range b) { return {std::min(a.low, b.low), std::max(a.high, b.high)}; }

bool Ranges::overflows(Builtin row, Scalar scalar, Range a, Range b) { return !fits(unwrapped(row, a, b), scalar); }

Range rangeOf(Builtin row, Scalar result, const std::vector<Range> &operands) {
  Range all = fullRange(result), a = operands.empty() ? all : operands[0], b = operands.size() > 1 ? operands[1] : a;
  switch (row) {
    case Builtin::add:
    case Builtin::sub:
    case Builtin::mul:
    case Builtin::neg:
      return within(unwrapped(row, a, b), result);
    case Builtin::div:
    case Builtin::floordiv:
      return b.low > 0 ? quotientOf(a, b) : all;
    case Builtin::mod:
      return b.low > 0 ? Range{a.low < 0 ? -(b.high - 1) : 0, b.high - 1} : all;
    case Builtin::bitAnd:
    case Builtin::bitOr:
    case Builtin::bitXor:
    case Builtin::shr:
      return ofBits(row, result, a, b);
    case Builtin::minOf:
      return operands.size() == 2 ? lowerOf(a, b) : all;
    case Builtin::maxOf:
      return operands.size() == 2 ? higherOf(a, b) : all;
    case Builtin::clamp:
      return lowerOf(higherOf(b, a), operands[2]);
    case Builtin::where:
      return joined(b, operands[2]);
    case Builtin::pos:
      return a;
    case Builtin::randi:
      return operands.size() == 3 && b.high < operands[2].low ? Range{b.low, operands[2].high - 1} : all;
    case Builtin::bitCount:
      return {0, 64};
    case Builtin::lowerBound:
    case Builtin::len:
      return {0, kMaxExtentOfLaunch};
    case Builtin::castInt8:
    case Builtin::castInt16:
    case Builtin::castInt32:
    case Builtin::castInt64:
    case Builtin::castUint8:
    case Builtin::castUint16:
    case Builtin::castUint32:
      return within({a.low, a.high}, result);
    default:
      return all;
  }
}

}  // namespace mlir_rl::kernel::text
