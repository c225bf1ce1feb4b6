// What casts compute.

#include "mlir_rl/kernel_run/handlers.h"
#include "mlir_rl/kernel_run/meaning.h"

namespace mlir_rl::kernel {

namespace {

/// Whether a float, cut to its whole part, is a value of an integer type. False for NaN.
template <class To>
bool fits(double x) {
  double whole = std::trunc(x);
  return whole >= double(std::numeric_limits<To>::lowest()) && whole < std::ldexp(1.0, std::numeric_limits<To>::digits);
}

template <class From>
constexpr bool kIsFloat = std::same_as<From, Half> || std::floating_point<From>;

template <class To, class From>
To converted(From x) {
  if constexpr (std::same_as<To, bool>)
    return wide(x) != 0;
  else if constexpr (std::same_as<To, From>)
    return x;
  else if constexpr (std::same_as<To, Half> && std::integral<From>)
    return Half::of(float(x));
  else
    return narrow<To>(wide(x));
}

template <class To, class From>
const Inst *cast(const Inst *inst, Run &run) {
  From x = get<From>(run, inst->in[0]);
  if constexpr (std::integral<To> && !std::same_as<To, bool> && kIsFloat<From>)
    if (!fits<To>(wide(x))) [[unlikely]]
      return stop(run, inst, Rule::castDoesNotFit, numberText(x));
  put(run, inst->to, converted<To>(x));
  return inst + 1;
}

template <class To>
Handler castsTo(const Signature &s) {
  return forScalar(s.operands[0].scalar, []<class From>(Tag<From>) -> Handler { return cast<To, From>; });
}

}  // namespace

namespace meaning {

Handler castBool(const Signature &s) { return castsTo<bool>(s); }
Handler castInt8(const Signature &s) { return castsTo<int8_t>(s); }
Handler castInt16(const Signature &s) { return castsTo<int16_t>(s); }
Handler castInt32(const Signature &s) { return castsTo<int32_t>(s); }
Handler castInt64(const Signature &s) { return castsTo<int64_t>(s); }
Handler castUint8(const Signature &s) { return castsTo<uint8_t>(s); }
Handler castUint16(const Signature &s) { return castsTo<uint16_t>(s); }
Handler castUint32(const Signature &s) { return castsTo<uint32_t>(s); }
Handler castUint64(const Signature &s) { return castsTo<uint64_t>(s); }
Handler castFloat16(const Signature &s) { return castsTo<Half>(s); }
Handler castFloat32(const Signature &s) { return castsTo<float>(s); }
Handler castFloat64(const Signature &s) { return castsTo<double>(s); }

}  // namespace meaning

}  // namespace mlir_rl::kernel
